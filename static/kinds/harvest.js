// Looking at what others made: on the stage a wall, one voice, stations, stars or claims; on the phone the same to read,
// with hearts and a line for what is missing; on the console whatever brings order into it.

import { html, useEffect, useLayoutEffect, useRef, useState } from '../js/html.js'
import { Button } from '../js/elements/button.js'
import { Field } from '../js/elements/field.js'
import { dice, half } from '../js/elements/half.js'
import { about, arrived, inOrder, unsent } from '../js/elements/mine.js'
import { PageMark, usePage } from '../js/elements/pages.js'
import { Visibility } from '../js/elements/visibility.js'
import { Wall } from '../js/elements/wall.js'

const SECOND = 1000
const WISH = 'wish'
const VISIBLE = ['room', 'facilitator']
const NAME = 60
const SHORT = 44 // characters: notes as short as that stand in three columns
const STATIONS_AT_ONCE = 5
const COLUMNS_AT_ONCE = 5
const ON_A_PHONE = 30
const SIGNS = ['○', '◐', '●']

const LIKES = { alike: 'harvest-alike', partly: 'harvest-partly', different: 'harvest-different' }
const STANDS = { behind: 'harvest-behind', to_get: 'harvest-to-get' }
const STATUS = {
  facilitator: 'mine-status-facilitator', kept: 'mine-status-kept', waiting: 'mine-status-waiting',
  shown: 'mine-status-shown', hidden: 'mine-status-hidden',
}
const ORDERS = { time: 'harvest-order-time', hearts: 'harvest-order-hearts', mixed: 'harvest-order-mixed' }

export default {
  answers: (view) => view.hearts > 0 || Boolean(view.ask_missing),
  reveals: (view) => view.hearts > 0,
  wide: true,
  stage: (view, room) => html`<${OnTheStage} view=${view} room=${room} />`,
  phone: (view, room) => html`<${Looking} key=${room.screen.id} view=${view} room=${room} />`,
  console: (view, room) => html`<${Desk} key=${room.screen.id} view=${view} room=${room} />`,
}

// ── stage ───────────────────────────────────────────────────────────────────

function OnTheStage({ view, room }) {
  const items = inOrder(view.items, 'no')
  if (items.length === 0 && view.look !== 'board') return html`<p class="nothing">${room.say('harvest-nothing')}</p>`
  if (view.pair) return html`<${Pair} view=${view} room=${room} />`
  if (view.look === 'constellation') return html`<${Sky} items=${items} view=${view} room=${room} />`
  if (view.look === 'walk' && !view.up) return html`<${Stations} view=${view} room=${room} />`
  if (view.up && view.look !== 'wall' && view.look !== 'board') return html`<${One} items=${items} view=${view} room=${room} />`
  return html`<${Hung} items=${items} view=${view} room=${room} />`
}

/** The wall: under headings where there are any, otherwise simply note after note. */
function Hung({ items, view, room }) {
  const groups = groupsOf(items, view, room)
  const foot = footOf(items, view, room)
  if (view.look === 'wall' && groups.length === 1 && !groups[0].title && !view.up) {
    return html`<${Wall} entries=${items.map((item) => noteOf(item, view, room))} foot=${foot} say=${room.say} />`
  }
  return html`<${Flow} groups=${groups} foot=${foot} view=${view} room=${room} cover=${view.look === 'board'} />`
}

function noteOf(item, view, room) {
  const count = heartsOf(item, view)
  const tags = [item.note, ...Object.values(item.tags || {}), item.added && room.say('harvest-added'), count > 0 && room.say('harvest-hearts', { count })]
  return { id: item.id, text: item.text, by: item.by, tags: tags.filter(Boolean) }
}

function footOf(items, view, room) {
  const words = [room.say('harvest-count', { count: items.length })]
  if (view.like) words.push(room.say(LIKES[view.like]))
  return words.join(' · ')
}

function heartsOf(item, view) {
  return (view.counts || {})[item.id] || 0
}

/** The pieces under their headings, in the order in which they hang. */
function groupsOf(items, view, room) {
  if (view.look === 'rounds') return inRounds(items, room)
  const named = inOrder(view.groups, 'no').map((group) => ({
    id: group.id,
    title: titleOf(group, room),
    like: group.like,
    items: items.filter((item) => item.group === group.id),
  }))
  const rest = items.filter((item) => !item.group)
  const last = rest.length > 0 ? [{ id: '', title: named.length > 0 ? room.say('harvest-rest') : '', items: rest }] : []
  return [...named, ...last]
}

function inRounds(items, room) {
  const passes = [...new Set(items.map((item) => item.pass))]
  return passes.map((no) => ({ id: String(no), title: room.say('harvest-pass', { no }), items: items.filter((item) => item.pass === no) }))
}

function titleOf(group, room) {
  if (group.id === WISH) return room.say('harvest-wished')
  if (group.table) return ((room.tables || {})[group.table] || {}).name || room.say('look-table', { no: group.table })
  const carried = (room.brought || {})[group.source] || {}
  return group.title || carried.label || group.step || ''
}

