// One scale with everybody's marks on it: heaps of dots over the stops, how many they are, and where the middle stands.
// Dots of an earlier round hang below the line, pale. Nothing here is said by colour alone.

import { html } from '../html.js'

const DOT = 1.9
const NUMBER = 4.6
const ROWS = 5

/**
 * How many people one dot stands for, so that the fullest heap still has its place: the same for all strips of a picture.
 * `width`: of a strip, in the unit of the picture.
 */
export function peoplePerDot(rows, { stops, halves, width }) {
  const most = Math.max(0, ...rows.flatMap(({ counts, before }) => [...Object.values(counts || {}), ...Object.values((before || {}).counts || {})]))
  return Math.max(1, Math.ceil(most / (ROWS * columns(stops, halves, width))))
}

/**
 * Strip({row, stops, halves, width, per, blank?, baseline?, label})
 * `row`: {counts: {"2.5": n}, median?, before?, way?}. `blank`: the places for which there are no words: ringed.
 * `label` says all of it to those who cannot see it.
 */
export function Strip({ row, stops, halves, width, per, blank = [], baseline, label }) {
  const x = place(stops, halves, width)
  const { before } = row
  const floor = NUMBER + 0.4 + ROWS * DOT + 0.6
  const below = before ? ROWS * DOT + 1.2 : 0
  const height = floor + below + 2
  return html`<svg class="strip" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${label}>
    <line class="strip-line" x1="0" x2=${width} y1=${floor} y2=${floor} />
    ${Array.from({ length: stops }, (_, at) => html`<line key=${at} class="strip-stop" x1=${x(at + 1)} x2=${x(at + 1)} y1=${floor - 0.8} y2=${floor + 0.8} />`)}
    ${baseline && html`<path class="strip-was" d=${`M${x(baseline)},${floor - 7}V${floor + 2}`} />`}
    ${before && heaps(before.counts, { x, per, stops, halves, width, down: true, floor, blank, pale: true })}
    ${heaps(row.counts, { x, per, stops, halves, width, floor, blank })}
    ${row.median && html`<rect class="strip-middle" x=${x(row.median) - 0.55} y=${floor - 2} width="1.1" height="4" rx=".3" />`}
    ${row.way && before.median && html`<${Arrow} from=${x(before.median)} to=${x(row.median)} y=${floor + 1.4} />`}
  </svg>`
}

function Arrow({ from, to, y }) {
  const tip = to > from ? -1.6 : 1.6
  return html`<g class="strip-way">
    <path d=${`M${from},${y}H${to + tip / 2}`} />
    <path class="strip-tip" d=${`M${to},${y}l${tip},-1.2v2.4Z`} />
  </g>`
}

function heaps(counts, frame) {
  return Object.entries(counts || {}).map(([mark, count]) => html`<${Heap} key=${mark} mark=${mark} count=${count} ...${frame} />`)
}

/** Dots side by side and one upon the other, the number on top. */
function Heap({ mark, count, x, per, stops, halves, width, floor, down, pale, blank }) {
  const dots = Math.ceil(count / per)
  const wide = Math.max(1, Math.min(columns(stops, halves, width), Math.ceil(dots / ROWS)))
  const centre = x(Number(mark))
  const ringed = blank.includes(mark)
  const rows = Math.ceil(dots / wide)
  const way = down ? 1 : -1
  return html`<g class="heap ${pale ? 'is-pale' : ''} ${ringed ? 'is-ringed' : ''}">
    ${Array.from({ length: dots }, (_, at) => {
      const row = Math.floor(at / wide)
      const inRow = row === rows - 1 ? dots - row * wide : wide
      const cx = centre + ((at % wide) - (inRow - 1) / 2) * DOT
      const cy = floor + way * (0.75 + DOT / 2 + row * DOT)
      return html`<circle key=${at} cx=${cx} cy=${cy} r=${ringed ? 0.62 : 0.82} />`
    })}
    ${!down && html`<text x=${centre} y=${floor - 0.9 - rows * DOT - 0.5} class="heap-count">${count}</text>`}
  </g>`
}

/** Where a mark stands across the strip; the ends keep room for their heaps. */
function place(stops, halves, width) {
  const edge = Math.min(width * 0.09, 9)
  return (mark) => edge + ((mark - 1) / Math.max(stops - 1, 1)) * (width - 2 * edge)
}

/** How many dots stand side by side without touching the next heap. */
function columns(stops, halves, width) {
  const edge = Math.min(width * 0.09, 9)
  const gap = (width - 2 * edge) / Math.max(stops - 1, 1) / (halves ? 2 : 1)
  return Math.max(1, Math.floor(Math.min(gap * 0.92, edge * 2) / DOT))
}
