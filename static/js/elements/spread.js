// How a rating looks on the stage: what is asked, then how the room stands, each look in its own way, page by page.

import { html } from '../html.js'
import { PageMark, usePage } from './pages.js'
import { Strip, peoplePerDot } from './strip.js'

/** The width of the picture in its own unit, and of what stands in it. */
const FULL = 165
const STRIP = 92

const TAGS = { split: 'rate-tag-split', close: 'rate-tag-close', mixed: 'rate-tag-mixed' }

/** The picture of a rating for a stage view. */
export function Picture({ view, room }) {
  if (view.focus && view.items[view.focus]) return html`<${Focus} key=${`${view.focus}/${view.told}`} view=${view} room=${room} />`
  const Look = view.told ? OUTCOMES[view.look] || Strips : QUESTIONS[view.look] || Names
  return html`<${view.told && sliced(view) ? Slices : Look} view=${view} room=${room} />`
}

/** Beside the names: how many are through with it. */
export function Turnout({ view, room }) {
  return html`<div class="turnout">
    ${view.lens && html`<p dir="auto">${view.lens}</p>`}
    ${view.round > 1 && html`<p>${room.say('rate-round', { no: view.round })}</p>`}
    <p class="turnout-count">
      <bdi class="num">${room.say('rate-turnout', { count: view.finished, of: view.of })}</bdi>
      <span>${room.say('rate-are-through', { count: view.finished })}</span>
    </p>
  </div>`
}

/** A tag in words, with a sign for those who only glance: two halves apart, half over, or whole. */
export function Tag({ tag, room }) {
  if (!tag) return null
  return html`<span class="tag is-${tag}"><i class="tag-sign" aria-hidden="true"><b></b><b></b></i>${room.say(TAGS[tag])}</span>`
}

/** All of one row in words. */
export function inWords(row, view, room) {
  const counts = Object.entries(row.counts || {}).sort(([a], [b]) => a - b)
  const said = counts.map(([mark, count]) => room.say('rate-at-stop', { count, stop: stopName(mark, view) }))
  return [...said, row.cant ? cantSay(row.cant, room) : '', row.tag ? room.say(TAGS[row.tag]) : ''].filter(Boolean).join(', ')
}

export function cantSay(count, room) {
  return room.say('rate-cant', { count })
}

/** A stop's label; the place between two stops names both. */
export function stopName(mark, view) {
  const at = Number(mark)
  const [low, high] = [view.scale[Math.floor(at)], view.scale[Math.ceil(at)]].map((stop) => (stop || {}).label || String(mark))
  return low === high ? low : `${low} / ${high}`
}

export function stopCount(view) {
  return Object.keys(view.scale).length
}

/** The things in the order of the result, or as they stand on the sheet. */
export function listed(view) {
  const ids = view.order || Object.keys(view.items).sort((a, b) => view.items[a].no - view.items[b].no)
  return ids.filter((id) => view.items[id]).map((id) => ({ id, ...view.items[id] }))
}

function sliced(view) {
  return Boolean(view.by) && Object.values(view.result).some(({ slices }) => slices && Object.values(slices).some(isShown))
}

function isShown({ few, with: also }) {
  return !few && !also
}

// ── before it is revealed ───────────────────────────────────────────────────

/** What there is to rate, and nothing else. */
function Names({ view, room }) {
  const asked = listed(view).filter(({ id }) => view.asks.length === 0 || view.asks.includes(id))
  const long = asked.some(({ title }) => [...title].length > 26)
  const pages = dealt(asked, asked.length > 6 && !long ? 10 : long ? 6 : 6)
  const page = usePage(pages.length, undefined, 'first')
  return html`<div class="names-frame">
    <ul class="names ${asked.length > 4 ? 'has-2' : ''}">
      ${(pages[page] || []).map(({ id, title }) => html`<li key=${id} dir="auto"><span>${title}</span></li>`)}
    </ul>
    <${Foot} page=${page} count=${pages.length} room=${room} />
  </div>`
}

