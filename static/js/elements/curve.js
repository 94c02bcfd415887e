// A curve: how it went so far, where it goes if nothing changes, where people want it to bend. Lines differ in form and
// say at their ends what they are; the picture is also there in words. Time runs from left to right in every language.

import { html } from '../html.js'

/** Columns behind us, today included, and columns before us. */
export const PAST = 5
export const AHEAD = 4
export const TODAY = PAST - 1

/** The columns a part of the curve may have points in. */
export function columnsOf(draws) {
  return draws === 'history' ? range(0, PAST) : range(PAST, PAST + AHEAD)
}

const ENDS = { forecast: 'canvas-end-forecast', hope: 'canvas-end-hope' }
const SENTENCES = { history: 'canvas-curve-history', forecast: 'canvas-curve-forecast', hope: 'canvas-curve-hope' }
const ORDER = ['history', 'forecast', 'hope']
const SHORT = 5 // characters of a column's name
const MOST_ON_A_PHONE = 5 // columns with their names
const GAP = 30 // per cent of the height that two ends keep between them
const EDGE = 8 // and from the edges

/** Curve({parts: {history?, forecast?, hope?: {series: [[x, y]], labels}}, say, small?, few?}): `small` leaves the words out, `few` most columns' names. */
export function Curve({ parts, say, small, few }) {
  const drawn = geometry(parts, few)
  if (!drawn) return null
  return html`<figure class="curve ${small ? 'is-small' : ''}" dir="ltr" role="img" aria-label=${inWords(parts, say)}>
    <div class="curve-plot" aria-hidden="true">
      ${!small && drawn.ticks.map(({ at, text }) => html`<span key=${text} class="curve-tick" style=${{ top: `${at}%` }}>${text}</span>`)}
      <svg class="curve-lines" viewBox="0 0 100 100" preserveAspectRatio="none" focusable="false">
        ${!small && drawn.ticks.map(({ at, text }) => html`<path key=${text} class="curve-grid" d=${`M0 ${at}H100`} />`)}
        ${drawn.between && html`<path class="curve-between" d=${drawn.between} />`}
        ${drawn.lines.map(({ part, path }) => html`<path key=${part} class="curve-line is-${part}" d=${path} />`)}
        ${drawn.dots.map(({ key, part, path }) => html`<path key=${key} class="curve-dot is-${part}" d=${path} />`)}
      </svg>
      ${drawn.now && html`<i class="curve-now" style=${{ left: `${drawn.now.x}%`, top: `${drawn.now.y}%` }}></i>`}
      ${!small && drawn.now && html`<span class="curve-today ${drawn.now.y < 30 ? 'is-below' : ''} ${drawn.ahead ? '' : 'is-last'}" style=${{ left: `${drawn.now.x}%`, top: `${drawn.now.y}%` }}>
        <bdi class="num">${drawn.now.text}</bdi> ${say('canvas-end-today')}
      </span>`}
      ${!small && drawn.columns.map(({ x, text }) => html`<span key=${x} class="curve-column" style=${{ left: `${x}%` }} dir="auto">${text}</span>`)}
    </div>
    ${!small && drawn.ends.length > 0 && html`<div class="curve-ends" aria-hidden="true">
      ${drawn.ends.map(({ part, at, text }) => html`<p key=${part} class="curve-end is-${part}" style=${{ top: `${at}%` }}>
        <bdi class="num">${text}</bdi><span dir="auto">${say(ENDS[part])}</span>
      </p>`)}
    </div>`}
  </figure>`
}

/** The whole curve in sentences. */
export function inWords(parts, say) {
  return ORDER.filter((part) => parts[part])
    .map((part) => say(SENTENCES[part], { text: parts[part].series.map((point, no) => pointInWords(parts[part].labels[no], point)).join(', ') }))
    .join(' ')
}

function pointInWords(label, [, y]) {
  return label ? `${label}: ${written(y)}` : written(y)
}

/** 62, 57.5, 1,200: a number as one writes it here. */
export function written(y) {
  return Number(y).toLocaleString(undefined, { maximumFractionDigits: 2 })
}

/** The numbers of all parts together, for a scale. */
export function valuesOf(parts) {
  return Object.values(parts).flatMap(({ series }) => series.map(([, y]) => y))
}

/** What a column is called in any of the parts. */
export function columnName(parts, column) {
  const named = ORDER.filter((part) => parts[part]).map((part) => nameIn(parts[part], column))
  return named.find(Boolean) || ''
}

