// Writing together: who is at a box just now, and words that are kept until the room has them.

import { html, useEffect, useRef } from '../../js/html.js'
import { unsent } from '../../js/elements/mine.js'
import { Rest } from '../../js/elements/rest.js'

const MINUTE = 60 * 1000
const STILL_WRITING = 2 * MINUTE
const AGAIN = MINUTE
const SEES = { table: 'canvas-sees-table', partnership: 'canvas-sees-partnership' }
const FEW_HERE = 40

export function useFocus(wanted) {
  const here = useRef(null)
  useEffect(() => {
    if (!wanted || !here.current) return
    here.current.focus({ preventScroll: true })
    here.current.scrollIntoView({ block: 'nearest' })
  }, [])
  return here
}

/** Others who are at this box, or at one line of it. Where there are many the room says only that. */
export function othersAt(box, view, room, entry = '') {
  const hands = Object.entries((view.canvas.writing || {})[box.id] || {})
  return hands.map(([id, hand]) => ({ ...hand, id })).filter(({ id, at, entry: line = '' }) => id !== room.me.id && line === entry && room.now() - at < STILL_WRITING)
}

export function Writers({ box, view, room }) {
  const others = othersAt(box, view, room)
  return html`<p class="writers" role="status">${others.length > 0 && html`<i class="pen" aria-hidden="true"></i><span dir="auto">${writersInWords(others, room)}</span>`}</p>`
}

function writersInWords(others, room) {
  if (others.length > 1 || others[0].several) return room.say('canvas-writing-several')
  return others[0].name ? room.say('canvas-writing', { name: others[0].name }) : room.say('canvas-writing-somebody')
}

/** Tells the others that somebody is writing here, and when they have stopped. Not while things wait to be sent. */
export function useHand(box, room, entry) {
  const since = useRef(0)
  const now = useRef(room)
  now.current = room
  const letGo = () => {
    if (since.current > 0) now.current.play('let_go', { box: box.id })
    since.current = 0
  }
  useEffect(() => letGo, [])
  return {
    typing(text) {
      if (text.trim() === '') return letGo()
      if (Date.now() - since.current < AGAIN || now.current.pending.length > 0) return undefined
      since.current = Date.now()
      return now.current.play('begin', entry ? { box: box.id, entry } : { box: box.id })
    },
    /** What was sent takes the hand off by itself. */
    sent: () => { since.current = 0 },
    letGo,
  }
}

/** There is more in a box than this phone was told: asked for by a tap, and where few are here by itself. */
export function RestOfBox({ box, view, room }) {
  const more = Boolean((view.canvas.more || {})[box.id])
  useEffect(() => {
    if (more && room.here <= FEW_HERE) room.whole()
  }, [more])
  return html`<${Rest} left=${Number(more)} label=${room.say('canvas-rest')} say=${room.say} onMore=${room.whole} />`
}

export function sees(view, room) {
  if (view.canvas.kind === 'room') return room.say(view.review ? 'canvas-sees-room-review' : 'canvas-sees-room')
  return room.say(SEES[view.canvas.kind])
}

/** Whatever stands beside a text that is being written, kept like a draft. */
export function useMore(name, room) {
  const kept = room.draft(`${name}.more`)
  return { value: parsed(kept.value), set: (value) => kept.set(JSON.stringify(value)), clear: kept.clear }
}

export function parsed(text) {
  try {
    return JSON.parse(text) || {}
  } catch {
    return {}
  }
}

/** Words that the room would not take come back to where they were written. Gives the function that remembers them. */
export function useGivenBack(room, name, subject, giveBack) {
  const sent = useRef([])
  useEffect(() => {
    if (sent.current.length === 0 || unsent(room, name).some(({ data }) => sent.current.includes(data))) return
    const [last] = sent.current.slice(-1)
    sent.current = []
    if (room.refusal(name, subject)) afterDrawing(() => giveBack(last))
  })
  return (data) => sent.current.push(data)
}

/** A draft that changes draws the screen again at once, which must not happen while it is being drawn. */
export function afterDrawing(act) {
  setTimeout(act, 0)
}

export function whatIsMissing(text, most, room) {
  if (!text.trim()) return room.say('refused-empty')
  return [...text.trim()].length > most ? room.say('refused-too_long', { limit: most }) : ''
}