/** Two ends, each with what belongs to it. */
function Ends({ view, room }) {
  if (view.left.length + view.right.length === 0) return html`<${Names} view=${view} room=${room} />`
  const column = (label, points) => html`<section class="end">
    <h2 dir="auto">${label}</h2>
    <ul>${points.map((point) => html`<li key=${point} dir="auto">${point}</li>`)}</ul>
  </section>`
  return html`<div class="names-frame">
    <div class="two-ends">${column(endOf(view, 0), view.left)}${column(endOf(view, 1), view.right)}</div>
    <${Foot} page=${0} count=${1} room=${room} said=${room.say('rate-through', { count: view.finished, of: view.of })} />
  </div>`
}

/** Six lines that rise, all alike as long as nobody knows which is felt how hard. */
function Rise({ view, room }) {
  return html`<${Rising} view=${view} room=${room} />`
}

// ── strips ──────────────────────────────────────────────────────────────────

/** A strip for each thing, those that divide the room most first. */
function Strips({ view, room }) {
  const things = listed(view)
  const per = perDot(view, things, STRIP)
  const pages = dealt(things, 8, ({ id }) => heightOf(view.result[id]))
  const page = usePage(pages.length, undefined, 'first')
  return html`<div class="strips-frame">
    <${Stops} view=${view} />
    <ul class="strips">
      ${(pages[page] || []).map((thing) => html`<li key=${thing.id} class="strip-row">
        <p class="strip-title" dir="auto">${thing.title}</p>
        <${OneStrip} view=${view} thing=${thing} row=${view.result[thing.id]} per=${per} width=${STRIP} room=${room} />
        <${Verdict} row=${view.result[thing.id]} agreed=${view.agreed[thing.id]} view=${view} room=${room} />
      </li>`)}
    </ul>
    <${Foot} page=${page} count=${pages.length} room=${room} said=${legend(view, things, per, room)} />
  </div>`
}

/** A strip with two rounds is taller, and so is one that has much to be said about it. */
function heightOf({ before, unsighted }) {
  if (before) return 3
  return unsighted ? 2.4 : 2
}

function OneStrip({ view, thing, row, per, width, room }) {
  return html`<${Strip} row=${row} stops=${stopCount(view)} halves=${view.halves} width=${width} per=${per} blank=${thing.blank}
    baseline=${view.baseline[thing.id]} label=${inWords(row, view, room)} />`
}

function perDot(view, things, width) {
  const rows = things.flatMap(({ id }) => [view.result[id], ...Object.values(view.result[id].slices || {})])
  return peoplePerDot(rows, { stops: stopCount(view), halves: view.halves, width })
}

/** What the stops are called, over the strips; two ends, where the scale leans from one to the other. */
function Stops({ view }) {
  const labels = view.look === 'lean' && view.ends.length === 2 ? view.ends : Object.values(view.scale).map(({ label }) => label)
  const lean = labels.length === 2
  return html`<ol class="stops ${lean ? 'is-lean' : ''}">${labels.map((label, at) => html`<li key=${at} dir="auto"><span>${label}</span></li>`)}</ol>`
}

function Verdict({ row, agreed, view, room }) {
  return html`<div class="verdict">
    <${Tag} tag=${row.tag} room=${room} />
    ${row.cant > 0 && html`<span>${cantSay(row.cant, room)}</span>`}
    ${row.unsighted && html`<span class="unsighted">${room.say('rate-unsighted')}</span>`}
    ${row.before && html`<span>${room.say('rate-unchanged', { count: row.unchanged })}</span>`}
    ${agreed && html`<strong dir="auto">${agreedOn(agreed, view, room)}</strong>`}
  </div>`
}

export function agreedOn(agreed, view, room) {
  return agreed.value ? room.say('rate-agreed', { stop: stopName(agreed.value, view) }) : room.say('rate-left-open')
}

