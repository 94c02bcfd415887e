// One scale with everybody's marks on it: heaps of dots over the stops, how many they are, and where the middle stands.
// Dots of an earlier round hang below the line, pale. Nothing here is said by colour alone.

import { html } from '../html.js'

const DOT = 1.9
const NUMBER = 4.6
const ROWS = 5
const FLAT = 2

/**
 * How many people one dot stands for, so that the fullest heap still has its place: the same for all strips of a picture.
 * `width`: of a strip, in the unit of the picture. `flat`: where many strips stand on one picture.
 */
export function peoplePerDot(rows, { stops, halves, width, flat }) {
  const most = Math.max(0, ...rows.flatMap(({ counts, before }) => [...Object.values(counts || {}), ...Object.values((before || {}).counts || {})]))
  return Math.max(1, Math.ceil(most / ((flat ? FLAT : ROWS) * columns(stops, halves, width))))
}

/** How tall a strip is, in the unit of its width. */
export function heightOfStrip({ flat, before }) {
  const heap = (flat ? FLAT : ROWS) * DOT
  return NUMBER + heap + 1.8 + (before ? heap + 0.8 : 0)
}

/**
 * Strip({row, stops, halves, width, per, flat?, blank?, baseline?, agreed?, label})
 * `row`: {counts: {"2.5": n}, median?, before?, way?}. `blank`: the places for which there are no words: ringed.
 * `label` says all of it to those who cannot see it.
 */
export function Strip({ row, stops, halves, width, per, flat, blank = [], baseline, agreed, label }) {
  const x = place(stops, width)
  const { before } = row
  const rows = flat ? FLAT : ROWS
  const floor = NUMBER + rows * DOT + 0.5
  const frame = { x, per, rows, most: columns(stops, halves, width), floor, blank }
  return html`<svg class="strip" viewBox=${`0 0 ${width} ${heightOfStrip({ flat, before })}`} role="img" aria-label=${label}>
    <line class="strip-line" x1="0" x2=${width} y1=${floor} y2=${floor} />
    ${Array.from({ length: stops }, (_, at) => html`<line key=${at} class="strip-stop" x1=${x(at + 1)} x2=${x(at + 1)} y1=${floor - 0.8} y2=${floor + 0.8} />`)}
    ${baseline && html`<path class="strip-was" d=${`M${x(baseline)},${floor - rows * DOT - 0.8}V${floor + 1.4}`} />`}
    ${before && heaps(before.counts, { ...frame, down: true })}
    ${heaps(row.counts, frame)}
    ${row.median && html`<rect class="strip-middle" x=${x(row.median) - 0.55} y=${floor - 1.3} width="1.1" height="2.6" rx=".3" />`}
    ${agreed && html`<path class="strip-agreed" d=${`M${x(agreed)},${floor + 0.5}l1.7,2.2h-3.4Z`} />`}
    ${row.way && before.median && html`<${Arrow} from=${x(before.median)} to=${x(row.median)} y=${floor} />`}
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

/** Dots side by side and one upon the other, the number on top; hanging below the line they are an earlier round. */
function Heap({ mark, count, x, per, rows, most, floor, down, blank }) {
  const dots = Math.ceil(count / per)
  const wide = Math.max(1, Math.min(most, Math.ceil(dots / rows)))
  const tall = Math.ceil(dots / wide)
  const centre = x(Number(mark))
  const ringed = blank.includes(mark)
  const way = down ? 1 : -1
  return html`<g class="heap ${down ? 'is-pale' : ''} ${ringed ? 'is-ringed' : ''}">
    ${Array.from({ length: dots }, (_, at) => {
      const row = Math.floor(at / wide)
      const inRow = row === tall - 1 ? dots - row * wide : wide
      const cx = centre + ((at % wide) - (inRow - 1) / 2) * DOT
      return html`<circle key=${at} cx=${cx} cy=${floor + way * (0.7 + DOT / 2 + row * DOT)} r=${ringed ? 0.62 : 0.82} />`
    })}
    ${!down && html`<text x=${centre} y=${floor - 1 - tall * DOT} class="heap-count">${count}</text>`}
  </g>`
}

/** Where a mark stands across the strip: each stop in the middle of its share of the width, under its label. */
function place(stops, width) {
  return (mark) => ((mark - 0.5) / stops) * width
}

/** How many dots stand side by side without touching the next heap. */
function columns(stops, halves, width) {
  return Math.max(1, Math.floor((width / stops / (halves ? 2 : 1)) * 0.94 / DOT))
}
