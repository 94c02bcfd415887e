// Everyone who has come in: each arrival is a half, and the next one completes it.

import { html } from '../html.js'
import { dice, half } from './half.js'
import { still } from './still.js'

const MOST = 200
const TURNS = [0, 90, -90, 0, 45, -45]
const COLOURS = 6
const STEP = 1.1

/**
 * People({count, shape?, number?}): `shape` is width over height of the place it fills. Above 200 the drawing stays as it is
 * and a number has to say the rest: either the caller's words beside it, or `number`.
 */
export function People({ count = 0, shape = 5, number }) {
  const drawn = Math.min(count, MOST)
  const discs = Math.ceil(drawn / 2)
  const { cols, rows } = spread(discs, shape)
  return html`<div class="people" aria-hidden="true">
    <svg viewBox="0 0 ${cols * STEP - 0.1} ${rows * STEP - 0.1}" preserveAspectRatio="xMinYMax meet" focusable="false">
      ${Array.from({ length: discs }, (_, at) => html`<${Pair} key=${at} at=${at} cols=${cols} whole=${2 * at + 1 < drawn} />`)}
    </svg>
    ${number && count > MOST && html`<span class="people-more num">${count}</span>`}
  </div>`
}

const Pair = still(({ at, cols, whole }) => {
  const x = (at % cols) * STEP
  const y = Math.floor(at / cols) * STEP
  const { turn, one, other } = manner(at)
  return html`<g transform="rotate(${turn} ${x + 0.5} ${y + 0.5})">
    <path class="half-of-${one} arrives" d=${half(x, y, 'w')} />
    ${whole && html`<path class="half-of-${other} meets" d=${half(x, y, 'e')} />`}
  </g>`
})

/** The same pair always looks the same, however many come after it. */
function manner(at) {
  const roll = dice(at + 11)
  roll()
  const turn = TURNS[Math.floor(roll() * TURNS.length)]
  const one = Math.floor(roll() * COLOURS)
  const other = (one + 1 + Math.floor(roll() * (COLOURS - 1))) % COLOURS
  return { turn, one: one + 1, other: other + 1 }
}

/** Rows and columns that make the discs as large as they can be; two rows at least, or the first two would be giants. */
function spread(discs, shape) {
  let rows = 2
  while (Math.ceil(discs / rows) > rows * shape) rows += 1
  return { rows, cols: Math.max(Math.ceil(discs / rows), Math.floor(rows * shape)) }
}