function nameIn({ series, labels }, column) {
  const at = series.findIndex(([x]) => x === column)
  return at < 0 ? '' : labels[at]
}

// ── where things lie, in per cent of the plot ───────────────────────────────

function geometry(parts, few) {
  const points = Object.values(parts).flatMap(({ series }) => series)
  if (points.length === 0) return null
  const scale = scaleFor(points)
  const lines = ORDER.filter((part) => parts[part]).map((part) => ({ part, points: along(part, parts).map(scale.place) }))
  const now = lastOf(parts.history)
  const columns = range(scale.first, scale.last + 1).map((x) => ({ column: x, x: scale.x(x), text: columnName(parts, x) }))
  return {
    lines: lines.map((line) => ({ part: line.part, path: pathOf(line.points) })),
    dots: ORDER.filter((part) => parts[part]).flatMap((part) => parts[part].series.map(scale.place).map(([x, y], no) => ({ key: `${part}${no}`, part, path: `M${x} ${y}h.01` }))),
    between: between(lines, parts),
    ticks: scale.ticks,
    now: now && { x: scale.place(now)[0], y: scale.place(now)[1], text: written(now[1]) },
    ahead: Boolean(parts.forecast || parts.hope),
    columns: readable(columns, few ? MOST_ON_A_PHONE : Infinity),
    ends: apart(['hope', 'forecast'].filter((part) => parts[part]).map((part) => endOf(part, parts, scale))),
  }
}

/** What lies ahead begins where we are today. */
function along(part, parts) {
  const today = lastOf(parts.history)
  return part === 'history' || !today ? parts[part].series : [today, ...parts[part].series]
}

function lastOf(part) {
  return part && part.series[part.series.length - 1]
}

function scaleFor(points) {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const first = Math.min(...xs)
  const last = Math.max(...xs, first + 1)
  const step = niceStep((Math.max(...ys) - Math.min(...ys) || Math.abs(ys[0]) || 1) / 2.2)
  const low = Math.floor(Math.min(...ys) / step) * step
  const high = Math.max(Math.ceil(Math.max(...ys) / step) * step, low + step)
  const x = (column) => (100 * (column - first)) / (last - first)
  const y = (value) => 100 - (100 * (value - low)) / (high - low)
  const ticks = range(0, Math.round((high - low) / step) + 1).map((no) => ({ at: y(low + no * step), text: written(low + no * step) }))
  return { first, last, x, ticks, place: ([column, value]) => [x(column), y(value)] }
}

/** 1, 2 or 5 with noughts: the step that is not smaller than wanted. */
export function niceStep(wanted) {
  const power = 10 ** Math.floor(Math.log10(wanted))
  return [1, 2, 5, 10].find((one) => one * power >= wanted * 0.999) * power
}

function pathOf(points) {
  return points.map(([x, y], no) => `${no ? 'L' : 'M'}${x} ${y}`).join('')
}

/** What may be won: the ground between the two lines ahead. */
function between(lines, parts) {
  const [forecast, hope] = ['forecast', 'hope'].map((part) => lines.find((line) => line.part === part))
  if (!forecast || !hope || !parts.history) return ''
  return `${pathOf(hope.points)}${forecast.points.slice(1).reverse().map(([x, y]) => `L${x} ${y}`).join('')}Z`
}

function endOf(part, parts, scale) {
  const last = lastOf(parts[part])
  return { part, at: scale.place(last)[1], text: written(last[1]) }
}

/** Two ends that lie close together move apart, as far as the picture reaches. */
function apart(ends) {
  if (ends.length < 2 || Math.abs(ends[0].at - ends[1].at) >= GAP) return ends.map((end) => ({ ...end, at: within(end.at, EDGE) }))
  const middle = within((ends[0].at + ends[1].at) / 2, EDGE + GAP / 2)
  const [upper, lower] = [...ends].sort((a, b) => a.at - b.at)
  return [{ ...upper, at: middle - GAP / 2 }, { ...lower, at: middle + GAP / 2 }]
}

function within(at, edge) {
  return Math.min(100 - edge, Math.max(edge, at))
}

/** Long names, or many, would run into each other: then only the first and the last column say theirs, and today's. */
function readable(columns, most) {
  const named = columns.filter(({ text }) => text)
  if (named.length <= most && named.every(({ text }) => [...text].length <= SHORT)) return named
  return named.filter(({ column }, no) => no === 0 || no === named.length - 1 || column === TODAY)
}

function range(from, to) {
  return Array.from({ length: to - from }, (_, no) => from + no)
}
