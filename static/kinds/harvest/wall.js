// The wall of a harvest on the stage: note after note, or dealt out in columns under headings; and a claims board at a
// glance.

import { html, useLayoutEffect, useRef, useState } from '../../js/html.js'
import { inOrder } from '../../js/elements/mine.js'
import { PageMark, usePage, useRoomSize } from '../../js/elements/pages.js'
import { Wall } from '../../js/elements/wall.js'
import { Evidence, Heading, LIKES, Sign, groupsOf, noteOf } from './pieces.js'

const SHORT = 44 // characters: notes as short as that stand in three columns
const COLUMNS_AT_ONCE = 5

/** The wall: under headings where there are any, otherwise simply note after note. */
export function Hung({ items, view, room }) {
  const groups = groupsOf(items, view, room)
  const foot = footOf(items, view, room)
  if (view.look === 'wall' && groups.length === 1 && !groups[0].title && !view.up) {
    return html`<${Wall} entries=${items.map((item) => noteOf(item, view, room))} foot=${foot} say=${room.say} />`
  }
  return html`<${Flow} groups=${groups} foot=${foot} view=${view} room=${room} cover=${view.look === 'board'} />`
}

function footOf(items, view, room) {
  const words = [room.say('harvest-count', { count: items.length })]
  if (view.like) words.push(room.say(LIKES[view.like]))
  return words.join(' · ')
}

// ── under headings ──────────────────────────────────────────────────────────

/** Notes flow down one column and on into the next, each under its heading, which is said again on a new page. */
function Flow({ groups, foot, view, room, cover }) {
  const frame = useRef(null)
  const cols = columnsFor(groups, view)
  const { pages, measuring } = useDealt(frame, groups, cols, view)
  const first = cover ? Math.ceil(Object.keys(view.columns).length / COLUMNS_AT_ONCE) : 0
  const wanted = view.up ? pages.findIndex((page) => page.flat().some(({ item }) => item && item.id === view.up.item)) + first + 1 : 0
  const at = usePage(pages.length + first, wanted, cover ? 'first' : 'last')
  const covered = at < first
  return html`<div class="flow-frame">
    ${covered && html`<${Evidently} from=${at * COLUMNS_AT_ONCE} view=${view} room=${room} />`}
    <div class="flow has-${cols} ${covered ? 'is-under' : ''}" ref=${frame} aria-hidden=${covered ? 'true' : undefined}>
      ${measuring
        ? html`<div class="flow-column is-measured" aria-hidden="true">${groups.map((group) => html`<${Column} key=${group.id} group=${group} view=${view} room=${room} />`)}</div>`
        : (pages[at - first] || []).map((column, no) => html`<div class="flow-column" key=${no}><${Dealt} column=${column} view=${view} room=${room} /></div>`)}
    </div>
    <div class="flow-foot">
      <p>${foot}</p>
      <${PageMark} page=${at} count=${pages.length + first} say=${room.say} />
    </div>
  </div>`
}

/** Claims want the whole width for what they rest on; short notes share it by three. */
function columnsFor(groups, { look }) {
  if (look === 'board') return 1
  return groups.every(({ items }) => items.every(({ text }) => [...text].length <= SHORT)) ? 3 : 2
}

function Column({ group, view, room }) {
  return html`<h2 class="flow-head"><${Heading} group=${group} room=${room} /></h2>
    ${group.items.map((item) => html`<${Note} key=${item.id} item=${item} cut view=${view} room=${room} />`)}`
}

function Dealt({ column, view, room }) {
  return column.map(({ head, item, cut, lines }) => (head
    ? html`<h2 class="flow-head" key=${`head ${head.id}`}><${Heading} group=${head} room=${room} /></h2>`
    : html`<${Note} key=${item.id} item=${item} cut=${cut} lines=${lines} view=${view} room=${room} />`))
}