/** What the signs mean, as far as they are there. */
function legend(view, things, per, room) {
  const rows = things.map(({ id }) => view.result[id])
  const ringed = things.some(({ id, blank = [] }) => blank.some((place) => view.result[id].counts[place]))
  return [
    per > 1 ? room.say('rate-key-dots', { count: per }) : '',
    rows.some(({ median }) => median) ? room.say('rate-key-middle') : '',
    ringed ? room.say('rate-key-ring') : '',
    rows.some(({ before }) => before) ? room.say('rate-key-before') : '',
    Object.keys(view.baseline).length > 0 ? room.say('rate-key-baseline') : '',
  ].filter(Boolean).join(' · ')
}

// ── by role, by partnership ─────────────────────────────────────────────────

/** For each thing the same scale side by side: never one above the other, as none is ahead. */
function Slices({ view, room }) {
  const things = listed(view)
  const names = Object.values(Object.values(view.result).find(({ slices }) => slices).slices).length
  const beside = Math.min(names, 3)
  const width = (FULL - (beside - 1) * 4) / beside
  const per = perDot(view, things, width)
  const pages = dealt(things, names > 3 ? 1 : 2)
  const page = usePage(pages.length, undefined, 'first')
  return html`<div class="strips-frame">
    <ul class="sliced">
      ${(pages[page] || []).map((thing) => html`<li key=${thing.id}>
        <p class="strip-title" dir="auto">${thing.title}</p>
        <div class="slices has-${beside}">
          ${slicesOf(view.result[thing.id]).map((slice) => html`<${Slice} key=${slice.no} slice=${slice} thing=${thing} view=${view} width=${width} per=${per} room=${room} />`)}
        </div>
      </li>`)}
    </ul>
    <${Foot} page=${page} count=${pages.length} room=${room} said=${scaleInWords(view)} />
  </div>`
}

function Slice({ slice, thing, view, width, per, room }) {
  return html`<div class="slice">
    <p class="slice-name"><span dir="auto">${slice.name || room.say('rate-others')}</span> <${Tag} tag=${slice.tag} room=${room} /></p>
    ${isShown(slice) ? html`<${OneStrip} view=${view} thing=${thing} row=${slice} per=${per} width=${width} room=${room} />` : html`<p class="slice-few">${tooFew(slice, room)}</p>`}
    ${slice.cant > 0 && html`<p class="slice-cant">${cantSay(slice.cant, room)}</p>`}
  </div>`
}

export function slicesOf(row) {
  return Object.values(row.slices || {}).sort((a, b) => a.no - b.no)
}

export function tooFew({ few }, room) {
  return room.say(few ? 'rate-few' : 'rate-with')
}

function scaleInWords(view) {
  return Object.entries(view.scale).map(([no, { label }]) => `${no} ${label}`).join(' · ')
}

// ── tiles, strips that fill, lines that rise ────────────────────────────────

/** For each thing a bar for each stop, the number first. */
function Tiles({ view, room }) {
  const things = listed(view)
  const most = Math.max(1, ...things.flatMap(({ id }) => [...Object.values(view.result[id].counts), view.result[id].cant]))
  const pages = dealt(things, 4)
  const page = usePage(pages.length, undefined, 'first')
  return html`<div class="strips-frame">
    <ul class="tiles">
      ${(pages[page] || []).map(({ id, title }) => html`<li key=${id} class="tile ${view.kept.includes(id) ? 'is-kept' : ''}">
        <p class="tile-title" dir="auto">${title}</p>
        <ul class="tile-bars">
          ${stopsOf(view).map(({ no, label }) => html`<${TileBar} key=${no} label=${label} count=${view.result[id].counts[no] || 0} most=${most} />`)}
          ${view.cant && html`<${TileBar} key="cant" label=${view.cant} count=${view.result[id].cant} most=${most} hollow />`}
        </ul>
        ${view.result[id].unsighted && html`<p class="unsighted">${room.say('rate-unsighted')}</p>`}
      </li>`)}
    </ul>
    <${Foot} page=${page} count=${pages.length} room=${room} said=${view.kept.length > 0 ? room.say('rate-key-kept') : ''} />
  </div>`
}

