// Who is in and who lost touch. A phone that was put down for a moment is not worth a number; after a while it is,
// and much later its owner has gone home. Whoever has no phone cannot lose it.

import { alike } from '../elements/still.js'

const GRACE = 20000
const GONE = 15 * 60000

/** Remembers when each phone was first missed. `take(view, now)` gives {here, away, lost: {person id: true}}, the same `lost` while it says the same. */
export function census() {
  const missed = new Map()
  let before = {}
  return {
    take(view, now) {
      const lost = {}
      let gone = 0
      let people = 0
      for (const [id, person] of Object.entries(view.people)) {
        const counted = !person.removed && !person.left
        people += counted ? 1 : 0
        if (!counted || !person.phone || view.presence?.[id]) {
          missed.delete(id)
          continue
        }
        if (!missed.has(id)) missed.set(id, now)
        const silent = now - missed.get(id)
        if (silent > GONE) gone += 1
        else if (silent > GRACE) lost[id] = true
      }
      const away = Object.keys(lost).length
      before = alike(before, lost) ? before : lost
      return { here: people - away - gone, away, lost: before }
    },
  }
}
