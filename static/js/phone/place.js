// Where a phone is: what its views say together, when it goes along with the room, and when it stays for its owner's
// sake. Plain functions: views go in, a decision comes out.

import { drawn } from '../elements/brought.js'

const SECOND = 1000
const QUIET_BEFORE_LEAVING = 10 * SECOND
const TIMES_SAID = [60, 30, 10, 0]

/** The channels of one phone put together, or null while they speak of different screens or one is still missing. */
export function together(views) {
  const { floor } = views
  const table = channelOf(views, 'table:')
  const me = channelOf(views, 'me:')
  if (!floor || !me || !me.me) return null
  if (me.screen.id !== floor.screen.id || !table || table.screen.id !== floor.screen.id) return null
  const whole = views[`whole:${floor.screen.id}`] || {}
  const parts = [floor.screen, table.screen, me.screen, whole]
  return {
    ...floor,
    table: table.table,
    me: me.me,
    missed: me.missed || {},
    wrote: me.wrote || {},
    view: Object.assign({}, ...parts.map(({ view }) => view)),
    brought: drawn(Object.assign({}, ...parts.map(({ brought }) => brought))),
  }
}

/** The view of the one channel whose name begins like that, or nothing. */
export function channelOf(views, start) {
  const name = Object.keys(views).find((channel) => channel.startsWith(start))
  return name && views[name]
}

/** Whether this phone's owner has been taken off the list. */
export function isRemoved(views) {
  const me = channelOf(views, 'me:')
  return Boolean(me && me.removed)
}

/** Whether this phone's owner stands at the door until the facilitator lets them in. */
export function isAtTheDoor(views) {
  const me = channelOf(views, 'me:')
  return Boolean(me && me.waiting)
}

/**
 * Where this phone should be: `{screen, why, room}`. `why` is "room" (with everybody), "writing" (the room moved on
 * while somebody was typing) or "visit" (gone elsewhere on purpose); `room` is where the room was when that began.
 * Whoever `left` the room early is not called back by it.
 */
export function follow(at, { screen, typing, quietFor, finishing, left = false }) {
  const withTheRoom = { screen, why: 'room', room: screen }
  if (left && at && at.why === 'visit') return at
  if (!at || at.screen === screen) return at && at.why === 'room' ? at : withTheRoom
  if (at.why === 'writing') return finishing || quietFor < QUIET_BEFORE_LEAVING ? at : withTheRoom
  if (at.why === 'visit' && at.room === screen) return at
  return typing ? { screen: at.screen, why: 'writing', room: screen } : withTheRoom
}

/** Begun and unsent, by screen, other than the one in view: `{screen, text}`. A choice kept beside a text is no text. */
export function unsentElsewhere(all, screen) {
  const found = new Map()
  all.filter((one) => one.screen !== screen && !one.value.startsWith('{')).forEach((one) => {
    const longest = found.get(one.screen) || ''
    if (one.value.length > longest.length) found.set(one.screen, one.value)
  })
  return [...found].map(([where, text]) => ({ screen: where, text }))
}

/** Which of the times worth saying has passed between two looks at the clock, in seconds; or undefined. */
export function timeToSay(before, now) {
  return TIMES_SAID.find((seconds) => before > seconds * SECOND && now <= seconds * SECOND)
}

/** Those for whom this phone may write: `{shared}` sit around it with its owner, `{others}` have none at the table. */
export function spokenFor({ table, me }) {
  const without = Object.entries(table.without_phone || {}).map(([id, person]) => ({ ...person, id }))
  return { shared: without.filter(({ beside }) => beside === me.id), others: without.filter(({ beside }) => !beside) }
}
