// A harvest without a wall on the stage: one voice at a time, two side by side, stations to walk to, or a quiet sky.

import { html } from '../../js/html.js'
import { dice, half } from '../../js/elements/half.js'
import { inOrder } from '../../js/elements/mine.js'
import { PageMark, usePage } from '../../js/elements/pages.js'
import { Evidence, LIKES, groupsOf, heartsOf, titleOf, useUp } from './pieces.js'

const STATIONS_AT_ONCE = 5

export function One({ items, view, room }) {
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

export function Pair({ view, room }) {
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

export function Stations({ view, room }) {
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

// ── stars ───────────────────────────────────────────────────────────────────

/** A quiet sky: a star for each piece, threads between those that belong together, and the words of the one that shines. */
export function Sky({ items, view, room }) {
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
export function spread(items, view) {
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