function TileBar({ label, count, most, hollow }) {
  return html`<li class="tile-bar ${hollow ? 'is-hollow' : ''}" style=${{ '--share': String(count / most) }}>
    <bdi class="num">${count}</bdi><span class="tile-track"><i aria-hidden="true"></i></span><span class="tile-label" dir="auto">${label}</span>
  </li>`
}

/** For each thing one strip that fills up from the first stop on. */
function Fill({ view, room }) {
  const things = listed(view)
  const pages = dealt(things, 4)
  const page = usePage(pages.length, undefined, 'first')
  return html`<div class="strips-frame">
    <ul class="fill-key">${stopsOf(view).map(({ no, label }) => html`<li key=${no} class="part-${no}" dir="auto"><i aria-hidden="true"></i>${label}</li>`)}
      ${view.cant && html`<li class="part-cant" dir="auto"><i aria-hidden="true"></i>${view.cant}</li>`}</ul>
    <ul class="fills">
      ${(pages[page] || []).map(({ id, title, line }) => html`<li key=${id}>
        <p class="strip-title" dir="auto">${line && [...line].length <= 64 ? line : title}</p>
        <p class="fill" role="img" aria-label=${inWords(view.result[id], view, room)}>
          ${stopsOf(view).map(({ no }) => html`<${Part} key=${no} name=${no} count=${view.result[id].counts[no]} />`)}
          <${Part} name="cant" count=${view.result[id].cant} />
        </p>
      </li>`)}
    </ul>
    <${Foot} page=${page} count=${pages.length} room=${room} />
  </div>`
}

function Part({ name, count }) {
  return count ? html`<span class="part part-${name} num" style=${{ '--count': String(count) }}>${count}</span>` : null
}

/** Lines whose thickness shows how many feel it hard; before the reveal all are thin. */
function Rising({ view, room }) {
  const things = listed(view)
  const pages = dealt(things, 6)
  const page = usePage(pages.length, undefined, 'first')
  const upper = stopsOf(view).filter(({ no }) => no > stopCount(view) / 2).map(({ label }) => label)
  return html`<div class="strips-frame">
    <ul class="rises">
      ${(pages[page] || []).map((thing) => html`<${Rises} key=${thing.id} thing=${thing} row=${(view.result || {})[thing.id]} view=${view} room=${room} />`)}
    </ul>
    <${Foot} page=${page} count=${pages.length} room=${room} said=${view.told ? room.say('rate-key-rising', { stops: upper.join(' / ') }) : ''} />
  </div>`
}

function Rises({ thing: { title, line }, row, view, room }) {
  const hard = row ? Object.entries(row.counts).reduce((sum, [mark, count]) => sum + (Number(mark) > (stopCount(view) + 1) / 2 ? count : 0), 0) : 0
  const share = row && row.marks ? hard / row.marks : 0
  return html`<li class="rise">
    <svg viewBox="0 0 26 16" aria-hidden="true"><path class="rise-line" d="M2.6,13.4C11,13.2 17,10 23,3" style=${{ '--thick': String(0.7 + share * 4.5) }} /></svg>
    <div>
      <p class="strip-title" dir="auto">${line || title}</p>
      ${row && html`<p class="rise-count"><bdi class="num">${room.say('rate-turnout', { count: hard, of: row.marks })}</bdi> <${Tag} tag=${row.tag} room=${room} /></p>`}
    </div>
  </li>`
}

function stopsOf(view) {
  return Object.entries(view.scale).map(([no, stop]) => ({ no: Number(no), ...stop }))
}

// ── one thing, large ────────────────────────────────────────────────────────