function Note({ item, cut, lines, view, room }) {
  const { by, tags } = noteOf(item, view, room)
  const lit = view.up && view.up.item === item.id
  const stands = item.stand ? `is-${item.stand.as}` : ''
  return html`<article class="note ${lit ? 'is-lit' : ''} ${stands}" data-note=${item.id}>
    <p class="note-text" style=${lines ? { '--note-lines': String(lines) } : undefined} dir="auto">${item.text}</p>
    ${cut && html`<p class="note-more">${room.say('look-more-on-phone')}</p>`}
    <${Evidence} item=${item} view=${view} room=${room} />
    ${(by || tags.length > 0) && html`<p class="note-by">
      ${by && html`<span dir="auto">${by}</span>`}
      ${tags.map((tag) => html`<span class="note-tag" key=${tag} dir="auto">${tag}</span>`)}
    </p>`}
  </article>`
}

/** Draws everything once, unseen, to learn how tall it is; then deals it out. Again when the words or the room change. */
function useDealt(frame, groups, cols, view) {
  const size = useRoomSize()
  const key = JSON.stringify([cols, size, groups, view.counts, view.up && view.up.item])
  const [dealt, setDealt] = useState({ key: '', pages: [] })
  useLayoutEffect(() => {
    if (dealt.key !== key && frame.current) setDealt({ key, pages: deal(groups, cols, frame.current) })
  })
  return { pages: dealt.pages, measuring: dealt.key !== key }
}

/** A heading never stands alone at the foot of a column; a group that goes on is headed again on the next page. */
function deal(groups, cols, frame) {
  const room = frame.clientHeight
  const gap = parseFloat(getComputedStyle(frame).rowGap) || 0
  const heads = [...frame.querySelectorAll('.is-measured > .flow-head')]
  const notes = [...frame.querySelectorAll('.is-measured > .note')]
  const columns = [[]]
  let depth = 0
  groups.forEach((head, at) => {
    const above = head.title ? heads[at].offsetHeight + gap : 0
    head.items.forEach((item, place) => {
      const note = fitted(notes.shift(), room - above)
      if (depth > 0 && depth + note.height + (place === 0 ? above : 0) > room + 1) {
        columns.push([])
        depth = 0
      }
      const turned = depth === 0 && (columns.length - 1) % cols === 0
      if (head.title && (place === 0 || turned)) {
        columns[columns.length - 1].push({ head })
        depth += above
      }
      columns[columns.length - 1].push({ item, ...note })
      depth += note.height + gap
    })
  })
  const filled = columns.filter((column) => column.length > 0)
  return Array.from({ length: Math.ceil(filled.length / cols) }, (_, page) => filled.slice(page * cols, (page + 1) * cols))
}

/** How a note is shown where there is so much room under its heading: whole, or cut to the lines there is place for. */
function fitted(note, room) {
  const text = note.querySelector('.note-text')
  const more = note.querySelector('.note-more')
  const line = parseFloat(getComputedStyle(text).lineHeight)
  const overlong = text.scrollHeight > text.clientHeight + line / 2
  const whole = note.offsetHeight - more.offsetHeight - parseFloat(getComputedStyle(more).marginBlockStart)
  if (!overlong && whole <= room + 1) return { height: whole, cut: false }
  const around = note.offsetHeight - text.offsetHeight
  const lines = Math.max(1, Math.min(Math.round(text.clientHeight / line), Math.floor((room - around) / line)))
  return { height: around + lines * line, cut: true, lines }
}

/** The claims board at a glance: how many claims about each column rest on what. */
function Evidently({ from, view, room }) {
  const columns = inOrder(view.columns, 'no').slice(from, from + COLUMNS_AT_ONCE)
  const marks = inOrder(view.marks, 'no')
  const rows = marks.length > 0 ? marks : [{ id: '', label: room.say('harvest-claims') }]
  const items = Object.values(view.items)
  const count = (column, mark) => items.filter((item) => item.group === `k:${column.id}` && (!mark.id || item.mark === mark.id)).length
  return html`<table class="evidently">
    <thead><tr>
      <td></td>
      ${columns.map((column) => html`<th scope="col" key=${column.id} dir="auto">${column.title}</th>`)}
    </tr></thead>
    <tbody>${rows.map((mark) => html`<tr key=${mark.id}>
      <th scope="row">${mark.id && html`<${Sign} mark=${mark} /> `}<span dir="auto">${mark.label}</span></th>
      ${columns.map((column) => html`<td key=${column.id} class="num ${count(column, mark) ? '' : 'is-none'}">${count(column, mark)}</td>`)}
    </tr>`)}</tbody>
  </table>`
}
