// How a rating looks on the stage: what is asked, then how the room stands, each look in its own way, page by page.

import { html } from '../html.js'
import { PageMark, dealt, useHeight, usePage } from './pages.js'
import { Strip, heightOfStrip, peoplePerDot } from './strip.js'

/** Widths in the unit of the picture, of which it is about so wide; and the size of its letters. */
const FULL = 165
const STRIP = 96
const TALL_STRIP = 136
const LONG = 30

const TAGS = { split: 'rate-tag-split', close: 'rate-tag-close', mixed: 'rate-tag-mixed' }

/** The picture of a rating for a stage view. */
export function Picture({ view, room }) {
  if (view.focus && view.items[view.focus]) return html`<${Focus} key=${`${view.focus}/${view.told}`} view=${view} room=${room} />`
  const told = view.told && Object.keys(view.items).length > 0
  const Look = told ? OUTCOMES[view.look] || Strips : QUESTIONS[view.look] || Names
  return html`<${told && sliced(view) ? Slices : Look} view=${view} room=${room} />`
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
  if (row.few) return tooFew(row, room)
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
  const beside = asked.length > 4 ? 2 : 1
  const letters = (isWide(view) ? 50 : 34) / beside - 1
  const size = ({ title }) => 3.2 + 6.4 * linesOf(title, letters)
  const [frame, height] = useHeight()
  const pages = dealt(inRows(asked, beside), height, (row) => Math.max(9.8, ...row.map(size)))
  const page = usePage(pages.length, undefined, 'first')
  return html`<div class="names-frame">
    <ul class="names has-${beside}" ref=${frame}>
      ${(pages[page] || []).flat().map(({ id, title }) => html`<li key=${id} dir="auto"><span>${title}</span></li>`)}
    </ul>
    <${Foot} page=${page} count=${pages.length} room=${room} said=${isWide(view) ? through(view, room) : ''} />
  </div>`
}

/** Whether the picture takes the whole width, and says below it how many are through. */
export function isWide(view) {
  return view.told || Boolean(view.focus) || view.look === 'lean' || view.look === 'rising' || view.look === 'tiles'
}

function through(view, room) {
  return room.say('rate-through', { count: view.finished, of: view.of })
}

/** Two ends, each with what belongs to it. */
function Ends({ view, room }) {
  const pairs = Array.from({ length: Math.max(view.left.length, view.right.length) }, (_, at) => [view.left[at], view.right[at]].filter(Boolean))
  const [frame, height] = useHeight()
  const pages = dealt(pairs, height, (pair) => 1.4 + 6.6 * Math.max(...pair.map((point) => linesOf(point, 25))))
  const page = usePage(pages.length, undefined, 'first')
  if (pairs.length === 0) return html`<${Names} view=${view} room=${room} />`
  const shown = pages[page] || []
  const column = (at, points, ref) => html`<section class="end">
    <h2 dir="auto">${endOf(view, at)}</h2>
    <ul ref=${ref}>${shown.map((pair) => points[pairs.indexOf(pair)]).filter(Boolean).map((point) => html`<li key=${point} dir="auto">${point}</li>`)}</ul>
  </section>`
  return html`<div class="names-frame">
    <div class="two-ends">${column(0, view.left, frame)}${column(1, view.right)}</div>
    <${Foot} page=${page} count=${pages.length} room=${room} said=${through(view, room)} />
  </div>`
}

/** Six lines that rise, all alike as long as nobody knows which is felt how hard. */
function Rise({ view, room }) {
  return html`<${Rising} view=${view} room=${room} />`
}

// ── strips ──────────────────────────────────────────────────────────────────

/** A strip for each thing, those that divide the room most first. Long words stand above their strip, short ones beside it. */
function Strips({ view, room }) {
  const things = listed(view)
  const tall = things.some(({ title }) => [...title].length > LONG)
  const width = tall ? TALL_STRIP : STRIP
  const per = perDot(view, things, width, true)
  const [frame, height] = useHeight()
  const pages = dealt(things, height, (thing) => heightOfRow(thing, tall, view))
  const page = usePage(pages.length, undefined, 'first')
  return html`<div class="strips-frame ${tall ? 'is-tall' : ''}">
    <${Stops} view=${view} />
    <ul class="strips" ref=${frame}>
      ${(pages[page] || []).map((thing) => html`<li key=${thing.id} class="strip-row">
        <p class="strip-title" dir="auto">${thing.title}</p>
        <${OneStrip} flat view=${view} thing=${thing} row=${view.result[thing.id]} per=${per} width=${width} room=${room} />
        <${Verdict} row=${view.result[thing.id]} agreed=${view.agreed[thing.id]} room=${room} />
      </li>`)}
    </ul>
    <${Foot} page=${page} count=${pages.length} room=${room} said=${legend(view, things, per, room)} />
  </div>`
}

