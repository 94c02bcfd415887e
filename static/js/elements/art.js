// The picture on an open card: half discs in one of six arrangements, on the colour of the card's suit.

import { html } from '../html.js'
import { dice } from './half.js'

const GROUNDS = ['sky', 'marigold', 'pistachio', 'blush']

/** Which colours stand well on which ground: the figure, its other half, and a light one. */
const FIGURES = {
  sky: ['d1', 'd2', 'marigold'],
  marigold: ['ink', 'd2', 'paper'],
  pistachio: ['ink', 'd3', 'paper'],
  blush: ['d3', 'ink', 'marigold'],
}

const ARRANGEMENTS = [
  ([a, b, c]) => [lying(-0.1, 1.35, 'up', a, 0.9), lying(1.7, 1.35, 'down', b, 0.9), lying(3.5, 1.35, 'up', a, 0.9), lying(3.5, 1.35, 'down', c, 0.9)],
  ([a, b, c]) => [standing(1.3, 1.35, 'right', a, 1.1), standing(2.9, 1.35, 'right', b, 0.75), standing(4.05, 1.35, 'right', c, 0.42)],
  ([a, b]) => [standing(2.35, 1.35, 'left', a, 1.1), standing(2.65, 1.35, 'right', b, 1.1)],
  ([a, b, c]) => [lying(0.3, 1.9, 'up', a, 1.05), lying(2.4, 1.9, 'up', b, 1.05), lying(1.35, 1.05, 'up', c, 1.05)],
  ([a, b, c]) => [standing(3.7, 1.35, 'left', a, 1.1), standing(2.1, 1.35, 'left', c, 0.75), standing(1, 1.35, 'left', b, 0.42)],
  ([a, b]) => [standing(2.5, 1, 'left', b, 0.95), standing(2.5, 1.7, 'right', a, 0.95)],
]

/** CardArt({seed, suit?}): decoration. Cards of one suit share a ground; without a suit the seed picks it. */
export function CardArt({ seed, suit }) {
  const roll = dice(seed)
  const arrange = ARRANGEMENTS[Math.floor(roll() * ARRANGEMENTS.length)]
  const ground = GROUNDS[Math.floor((suit ? dice(suit) : roll)() * GROUNDS.length)]
  return html`<svg class="cardart ground-${ground}" viewBox="0 -.35 5 3.4" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">
    ${arrange(FIGURES[ground])}
  </svg>`
}

function lying(x, y, way, colour, r) {
  return html`<path class="fill-${colour}" d="M${x},${y}A${r},${r} 0 0 ${way === 'up' ? 1 : 0} ${x + 2 * r},${y}Z" />`
}

function standing(x, y, way, colour, r) {
  return html`<path class="fill-${colour}" d="M${x},${y - r}A${r},${r} 0 0 ${way === 'left' ? 0 : 1} ${x},${y + r}Z" />`
}
