// Who is in and who lost touch. A phone that was put down for a moment is not worth a number; after a while it is,
// and much later its owner has gone home. Whoever has no phone cannot lose it.

import { alike } from '../elements/still.js'

const SECOND = 1000
const GRACE = 20000
const GONE = 15 * 60000

/** Remembers when each phone was first missed. `take(view, now)` gives {here, away, lost: {person id: true}}, the same `lost` while it says the same. */
export function census() {
  const missed = new Map()
  let before = {}
  let last = {}
  return {
    take(view, now) {
      // Nobody is missed for less than a second: between two of them only those are counted anew who came or went.
      if (last.people === view.people && last.presence === view.presence && Math.abs(now - last.at) < SECOND) return last.taken
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
      last = { people: view.people, presence: view.presence, at: now, taken: { here: people - away - gone, away, lost: before } }
      return last.taken
    },
  }
}