/** A row is as tall as its title, its strip or what there is to say about it. */
function heightOfRow({ id, title }, tall, view) {
  const row = view.result[id]
  const lines = [row.few, row.cant, row.before, row.unsighted, row.unsighted].filter(Boolean).length + (view.agreed[id] ? 1 : 0)
  const drawn = Math.max(heightOfStrip({ flat: true, before: row.before }), (row.tag ? 5.2 : 0) + 4.6 * lines)
  const words = 6.4 * Math.min(2, linesOf(title, tall ? 50 : 15))
  return 0.5 + (tall ? words + drawn + 1 : Math.max(words, drawn))
}

/** One row drawn as a strip. */
export function OneStrip({ view, thing, row, per, width, flat, room }) {
  return html`<${Strip} row=${row} stops=${stopCount(view)} halves=${view.halves} width=${width} per=${per} flat=${flat} blank=${thing.blank}
    baseline=${view.baseline[thing.id]} agreed=${(view.agreed[thing.id] || {}).value} label=${inWords(row, view, room)} />`
}

/** How many people one dot stands for on all these strips. */
export function perDot(view, things, width, flat) {
  const rows = things.flatMap(({ id }) => [view.result[id], ...Object.values(view.result[id].slices || {})])
  return peoplePerDot(rows, { stops: stopCount(view), halves: view.halves, width, flat })
}

/** What the stops are called, over the strips; two ends, where the scale leans from one to the other. */
function Stops({ view }) {
  const labels = view.look === 'lean' && view.ends.length === 2 ? view.ends : Object.values(view.scale).map(({ label }) => label)
  const lean = labels.length === 2
  return html`<ol class="stops ${lean ? 'is-lean' : ''}">${labels.map((label, at) => html`<li key=${at} dir="auto"><span>${label}</span></li>`)}</ol>`
}

