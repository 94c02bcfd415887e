// The sentences that a page can say, as [[language, {key: parts, …}], …]: the server puts them here when it binds a face.

export const SENTENCES = []