/** What a claim rests on and where it stands, in words beside the signs. */
function Evidence({ item, view, room }) {
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
function Sign({ mark: { no, sign } }) {
  const which = SIGNS.indexOf(sign || SIGNS[no - 1])
  if (which < 0) return html`<span class="sign" aria-hidden="true">${sign}</span>`
  return html`<svg class="sign" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <circle cx="10" cy="10" r="8" />
    ${which === 1 && html`<path d="M10 2A8 8 0 0 1 10 18Z" />`}
    ${which === 2 && html`<circle class="is-whole" cx="10" cy="10" r="8" />`}
  </svg>`
}

// ── the wall with headings ──────────────────────────────────────────────────

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

function Heading({ group: { title, like }, room }) {
  return html`<span class="flow-title" dir="auto">${title}</span>${like && html` <span class="like">${room.say(LIKES[like])}</span>`}`
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

function useRoomSize() {
  const [size, setSize] = useState('')
  useEffect(() => {
    const look = () => setSize(`${innerWidth}x${innerHeight}`)
    addEventListener('resize', look)
    if (document.fonts && document.fonts.ready) document.fonts.ready.then(() => setSize('fonts'))
    return () => removeEventListener('resize', look)
  }, [])
  return size
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

// ── one at a time, two side by side ─────────────────────────────────────────

/** The piece that is up; where the next ones follow by time, whoever looks sees the same one. */
function useUp(items, view, room) {
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

function One({ items, view, room }) {
  const at = useUp(items, view, room)
  const item = items[at]
  const place = room.say('harvest-place', { no: at + 1, count: items.length })
  return html`<div class="one">
    <${Voice} key=${item.id} item=${item} view=${view} room=${room} />
    <div class="flow-foot">
      <p>${item.pass ? room.say('harvest-pass', { no: item.pass }) : ''}</p>
      <p class="num">${place}</p>
    </div>
  </div>`
}

function Voice({ item, view, room }) {
  const group = (view.groups || {})[item.group]
  const title = group ? titleOf({ ...group, id: item.group }, room) : item.note
  const count = heartsOf(item, view)
  return html`<figure class="voice">
    ${title && html`<p class="voice-over" dir="auto">${title}</p>`}
    <blockquote class=${sizeFor(item.text)} dir="auto">${item.text}</blockquote>
    <figcaption>
      <${Evidence} item=${item} view=${view} room=${room} />
      ${item.by && html`<span dir="auto">${item.by}</span>`}
      ${item.added && html`<span>${room.say('harvest-added')}</span>`}
      ${count > 0 && html`<span>${room.say('harvest-hearts', { count })}</span>`}
      ${[...item.text].length > OVERLONG && html`<span>${room.say('look-more-on-phone')}</span>`}
    </figcaption>
  </figure>`
}

const OVERLONG = 330

function sizeFor(text) {
  const length = [...text].length
  if (length <= 60) return 'is-brief'
  if (length <= 110) return 'is-short'
  return length <= 200 ? 'is-long' : 'is-very-long'
}

function Pair({ view, room }) {
  const [one, other] = view.pair.map((id) => ({ ...view.items[id], id }))
  const like = likeOf(one, other, view)
  return html`<div class="pair-frame">
    <div class="pair">
      ${[one, other].map((item) => html`<figure class="voice" key=${item.id}>
        <blockquote class=${besideFor(item.text)} dir="auto">${item.text}</blockquote>
        <figcaption>${item.by && html`<span dir="auto">${item.by}</span>`}</figcaption>
      </figure>`)}
    </div>
    <div class="flow-foot"><p>${like && room.say(LIKES[like])}</p></div>
  </div>`
}

/** Of one heading, its word; of two, that of the whole. */
function likeOf(one, other, view) {
  const group = one.group && one.group === other.group && (view.groups || {})[one.group]
  return (group && group.like) || view.like
}

function besideFor(text) {
  const length = [...text].length
  if (length <= 60) return 'is-short'
  return length <= 120 ? 'is-long' : 'is-very-long'
}

// ── stations, stars, claims ─────────────────────────────────────────────────

function Stations({ view, room }) {
  const stations = groupsOf(inOrder(view.items, 'no'), view, room)
  const pages = Math.ceil(stations.length / STATIONS_AT_ONCE)
  const page = usePage(pages, undefined, 'first')
  const first = page * STATIONS_AT_ONCE
  return html`<div class="stations-frame">
    <p class="how">${room.say('harvest-walk-how')}</p>
    <ol class="stations" start=${first + 1}>
      ${stations.slice(first, first + STATIONS_AT_ONCE).map(({ id, title, items }, at) => html`<li key=${id} class="station">
        <bdi class="num">${first + at + 1}</bdi>
        <span class="station-title" dir="auto">${title || room.say('harvest-station', { no: first + at + 1 })}</span>
        <span class="station-count">${room.say('harvest-count', { count: items.length })}</span>
      </li>`)}
    </ol>
    <${PageMark} page=${page} count=${pages} say=${room.say} />
  </div>`
}

/** A quiet sky: a star for each piece, threads between those that belong together, and the words of the one that shines. */
function Sky({ items, view, room }) {
  const turned = useUp(items, view, room)
  const paged = usePage(items.length, view.up ? 1 : undefined, 'first')
  const at = Math.min(view.up ? turned : paged, items.length - 1)
  const stars = spread(items, view)
  const item = items[at]
  return html`<div class="sky">
    <svg class="stars" viewBox="0 0 ${SKY.wide} ${SKY.high}" preserveAspectRatio="xMidYMid meet" aria-hidden="true" focusable="false">
      ${threads(stars).map((d) => html`<path key=${d} class="thread" d=${d} />`)}
      ${stars.map((star, no) => html`<${Star} key=${star.id} star=${star} lit=${no === at} delay=${Math.min(no, 30) * 90} />`)}
    </svg>
    <${Voice} key=${item.id} item=${item} view=${view} room=${room} />
  </div>`
}

const SKY = { wide: 160, high: 34 }
const STAR = { least: 1.1, most: 3.2 }
const CANDIDATES = 12
const FEW_STARS = 24

function Star({ star: { x, y, r, side }, lit, delay }) {
  return html`<g class="star ${lit ? 'is-lit' : ''}" style=${{ animationDelay: `${delay}ms` }}>
    ${lit && html`<circle class="halo" cx=${x} cy=${y} r=${r * 2.1} />`}
    <path class="star-first" d=${half(x - 0.5, y - 0.5, side, lit ? r * 1.5 : r)} />
    ${lit && html`<path class="star-second" d=${half(x - 0.5, y - 0.5, OPPOSITE[side], r * 1.5)} />`}
  </g>`
}

const SIDES = ['n', 'e', 's', 'w']
const OPPOSITE = { n: 's', s: 'n', e: 'w', w: 'e' }

/** Each star has a place of its own, the same on every screen, and grows with what stands behind it. */
function spread(items, view) {
  const places = placesFor(items.length)
  const heaviest = Math.max(1, ...items.map((item) => weightOf(item, view)))
  const most = Math.min(STAR.most, Math.sqrt((SKY.wide * SKY.high) / items.length) / 4)
  return items.map((item, at) => ({
    id: item.id,
    thread: item.group || item.note || '',
    x: most * 2 + places[at].x * (SKY.wide - most * 4),
    y: most * 2 + places[at].y * (SKY.high - most * 4),
    side: SIDES[Math.floor(dice(item.id)() * SIDES.length)],
    r: Math.max(Math.min(STAR.least, most), most * Math.sqrt(weightOf(item, view) / heaviest)),
  }))
}

const found = []

/** By chance, but none too near another: of several places the loneliest. One more star leaves the others where they are. */
function placesFor(count) {
  const chance = dice(`sky-${found.length}`)
  while (found.length < count) {
    const offered = Array.from({ length: CANDIDATES }, () => ({ x: chance(), y: chance() }))
    found.push(offered.sort((a, b) => nearest(b) - nearest(a))[0])
  }
  return found
}

function nearest(place) {
  return Math.min(...found.map(({ x, y }) => Math.hypot((x - place.x) * SKY.wide, (y - place.y) * SKY.high)), Infinity)
}

function weightOf(item, view) {
  return heartsOf(item, view) || item.weight || 1
}

/** What belongs together hangs on one thread; where nothing does and there are few, all of it, from one side to the other. */
function threads(stars) {
  const together = new Map()
  stars.filter(({ thread }) => thread).forEach((star) => together.set(star.thread, [...(together.get(star.thread) || []), star]))
  const groups = [...together.values()].filter((group) => group.length > 1)
  const hung = groups.length === 0 && stars.length <= FEW_STARS ? [stars] : groups
  return hung.map((group) => `M${[...group].sort((a, b) => a.x - b.x).map(({ x, y }) => `${x},${y}`).join('L')}`)
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

// ── phone ───────────────────────────────────────────────────────────────────

function Looking({ view, room }) {
  const items = inOrder(view.items, 'no')
  const loving = useHearts(view, room)
  const groups = groupsOf(items, view, room)
  const [passed, pass] = useState(0)
  const walking = view.look === 'walk' && groups.length > 0
  const station = walking ? groups[stationAt(passed, groups, room)] : undefined
  const shown = walking ? [station] : groups
  return html`<div class="looking">
    ${items.length === 0 && html`<p class="aside" role="status">${room.say('harvest-nothing')}</p>`}
    ${view.hearts > 0 && items.length > 0 && html`<p class="left" role="status">${room.say('harvest-hearts-left', { count: loving.left })}</p>`}
    ${walking && html`<${Walk} groups=${groups} passed=${passed} pass=${pass} room=${room} />`}
    <${Shelves} key=${station ? station.id : ''} groups=${shown} headed=${!walking} loving=${loving} view=${view} room=${room} />
    <${FromTheTable} view=${view} room=${room} />
    ${view.ask_missing && html`<${Missing} key=${`missing ${station ? station.id : ''}`} station=${station} view=${view} room=${room} />`}
    <${Yours} view=${view} room=${room} />
    ${!room.screen.open && html`<p class="aside" role="status">${room.say('harvest-closed')}</p>`}
  </div>`
}

/** Tables begin at different stations and go round, so that nobody queues. */
function stationAt(passed, groups, room) {
  const no = room.table ? Number(room.table.no) || 1 : 1
  return (no - 1 + passed) % groups.length
}

function Walk({ groups, passed, pass, room }) {
  const here = useRef(null)
  const no = stationAt(passed, groups, room) + 1
  const title = groups[no - 1].title || room.say('harvest-station', { no })
  const go = (to) => { pass(to); if (here.current) here.current.focus() }
  return html`<div class="walk">
    <h2 tabindex="-1" ref=${here}><bdi class="num">${no}</bdi> <span dir="auto">${title}</span></h2>
    <p class="aside">${room.say('harvest-walked', { no: Math.min(passed + 1, groups.length), count: groups.length })}</p>
    ${groups.length > 1 && html`<p class="acts">
      <${Button} kind="quiet" label=${room.say('harvest-next-station')} onClick=${() => go((passed + 1) % groups.length)} />
      ${passed > 0 && html`<${Button} kind="alt" label=${room.say('harvest-last-station')} onClick=${() => go(passed - 1)} />`}
    </p>`}
  </div>`
}

function Shelves({ groups, headed, loving, view, room }) {
  const [most, setMost] = useState(ON_A_PHONE)
  const all = groups.reduce((sum, { items }) => sum + items.length, 0)
  let left = most
  return html`<div class="shelves">
    ${groups.map((group) => {
      const shown = group.items.slice(0, Math.max(0, left))
      left -= shown.length
      return shown.length > 0 && html`<section key=${group.id} class="shelf">
        ${headed && group.title && html`<h2><${Heading} group=${group} room=${room} /></h2>`}
        <ul>${shown.map((item) => html`<${Piece} key=${item.id} item=${item} loving=${loving} view=${view} room=${room} />`)}</ul>
      </section>`
    })}
    ${all > most && html`<${Button} kind="quiet" label=${room.say('harvest-more', { count: Math.min(ON_A_PHONE, all - most) })} onClick=${() => setMost(most + ON_A_PHONE)} />`}
  </div>`
}

function Piece({ item, loving, view, room }) {
  const count = heartsOf(item, view)
  const from = [item.note, ...Object.values(item.tags || {}), item.by].filter(Boolean)
  return html`<li class="piece">
    <p class="piece-text" dir="auto">${item.text}</p>
    <${Evidence} item=${item} view=${view} room=${room} />
    ${(from.length > 0 || item.added || count > 0) && html`<p class="piece-from">
      ${from.map((one) => html`<span key=${one} dir="auto">${one}</span>`)}
      ${item.added && html`<span>${room.say('harvest-added')}</span>`}
      ${count > 0 && html`<span>${room.say('harvest-hearts', { count })}</span>`}
    </p>`}
    ${view.hearts > 0 && html`<${Heart} item=${item} loving=${loving} room=${room} />`}
    ${view.stand && item.group !== WISH && !isSettled(item) && html`<${FindOut} item=${item} view=${view} room=${room} />`}
  </li>`
}

function isSettled({ stand }) {
  return Boolean(stand) && stand.as === 'behind'
}

/** One's hearts as one left them: at once, while they are on their way, and until the room's next view. */
function useHearts(view, room) {
  const [wishes, setWishes] = useState({})
  const known = (id) => Boolean((view.loved || {})[id])
  const sending = Object.fromEntries(unsent(room, 'heart').map(({ data }) => [data.item, data.on]))
  const ahead = (id) => wishes[id] && wishes[id].before === known(id) && !room.refusal('heart', id)
  const loves = (id) => (id in sending ? sending[id] : ahead(id) ? wishes[id].on : known(id))
  const left = Math.max(0, view.hearts - Object.keys(view.items).filter(loves).length)
  function give(id, on) {
    setWishes({ ...wishes, [id]: { on, before: known(id) } })
    room.play('heart', { item: id, on })
  }
  return { loves, left, give }
}

function Heart({ item, loving, room }) {
  const given = loving.loves(item.id)
  const failed = room.refusal('heart', item.id)
  return html`<button type="button" class="heart" aria-pressed=${given ? 'true' : 'false'} disabled=${!room.screen.open || (!given && loving.left === 0)}
      onClick=${() => loving.give(item.id, !given)}>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M12 20.5L4 12.4A5 5 0 0 1 11.1 5.4L12 6.3L12.9 5.4A5 5 0 0 1 20 12.4Z" /></svg>
      <span>${room.say(given ? 'harvest-loved' : 'harvest-love')}</span>
    </button>
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}`
}

/** Somebody offers to find out; whether their name goes up is the facilitator's to say. */
function FindOut({ item, view, room }) {
  const draft = room.draft(`find.${item.id}`)
  const sending = unsent(room, 'to_get').filter(({ data }) => data.item === item.id).pop()
  const who = sending ? sending.data.who : (view.finding_out || {})[item.id] || ''
  const own = room.me && room.me.named ? room.me.name : ''
  const say = (said) => { room.play('to_get', { item: item.id, who: said }); draft.clear() }
  if (who) {
    return html`<p class="find-out is-offered"><span>${room.say('harvest-you-offered')} <span dir="auto">${who}</span></span>
      <${Button} kind="alt" label=${room.say('harvest-offer-back')} onClick=${() => say('')} /></p>`
  }
  if (!room.screen.open) return null
  return html`<details class="find-out" open=${draft.value !== ''}>
    <summary>${room.say('harvest-find-out')}</summary>
    <form onSubmit=${(event) => { event.preventDefault(); if ((draft.value || own).trim()) say((draft.value || own).trim()) }}>
      <${Field} id=${`find-${item.id}`} label=${room.say('harvest-find-who')} hint=${room.say('harvest-find-hint')} value=${draft.value || own} onInput=${draft.set} max=${NAME} say=${room.say} />
      <${Button} type="submit" kind="quiet" label=${room.say('harvest-find-send')} />
    </form>
  </details>`
}

function FromTheTable({ view, room }) {
  const items = inOrder(view.table_items, 'no')
  if (items.length === 0) return null
  return html`<section class="shelf">
    <h2>${room.say('harvest-from-table')}</h2>
    <ul>${items.map(({ id, text }) => html`<li key=${id} class="piece"><p class="piece-text" dir="auto">${text}</p></li>`)}</ul>
  </section>`
}

// ── what is missing ─────────────────────────────────────────────────────────

function Missing({ station, view, room }) {
  const field = station ? `missing.${station.id}` : 'missing'
  const text = room.draft(field)
  const how = room.draft(`${field}.how`)
  const { visibility, named } = { visibility: 'room', named: false, ...parsed(how.value) }
  const [wants, setWants] = useState('')
  const failed = text.value !== '' && room.refusal('add')
  if (!room.screen.open && text.value === '') return null

  function send(event) {
    event.preventDefault()
    const missing = whatIsMissing(text.value, view.max, room)
    setWants(missing)
    if (missing || !room.screen.open) return
    room.play('add', { text: text.value.trim(), visibility, named, ...(station ? { group: station.id } : {}) })
    text.clear()
    how.clear()
  }

  return html`<form class="missing" onSubmit=${send}>
    <${Field} id="harvest-missing" label=${view.ask_missing} value=${text.value} onInput=${text.set} max=${view.max} rows=${2} say=${room.say} />
    <${Visibility} id="sees-missing" value=${visibility} allow=${VISIBLE} named=${named} onChange=${(said) => how.set(JSON.stringify(said))} say=${room.say} review=${view.review} names=${room.names} />
    <p class="wants" role="alert">${wants || failed}</p>
    <${Button} type="submit" label=${room.say('harvest-add')} disabled=${!room.screen.open} />
  </form>`
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

function whatIsMissing(text, max, room) {
  if (!text.trim()) return room.say('refused-empty')
  return [...text.trim()].length > max ? room.say('refused-too_long', { limit: max }) : ''
}

function Yours({ view, room }) {
  const mine = inOrder(view.mine, 'at')
  const waiting = unsent(room, 'add').filter((move) => !arrived(move, view.mine))
  if (mine.length + waiting.length === 0) return null
  return html`<section class="shelf is-yours">
    <h2>${room.say('harvest-yours')}</h2>
    <ul>
      ${mine.map((entry) => html`<${Mine} key=${entry.id} entry=${entry} view=${view} room=${room} />`)}
      ${waiting.map(({ id, data }) => html`<li key=${id} class="piece is-waiting">
        <p class="piece-text" dir="auto">${data.text}</p>
        <p class="piece-from" role="status">${room.say('mine-status-sending')}</p>
      </li>`)}
    </ul>
  </section>`
}

function Mine({ entry, view, room }) {
  const [doing, setDoing] = useState('')
  const changing = about(room, 'edit', entry.id)
  const leaving = about(room, 'withdraw', entry.id).length > 0
  const seen = changing.reduce((so_far, { data }) => ({ ...so_far, ...data }), entry)
  const failed = room.refusal('edit', entry.id) || room.refusal('withdraw', entry.id)
  if (doing === 'edit') return html`<${Changing} entry=${seen} view=${view} room=${room} onDone=${() => setDoing('')} />`
  return html`<li class="piece ${leaving ? 'is-waiting' : ''}">
    <p class="piece-text" dir="auto">${seen.text}</p>
    <p class="piece-from" role="status">${room.say(leaving || changing.length > 0 ? 'mine-status-sending' : STATUS[seen.visibility === 'room' ? seen.shown : seen.visibility])}</p>
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
    ${doing === 'withdraw'
      ? html`<div class="sure" role="group" aria-label=${room.say('mine-withdraw-sure')}>
          <p>${room.say('mine-withdraw-sure')}</p>
          <${Button} kind="quiet" label=${room.say('mine-withdraw-yes')} onClick=${() => { room.play('withdraw', { entry: entry.id }); setDoing('') }} />
          <${Button} kind="quiet" label=${room.say('mine-withdraw-no')} onClick=${() => setDoing('')} />
        </div>`
      : !leaving && html`<p class="acts">
          <${Button} kind="alt" label=${room.say('mine-edit')} onClick=${() => setDoing('edit')} />
          <${Button} kind="alt" label=${room.say('mine-withdraw')} onClick=${() => setDoing('withdraw')} />
        </p>`}
  </li>`
}

function Changing({ entry, view, room, onDone }) {
  const draft = room.draft(entry.id)
  const [text, setText] = useState(draft.value || entry.text)
  const [how, setHow] = useState({ visibility: entry.visibility, named: entry.named })
  const [wants, setWants] = useState('')

  function save(event) {
    event.preventDefault()
    const missing = whatIsMissing(text, view.max, room)
    setWants(missing)
    if (missing) return
    room.play('edit', { entry: entry.id, text: text.trim(), ...how })
    leave()
  }
  function leave() {
    draft.clear()
    onDone()
  }

  return html`<li class="piece"><form onSubmit=${save}>
    <${Field} id=${`edit-${entry.id}`} label=${view.ask_missing} value=${text} onInput=${(typed) => { setText(typed); draft.set(typed) }} max=${view.max} rows=${2} say=${room.say} />
    <${Visibility} id=${`sees-${entry.id}`} value=${how.visibility} allow=${VISIBLE} named=${how.named} onChange=${setHow} say=${room.say} review=${view.review} names=${room.names} />
    <p class="wants" role="alert">${wants}</p>
    <${Button} type="submit" kind="quiet" label=${room.say('mine-edit-save')} />
    <${Button} kind="alt" label=${room.say('mine-edit-leave')} onClick=${leave} />
  </form></li>`
}

// ── console ─────────────────────────────────────────────────────────────────

/** A list to choose from, and above it what can be done with what was chosen: all of it by keyboard, for 200 pieces. */
function Desk({ view, room }) {
  const items = inOrder(view.items, 'no')
  const [filter, setFilter] = useState({ words: '', loose: false })
  const [chosen, setChosen] = useState([])
  const there = chosen.filter((id) => view.items[id])
  const listed = items.filter((item) => matches(item, filter))
  const failed = DEEDS.map((name) => room.refusal(name)).find(Boolean)
  return html`<div class="desk">
    ${view.hearts > 0 && html`<p>${room.say('harvest-lovers', { count: view.lovers })} ${!room.screen.revealed && room.say('harvest-covered')}</p>`}
    <${Turning} items=${items} view=${view} room=${room} />
    <${Ordering} view=${view} room=${room} />
    <${Likeness} view=${view} room=${room} />
    ${items.length > 0 && html`<div class="desk-tools">
      <${Chosen} chosen=${there} clear=${() => setChosen([])} view=${view} room=${room} />
      <p class="wants" role="alert">${failed}</p>
      <${Filter} filter=${filter} set=${setFilter} view=${view} room=${room} />
    </div>`}
    ${items.length === 0
      ? html`<p class="aside">${room.say('harvest-nothing')}</p>`
      : html`<${List} items=${listed} chosen=${there} choose=${setChosen} view=${view} room=${room} />`}
    <${ForYou} view=${view} room=${room} />
  </div>`
}

const DEEDS = ['cluster', 'uncluster', 'rename_cluster', 'turn_to', 'order', 'stand', 'pair', 'like']

function matches(item, { words, loose }) {
  const wanted = words.trim().toLocaleLowerCase()
  return (!loose || !isGathered(item)) && (!wanted || item.text.toLocaleLowerCase().includes(wanted))
}

function isGathered(item) {
  return (item.group || '').startsWith('c:')
}

/** Which one is up. */
function Turning({ items, view, room }) {
  const shown = useUp(items, view, room)
  const at = view.up ? shown : -1
  if (items.length === 0) return null
  const turn = (to, run = false) => room.play('turn_to', { item: to ? to.id : '', run })
  const one = view.look === 'one' || view.look === 'rounds' || view.look === 'constellation'
  if (!one) return view.up ? html`<p class="acts"><${Button} kind="quiet" label=${room.say('harvest-show-all')} onClick=${() => turn()} /></p>` : null
  return html`<div class="turning" role="group" aria-label=${room.say('harvest-turning')}>
    <${Button} kind="quiet" label=${room.say('harvest-turn-back')} disabled=${at <= 0} onClick=${() => turn(items[at - 1])} />
    <${Button} kind="quiet" label=${room.say('harvest-turn-on')} disabled=${at >= items.length - 1} onClick=${() => turn(items[at + 1])} />
    ${view.seconds > 0 && at < items.length - 1 && !isRunning(view) && html`<${Button} kind="quiet" label=${room.say('harvest-run', { seconds: view.seconds })} onClick=${() => turn(items[Math.max(0, at)], true)} />`}
    ${isRunning(view) && at < items.length - 1 && html`<${Button} kind="quiet" label=${room.say('harvest-stay')} onClick=${() => turn(items[at])} />`}
    ${view.look !== 'constellation' && view.up && html`<${Button} kind="alt" label=${room.say('harvest-show-all')} onClick=${() => turn()} />`}
    ${at >= 0 && html`<span class="aside">${room.say('harvest-place', { no: at + 1, count: items.length })}</span>`}
  </div>`
}

function isRunning(view) {
  return Boolean(view.up && view.up.since)
}

function Ordering({ view, room }) {
  return html`<div class="ordering" role="group" aria-label=${room.say('harvest-order')}>
    <span>${room.say('harvest-order')}</span>
    ${Object.keys(ORDERS).filter((by) => by !== 'hearts' || view.hearts > 0).map((by) => html`<button type="button" key=${by} class="pick" aria-pressed=${view.order === by ? 'true' : 'false'}
      disabled=${by === 'hearts' && !room.screen.revealed} onClick=${() => room.play('order', { by })}>${room.say(ORDERS[by])}</button>`)}
  </div>`
}

/** How alike the answers are, by eye: no machine pretends to know. */
function Likeness({ view, room }) {
  if (view.look !== 'wall' && view.look !== 'one' && view.look !== 'walk') return null
  const groups = inOrder(view.groups, 'no').filter(({ id }) => id !== WISH)
  return html`<details class="likeness" open=${Boolean(view.pair)}>
    <summary>${room.say('harvest-how-alike')}</summary>
    <ul>
      ${[{ id: '', title: room.say('harvest-everything'), like: view.like }, ...groups].map((group) => html`<li key=${group.id} role="group" aria-label=${titleOf(group, room)}>
        <span dir="auto">${titleOf(group, room)}</span>
        ${Object.keys(LIKES).map((as) => html`<button type="button" key=${as} class="pick" aria-pressed=${group.like === as ? 'true' : 'false'}
          onClick=${() => room.play('like', { group: group.id, as: group.like === as ? '' : as })}>${room.say(LIKES[as])}</button>`)}
      </li>`)}
    </ul>
  </details>`
}

/** What can be done with the pieces chosen below. */
function Chosen({ chosen, clear, view, room }) {
  const items = chosen.map((id) => ({ ...view.items[id], id }))
  const only = items.length === 1 ? items[0] : undefined
  const some = items.length > 0
  const shown = items.filter(({ shown: state }) => !state || state === 'shown')
  return html`<div class="chosen">
    <p role="status"><strong>${room.say('harvest-chosen', { count: items.length })}</strong>
      ${some && html` <${Button} kind="alt" label=${room.say('harvest-choose-none')} onClick=${clear} />`}</p>
    ${view.may_cluster && html`<${Gather} items=${items} clear=${clear} view=${view} room=${room} />`}
    <p class="acts">
      ${only && shown.length === 1 && html`<${Button} kind="quiet" label=${room.say('harvest-turn-to')} onClick=${() => room.play('turn_to', { item: only.id })} />`}
      ${shown.length === 2 && html`<${Button} kind="quiet" label=${room.say('harvest-pair')} onClick=${() => room.play('pair', { items: chosen })} />`}
      ${view.pair && html`<${Button} kind="quiet" label=${room.say('harvest-unpair')} onClick=${() => room.play('pair', { items: [] })} />`}
      <${UpAndDown} items=${items} room=${room} />
    </p>
    ${view.stand && only && html`<${Standing} key=${only.id} item=${only} room=${room} />`}
  </div>`
}

function Gather({ items, clear, view, room }) {
  const [name, setName] = useState('')
  const clusters = inOrder(view.groups, 'no').filter(({ id }) => id.startsWith('c:'))
  const whole = clusters.find(({ id }) => items.length > 0 && items.every((item) => item.group === id))
  const ids = items.map(({ id }) => id)

  function gather(event) {
    event.preventDefault()
    if (!name.trim() || items.length === 0) return
    room.play('cluster', { items: ids, name: name.trim() })
    setName('')
    clear()
  }
  function rename() {
    if (name.trim()) room.play('rename_cluster', { cluster: whole.id.slice(2), name: name.trim() })
    setName('')
  }

  return html`<form class="gather" onSubmit=${gather}>
    <label for="harvest-cluster">${room.say('harvest-cluster-name')}</label>
    <input id="harvest-cluster" list="harvest-clusters" value=${name} maxlength=${NAME} autocomplete="off" dir="auto" onInput=${(event) => setName(event.currentTarget.value)} />
    <datalist id="harvest-clusters">${clusters.map(({ id, title }) => html`<option key=${id} value=${title}></option>`)}</datalist>
    <${Button} type="submit" kind="quiet" label=${room.say('harvest-cluster')} disabled=${items.length === 0 || !name.trim()} />
    ${items.some(isGathered) && html`<${Button} kind="quiet" label=${room.say('harvest-uncluster')} onClick=${() => { room.play('uncluster', { items: ids }); clear() }} />`}
    ${whole && name.trim() && html`<${Button} kind="quiet" label=${room.say('harvest-rename', { name: whole.title })} onClick=${rename} />`}
  </form>`
}

/** Additions among what was chosen are let up or taken down here too. */
function UpAndDown({ items, room }) {
  const up = items.filter(({ shown }) => shown && shown !== 'shown').map(({ id }) => id)
  const down = items.filter(({ shown }) => shown === 'shown').map(({ id }) => id)
  return html`
    ${up.length > 0 && html`<${Button} kind="quiet" label=${room.say('console-show')} onClick=${() => room.play('show', { entries: up })} />`}
    ${down.length > 0 && html`<${Button} kind="quiet" label=${room.say('console-take-down')} onClick=${() => room.play('hide', { entries: down })} />`}`
}

/** Where a claim stands, and who finds out: one who offered, or whoever the facilitator names. */
function Standing({ item, room }) {
  const { as = '', who: known = '' } = item.stand || {}
  const [who, setWho] = useState(known)
  const stand = (data) => room.play('stand', { item: item.id, ...data })
  const offers = Object.entries(item.offers || {})
  return html`<div class="standing" role="group" aria-label=${room.say('harvest-stands')}>
    <button type="button" class="pick" aria-pressed=${as === 'behind' ? 'true' : 'false'} onClick=${() => stand({ as: as === 'behind' ? '' : 'behind' })}>${room.say('harvest-behind')}</button>
    <button type="button" class="pick" aria-pressed=${as === 'to_get' ? 'true' : 'false'} onClick=${() => stand({ as: as === 'to_get' ? '' : 'to_get', who: who.trim() })}>${room.say('harvest-to-get')}</button>
    <label for="harvest-who">${room.say('harvest-who')}</label>
    <input id="harvest-who" value=${who} maxlength=${NAME} autocomplete="off" dir="auto" onInput=${(event) => setWho(event.currentTarget.value)} />
    ${as === 'to_get' && who.trim() !== known && html`<${Button} kind="quiet" label=${room.say('harvest-who-save')} onClick=${() => stand({ as: 'to_get', who: who.trim() })} />`}
    ${offers.map(([person, name]) => html`<${Button} key=${person} kind="quiet" label=${room.say('harvest-take-offer', { name })} onClick=${() => stand({ as: 'to_get', person })} />`)}
  </div>`
}

function Filter({ filter, set, view, room }) {
  return html`<p class="filter">
    <label for="harvest-filter">${room.say('harvest-filter')}</label>
    <input id="harvest-filter" type="search" value=${filter.words} autocomplete="off" dir="auto" onInput=${(event) => set({ ...filter, words: event.currentTarget.value })} />
    ${view.may_cluster && html`<label class="loose"><input type="checkbox" checked=${filter.loose} onChange=${(event) => set({ ...filter, loose: event.currentTarget.checked })} /> <span>${room.say('harvest-loose')}</span></label>`}
  </p>`
}

/** Arrows move, space chooses, with Shift what lies between comes along; Ctrl and A choose all that are listed. */
function List({ items, chosen, choose, view, room }) {
  const [at, setAt] = useState(0)
  const list = useRef(null)
  const here = Math.min(at, items.length - 1)
  const picked = new Set(chosen)

  function toggle(id) {
    choose(picked.has(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  }
  function move(to, along) {
    const next = Math.max(0, Math.min(items.length - 1, to))
    setAt(next)
    if (along) choose([...new Set([...chosen, items[here].id, items[next].id])])
    const row = list.current && list.current.children[next]
    if (row) row.focus()
  }
  function press(event) {
    const step = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key]
    if (step !== undefined) move(step, event.shiftKey)
    else if (event.key === ' ') toggle(items[here].id)
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) choose(items.map(({ id }) => id))
    else return
    event.preventDefault()
  }

  if (items.length === 0) return html`<p class="aside">${room.say('harvest-none-match')}</p>`
  return html`<p class="aside" id="harvest-keys">${room.say('harvest-keys')}</p>
    <ul class="list" role="listbox" aria-multiselectable="true" aria-label=${room.say('harvest-pieces')} aria-describedby="harvest-keys" ref=${list} onKeyDown=${press}>
      ${items.map((item, no) => html`<li key=${item.id} class="row" role="option" aria-selected=${picked.has(item.id) ? 'true' : 'false'} tabindex=${no === here ? 0 : -1}
        onClick=${() => { setAt(no); toggle(item.id) }}>
        <span class="row-tick" aria-hidden="true"></span>
        <${Row} item=${item} view=${view} room=${room} />
      </li>`)}
    </ul>`
}

function Row({ item, view, room }) {
  const group = (view.groups || {})[item.group]
  const count = heartsOf(item, view)
  const offers = Object.values(item.offers || {})
  return html`<span class="row-words">
    <span class="row-text" dir="auto">${item.text}</span>
    <span class="row-facts">
      ${view.up && view.up.item === item.id && html`<strong>${room.say('harvest-is-up')}</strong>`}
      ${group && html`<span class="row-group" dir="auto">${titleOf({ ...group, id: item.group }, room)}</span>`}
      ${item.added && html`<span>${room.say('harvest-added')}</span>`}
      ${item.shown && item.shown !== 'shown' && html`<strong>${room.say(item.shown === 'hidden' ? 'harvest-down' : 'harvest-waits')}</strong>`}
      ${count > 0 && html`<span>${room.say('harvest-hearts', { count })}</span>`}
      ${offers.map((name) => html`<span key=${name}>${room.say('harvest-offers', { name })}</span>`)}
    </span>
    <${Evidence} item=${item} view=${view} room=${room} />
  </span>`
}

function ForYou({ view, room }) {
  const lines = inOrder(view.for_you, 'at')
  if (lines.length === 0) return null
  return html`<section class="for-you">
    <h3>${room.say('harvest-for-you')}</h3>
    <ul>${lines.map(({ id, text, table }) => html`<li key=${id}><span dir="auto">${text}</span> <span class="aside">${room.say('look-table', { no: table })}</span></li>`)}</ul>
  </section>`
}
