// The pieces of a harvest wherever they are drawn: under which headings they hang, what is said beside them, and which
// one is up.

import { html, useEffect, useState } from '../../js/html.js'
import { inOrder } from '../../js/elements/mine.js'

const SECOND = 1000
const SIGNS = ['○', '◐', '●']
const STANDS = { behind: 'harvest-behind', to_get: 'harvest-to-get' }

export const WISH = 'wish'
export const NAME = 60 // characters
export const LIKES = { alike: 'harvest-alike', partly: 'harvest-partly', different: 'harvest-different' }

export function noteOf(item, view, room) {
  const count = heartsOf(item, view)
  const tags = [item.note, ...Object.values(item.tags || {}), item.added && room.say('harvest-added'), count > 0 && room.say('harvest-hearts', { count })]
  return { id: item.id, text: item.text, by: item.by, tags: tags.filter(Boolean) }
}

export function heartsOf(item, view) {
  return (view.counts || {})[item.id] || 0
}

/** The pieces under their headings, in the order in which they hang; `count`: how many hang there, known here or not. */
export function groupsOf(items, view, room) {
  if (view.look === 'rounds') return inRounds(items, room)
  const named = inOrder(view.groups, 'no').map((group) => hung(group.id, titleOf(group, room), items.filter((item) => item.group === group.id), group))
  const rest = items.filter((item) => !item.group)
  const last = rest.length > 0 ? [hung('', named.length > 0 ? room.say('harvest-rest') : '', rest, {})] : []
  return [...named, ...last]
}

function hung(id, title, items, { like, count = 0 }) {
  return { id, title, like, items, count: Math.max(count, items.length) }
}

function inRounds(items, room) {
  const passes = [...new Set(items.map((item) => item.pass))]
  return passes.map((no) => hung(String(no), room.say('harvest-pass', { no }), items.filter((item) => item.pass === no), {}))
}

export function titleOf(group, room) {
  if (group.id === WISH) return room.say('harvest-wished')
  if (group.table) return ((room.tables || {})[group.table] || {}).name || room.say('look-table', { no: group.table })
  const carried = (room.brought || {})[group.source] || {}
  return group.title || carried.label || group.step || ''
}

/** What a claim rests on and where it stands, in words beside the signs. */
export function Evidence({ item, view, room }) {
  const mark = (view.marks || {})[item.mark]
  const { as, who } = item.stand || {}
  if (!mark && !item.sceptic && !as) return null
  return html`<span class="evidence">
    ${mark && html`<span class="mark"><${Sign} mark=${mark} /> <span dir="auto">${mark.label}</span></span>`}
    ${item.sceptic && html`<span class="mark">✓ <span dir="auto">${view.sceptic.label}</span></span>`}
    ${as && html`<strong class="stands is-${as}">${room.say(STANDS[as])}${who && html`: <span dir="auto">${who}</span>`}</strong>`}
  </span>`
}

/** Empty, half and whole are drawn, so that they are the same on every screen; any other sign is written. */
export function Sign({ mark: { no, sign } }) {
  const which = SIGNS.indexOf(sign || SIGNS[no - 1])
  if (which < 0) return html`<span class="sign" aria-hidden="true">${sign}</span>`
  return html`<svg class="sign" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <circle cx="10" cy="10" r="8" />
    ${which === 1 && html`<path d="M10 2A8 8 0 0 1 10 18Z" />`}
    ${which === 2 && html`<circle class="is-whole" cx="10" cy="10" r="8" />`}
  </svg>`
}

export function Heading({ group: { title, like }, room }) {
  return html`<span class="flow-title" dir="auto">${title}</span>${like && html` <span class="like">${room.say(LIKES[like])}</span>`}`
}

/** The piece that is up; where the next ones follow by time, whoever looks sees the same one. */
export function useUp(items, view, room) {
  const { item, since, seconds } = view.up || {}
  const from = Math.max(0, items.findIndex(({ id }) => id === item))
  const [, beat] = useState(0)
  const passed = since ? Math.max(0, Math.floor((room.now() - since) / (seconds * SECOND))) : 0
  const at = Math.min(from + passed, items.length - 1)
  useEffect(() => {
    if (!since || at >= items.length - 1) return undefined
    const timer = setTimeout(() => beat((count) => count + 1), Math.max(50, since + (passed + 1) * seconds * SECOND - room.now()))
    return () => clearTimeout(timer)
  })
  return at
}
