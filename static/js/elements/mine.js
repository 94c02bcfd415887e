// What every kind that keeps people's own words needs on the phone: their order, and what is still on its way.

import { withId } from './still.js'

/** The things of an object keyed by id, each with its id, in the order of `key`. Whatever did not change is the same object again. */
export function inOrder(things, key) {
  return Object.entries(things || {})
    .map(([id, thing]) => withId(id, thing))
    .sort((a, b) => a[key] - b[key] || (a.id < b.id ? -1 : 1))
}

/** Whether the room has these words already and only its answer is still on the way. */
export function arrived({ at, data }, mine = {}) {
  return Object.values(mine).some((entry) => entry.text === data.text && Math.abs(entry.at - at) < 1000)
}

/** The moves of one name that the room has not answered yet. */
export function unsent(room, name) {
  return (room.pending || []).filter((move) => move.name === name)
}

/** Those of them that are about one entry. */
export function about(room, name, entry) {
  return unsent(room, name).filter(({ data }) => data.entry === entry)
}
