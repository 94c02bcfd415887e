// On which rung a question begins, by its first words, while it is being typed. The room works it out in the same way
// (`workshop/ladder.py`); both are held to `tests/ladder.json`.

const AROUND = '"\'.,;:!?¿¡()[]«»„“”‘…-–—*_'
const ANY = '*'

/** The rung these words begin on, or 0. `ladder`: {"1": {starts: [...]}, …}. Of two openings that fit, the longer counts. */
export function suggested(text, ladder) {
  const words = spoken(text)
  let best = 0
  let found = 0
  for (const no of Object.keys(ladder || {}).map(Number).sort((a, b) => a - b)) {
    for (const start of ladder[no].starts.map(spoken)) {
      if (start.length > best && begins(words, start)) {
        best = start.length
        found = no
      }
    }
  }
  return found
}

/** Whether a text begins in one of these ways, listed with commas; a star stands for any one word. */
export function beginsLike(text, listed) {
  const words = spoken(text)
  return listed.split(',').some((start) => {
    const wanted = start.trim().toLowerCase().split(/\s+/)
    return wanted.length <= words.length && wanted.every((word, at) => word === ANY || word === words[at])
  })
}

/** The words of a text as they sound: small, and without what stands around them. */
export function spoken(text) {
  return text.replace(/’/g, "'").toLowerCase().split(/\s+/).map(bare).filter(Boolean)
}

function begins(words, start) {
  return start.every((word, at) => words[at] === word)
}

function bare(word) {
  let from = 0
  let to = word.length
  while (from < to && AROUND.includes(word[from])) from += 1
  while (to > from && AROUND.includes(word[to - 1])) to -= 1
  return word.slice(from, to)
}