function Verdict({ row, agreed, room }) {
  return html`<div class="verdict">
    <${Tag} tag=${row.tag} room=${room} />
    ${row.few && html`<span>${tooFew(row, room)}</span>`}
    ${row.cant > 0 && html`<span>${cantSay(row.cant, room)}</span>`}
    ${row.unsighted && html`<span class="unsighted">${room.say('rate-unsighted')}</span>`}
    ${row.before && html`<span>${room.say('rate-unchanged', { count: row.unchanged })}</span>`}
    ${agreed && html`<strong>${room.say(agreed.value ? 'rate-agreed-there' : 'rate-left-open')}</strong>`}
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
    per > 1 && ['dot', room.say('rate-key-dots', { count: per })],
    rows.some(({ median }) => median) && ['middle', room.say('rate-key-middle')],
    ringed && ['ring', room.say('rate-key-ring')],
    rows.some(({ before }) => before) && ['pale', room.say('rate-key-before')],
    things.some(({ id }) => (view.agreed[id] || {}).value) && ['agreed', room.say('rate-agreed-there')],
    Object.keys(view.baseline).length > 0 && ['was', room.say('rate-key-baseline')],
  ].filter(Boolean).map(([sign, words]) => html`<span key=${sign} class="key"><i class="key-${sign}" aria-hidden="true"></i>${words}</span>`)
}

// ── by role, by partnership ─────────────────────────────────────────────────

/** For each thing the same scale side by side: never one above the other, as none is ahead. */
function Slices({ view, room }) {
  const things = listed(view)
  const per = perDot(view, things, FULL / 3, true)
  const [frame, height] = useHeight()
  const pages = dealt(things, height, ({ id }) => heightOfSlices(view.result[id]))
  const page = usePage(pages.length, undefined, 'first')
  return html`<div class="strips-frame">
    <ul class="sliced" ref=${frame}>
      ${(pages[page] || []).map((thing) => html`<li key=${thing.id}>
        <p class="strip-title" dir="auto">${thing.title}</p>
        <${SideBySide} thing=${thing} view=${view} per=${per} room=${room} />
      </li>`)}
    </ul>
    <${Foot} page=${page} count=${pages.length} room=${room} said=${room.say('rate-key-stops', { stops: stopsOf(view).map(({ label }) => label).join(' · ') })} />
  </div>`
}

function heightOfSlices(row) {
  const slices = slicesOf(row)
  const shown = slices.filter(isShown)
  const rows = Math.ceil(Math.max(shown.length, 1) / 3)
  const each = heightOfStrip({ flat: true }) + 6 + (shown.some(({ cant }) => cant) ? 4 : 0)
  return 8 + rows * each + (shown.length < slices.length ? 9 : 0)
}

/** The groups that are large enough, side by side, and in words why others are not there; else the room as a whole. */
function SideBySide({ thing, view, per, room }) {
  const slices = slicesOf(view.result[thing.id])
  const large = slices.filter(isShown)
  const shown = large.length > 0 ? large : [{ ...view.result[thing.id], no: 0, name: room.say('rate-whole-room') }]
  const out = slices.filter((slice) => !isShown(slice))
  const beside = Math.min(shown.length, 3)
  const width = (FULL - (beside - 1) * 4) / beside
  return html`<div class="slices has-${beside}">
    ${shown.map((slice) => html`<${Slice} key=${slice.no} slice=${slice} thing=${thing} view=${view} width=${width} per=${per} room=${room} />`)}
  </div>
  ${out.length > 0 && html`<p class="slice-out">${out.map((slice) => html`<span key=${slice.no} dir="auto">${slice.name || room.say('rate-others')}: ${tooFew(slice, room)}</span>`)}</p>`}`
}

function Slice({ slice, thing, view, width, per, room }) {
  return html`<div class="slice">
    <p class="slice-name"><span dir="auto">${slice.name || room.say('rate-others')}</span> <${Tag} tag=${slice.tag} room=${room} /></p>
    <${OneStrip} flat view=${view} thing=${thing} row=${slice} per=${per} width=${width} room=${room} />
    ${slice.cant > 0 && html`<p class="slice-cant">${cantSay(slice.cant, room)}</p>`}
  </div>`
}

export function slicesOf(row) {
  return Object.values(row.slices || {}).sort((a, b) => a.no - b.no)
}

export function tooFew({ few }, room) {
  return room.say(few ? 'rate-few' : 'rate-with')
}

// ── tiles, strips that fill, lines that rise ────────────────────────────────

/** For each thing a bar for each stop, the number first. */
function Tiles({ view, room }) {
  const things = listed(view)
  const most = Math.max(1, ...things.flatMap(({ id }) => [...Object.values(view.result[id].counts), view.result[id].cant]))
  const size = ({ id, title }) => 13.4 + 6.3 * Math.min(3, linesOf(title, 23)) + (view.result[id].unsighted ? 4.4 : 0)
  const [frame, height] = useHeight()
  const pages = dealt(inRows(things, 2), height, (row) => Math.max(...row.map(size)))
  const page = usePage(pages.length, undefined, 'first')
  return html`<div class="strips-frame">
    <ul class="tiles" ref=${frame}>
      ${(pages[page] || []).flat().map(({ id, title }) => html`<li key=${id} class="tile ${view.kept.includes(id) ? 'is-kept' : ''}">
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
  const brief = things.every(({ line }) => line && [...line].length <= 2 * LONG)
  const words = ({ title, line }) => (brief ? line : title)
  const [frame, height] = useHeight()
  const pages = dealt(things, height, (thing) => 6.2 + 6.2 * Math.min(2, linesOf(words(thing), 50)))
  const page = usePage(pages.length, undefined, 'first')
  return html`<div class="strips-frame">
    <ul class="fill-key">${stopsOf(view).map(({ no, label }) => html`<li key=${no} class="part-${no}" dir="auto"><i aria-hidden="true"></i>${label}</li>`)}
      ${view.cant && html`<li class="part-cant" dir="auto"><i aria-hidden="true"></i>${view.cant}</li>`}</ul>
    <ul class="fills has-${Math.min(things.length, 5)}" ref=${frame}>
      ${(pages[page] || []).map((thing) => html`<li key=${thing.id}>
        <p class="strip-title" dir="auto">${words(thing)}</p>
        <p class="fill" role="img" aria-label=${inWords(view.result[thing.id], view, room)}>
          ${stopsOf(view).map(({ no }) => html`<${Part} key=${no} name=${no} count=${view.result[thing.id].counts[no]} />`)}
          <${Part} name="cant" count=${view.result[thing.id].cant} />
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
  const brief = things.every(({ line }) => line && [...line].length <= LONG)
  const size = ({ title, line }) => Math.max(13.4, 6.4 * linesOf(brief ? line : title, 17) + (view.told ? 6.2 : 0)) + 1.2
  const [frame, height] = useHeight()
  const pages = dealt(inRows(things, 2), height, (row) => Math.max(...row.map(size)))
  const page = usePage(pages.length, undefined, 'first')
  const upper = stopsOf(view).filter(({ no }) => no > (stopCount(view) + 1) / 2).map(({ label }) => label)
  return html`<div class="strips-frame">
    <ul class="rises" ref=${frame}>
      ${(pages[page] || []).flat().map((thing) => html`<${Rises} key=${thing.id} words=${brief ? thing.line : thing.title} row=${(view.result || {})[thing.id]} view=${view} room=${room} />`)}
    </ul>
    <${Foot} page=${page} count=${pages.length} room=${room} said=${view.told ? room.say('rate-key-rising', { stops: upper.join(' / ') }) : through(view, room)} />
  </div>`
}

function Rises({ words, row, view, room }) {
  const hard = row ? Object.entries(row.counts).reduce((sum, [mark, count]) => sum + (Number(mark) > (stopCount(view) + 1) / 2 ? count : 0), 0) : 0
  const share = row && row.marks ? hard / row.marks : 0
  return html`<li class="rise">
    <svg viewBox="0 0 22 13" aria-hidden="true"><path class="rise-line" d="M2.4,10.6C9.4,10.4 14.6,8 19.6,2.4" style=${{ '--thick': String(0.6 + share * 4.2) }} /></svg>
    <div>
      <p class="strip-title" dir="auto">${words}</p>
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
  const cells = Object.entries(thing.cells || {}).map(([first, cell]) => ({ first: Number(first), ...cell, text: cell.text || thing.empty_note || room.say('rate-blank'), empty: !cell.text }))
  const talk = prompts(thing, view, room)
  const pages = [...packed(cells), ...(talk.length > 0 ? [{ talk }] : [])]
  const page = usePage(pages.length, undefined, 'last')
  const shown = pages[page] || { talk: [] }
  return html`<div class="focus">
    ${row && html`<${FocusResult} thing=${thing} row=${row} view=${view} room=${room} />`}
    ${row && cells.length === 0 && thing.line && html`<p class="focus-line" dir="auto">${thing.line}</p>`}
    ${shown.talk ? html`<ul class="focus-talk">${shown.talk.map((line) => html`<li key=${line} dir="auto">${line}</li>`)}</ul>` : html`<ul class="focus-cells has-${shown.cells.length}">
      ${shown.cells.map((cell) => html`<li key=${cell.first} class=${cell.empty ? 'is-blank' : ''}>
        <p class="focus-stop" dir="auto">${stopRange(cell, view)}</p>
        <p dir="auto">${cell.text}</p>
      </li>`)}
    </ul>`}
    <${Foot} page=${page} count=${pages.length} room=${room} said=${focusFoot(thing, row, view, room)} />
  </div>`
}

function focusFoot(thing, row, view, room) {
  const agreed = row && view.agreed[thing.id]
  if (!row) return through(view, room)
  return agreed ? `${agreedOn(agreed, view, room)}. ${agreed.line}` : ''
}

function FocusResult({ thing, row, view, room }) {
  if (sliced(view)) return html`<div><${SideBySide} thing=${thing} view=${view} per=${perDot(view, [thing], FULL / 3, true)} room=${room} /></div>`
  return html`<div class="focus-result">
    <div>
      <${OneStrip} flat view=${view} thing=${thing} row=${row} per=${perDot(view, [thing], 136, true)} width=${136} room=${room} />
      <${Stops} view=${view} />
    </div>
    <${Verdict} row=${row} agreed=${view.agreed[thing.id]} room=${room} />
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
    if (last && last.cells.length < 2 && [...last.cells, cell].every(isBrief)) last.cells.push(cell)
    else pages.push({ cells: [cell] })
  }
  return pages
}

function isBrief({ text }) {
  return [...text].length <= 76
}

// ── pages ───────────────────────────────────────────────────────────────────

function Foot({ page, count, room, said }) {
  return html`<div class="picture-foot">
    <p dir="auto">${said}</p>
    <${PageMark} page=${page} count=${count} say=${room.say} />
  </div>`
}

/** How many lines words take, where so many letters fit into one. */
function linesOf(text, letters) {
  return Math.max(1, Math.ceil([...text].length / letters))
}

function inRows(things, beside) {
  return Array.from({ length: Math.ceil(things.length / beside) }, (_, at) => things.slice(at * beside, (at + 1) * beside))
}

function endOf(view, at) {
  return view.ends[at] || Object.values(view.scale)[at ? stopCount(view) - 1 : 0].label
}

const QUESTIONS = { lean: Ends, rising: Rise }
const OUTCOMES = { strips: Strips, lean: Strips, tiles: Tiles, fill: Fill, rising: Rising }
