// What comes after the first screen (`besides.js`): until then there is nothing of it to be seen.

import { html } from '../html.js'
import { BESIDES, KINDS, need } from '../kinds.js'

/** Besides({what: "Own", …}): one of its drawings, with all that it is given. */
export function Besides({ what, ...props }) {
  const Drawing = (KINDS[BESIDES] || {})[what]
  return Drawing ? html`<${Drawing} ...${props} />` : null
}

/** Why the room would not take something; as long as the sentences are on their way, that it would not. */
export function refusalInWords(move, say) {
  need(BESIDES)
  return KINDS[BESIDES] ? KINDS[BESIDES].refusalInWords(move, say) : say('phone-refused')
}