/** One thing: how the room stands on top, below it the words of its stops and what to talk about, page by page. */
function Focus({ view, room }) {
  const thing = { id: view.focus, ...view.items[view.focus] }
  const row = view.told ? view.result[thing.id] : undefined
  const cells = Object.entries(thing.cells || {}).map(([first, cell]) => ({ first: Number(first), ...cell }))
  const talk = prompts(thing, view, room)
  const pages = [...packed(cells), ...(talk.length > 0 ? [{ talk }] : [])]
  const page = usePage(pages.length, undefined, 'last')
  const shown = pages[page] || { talk: [] }
  return html`<div class="focus">
    <h1 class="stage-title" dir="auto">${thing.title}</h1>
    ${row && html`<${FocusResult} thing=${thing} row=${row} view=${view} room=${room} />`}
    ${shown.talk ? html`<ul class="focus-talk">${shown.talk.map((line) => html`<li key=${line} dir="auto">${line}</li>`)}</ul>` : html`<ul class="focus-cells has-${shown.cells.length}">
      ${shown.cells.map((cell) => html`<li key=${cell.first} class=${cell.text ? '' : 'is-blank'}>
        <p class="focus-stop" dir="auto">${stopRange(cell, view)}</p>
        <p dir="auto">${cell.text || thing.empty_note || room.say('rate-blank')}</p>
      </li>`)}
    </ul>`}
    <${Foot} page=${page} count=${pages.length} room=${room} said=${row ? '' : room.say('rate-through', { count: view.finished, of: view.of })} />
  </div>`
}

function FocusResult({ thing, row, view, room }) {
  if (sliced(view)) {
    const slices = slicesOf(row)
    const beside = Math.min(slices.length, 3)
    const width = (FULL - (beside - 1) * 4) / beside
    return html`<div class="slices has-${beside}">${slices.map((slice) => html`<${Slice} key=${slice.no} slice=${slice} thing=${thing} view=${view} width=${width} per=${perDot(view, [thing], width)} room=${room} />`)}</div>`
  }
  return html`<div class="focus-result">
    <div>
      <${OneStrip} view=${view} thing=${thing} row=${row} per=${perDot(view, [thing], 130)} width=${130} room=${room} />
      <${Stops} view=${view} />
    </div>
    <${Verdict} row=${row} agreed=${view.agreed[thing.id]} view=${view} room=${room} />
  </div>`
}

/** What tables came up with if it was let up; else the questions of the thing, or two that always help. */
function prompts(thing, view, room) {
  const wrote = Object.values(view.next || {}).filter(({ item }) => item === thing.id)
  if (wrote.length > 0) return wrote.slice(-2).map(({ text, step }) => (step ? `${text} → ${step}` : text))
  if (!view.told) return thing.line ? [thing.line] : []
  if (thing.prompts && thing.prompts.length > 0) return thing.prompts.slice(0, 2)
  if (thing.probe) return [thing.probe]
  return [room.say('rate-prompt-ends'), room.say('rate-prompt-next')]
}

function stopRange({ first, to }, view) {
  const label = (no) => view.scale[no].label
  return first === to ? label(first) : `${label(first)} – ${label(to)}`
}

/** Two descriptions on a page, or one that is long. */
function packed(cells) {
  const pages = []
  for (const cell of cells) {
    const last = pages[pages.length - 1]
    const length = (one) => Math.max([...one.text].length, 30)
    if (last && last.cells.length < 2 && length(last.cells[0]) + length(cell) <= 150) last.cells.push(cell)
    else pages.push({ cells: [cell] })
  }
  return pages
}

// ── pages ───────────────────────────────────────────────────────────────────

function Foot({ page, count, room, said }) {
  return html`<div class="picture-foot">
    <p dir="auto">${said}</p>
    <${PageMark} page=${page} count=${count} say=${room.say} />
  </div>`
}

/** Dealt onto pages of so much room; `size` says how much of it one takes. */
function dealt(things, room, size = () => 1) {
  const pages = []
  let left = 0
  for (const thing of things) {
    if (size(thing) > left) {
      pages.push([])
      left = room
    }
    pages[pages.length - 1].push(thing)
    left -= size(thing)
  }
  return pages
}

function endOf(view, at) {
  return view.ends[at] || Object.values(view.scale)[at ? stopCount(view) - 1 : 0].label
}

const QUESTIONS = { lean: Ends, rising: Rise }
const OUTCOMES = { strips: Strips, lean: Strips, tiles: Tiles, fill: Fill, rising: Rising }
