// The back of a card: a quilt of halves and wholes, sown from the card's id, so that each back is its own and all are family.

import { html } from '../html.js'
import { dice, half } from './half.js'

const COLOURS = ['marigold', 'blush', 'sky', 'pistachio']

/** CardBack({seed, cols?, rows?}): decoration; 4 by 7 has the proportions of a card. */
export function CardBack({ seed, cols = 4, rows = 7 }) {
  const roll = dice(seed)
  const cells = Array.from({ length: cols * rows }, (_, at) => patch(at % cols, Math.floor(at / cols), roll))
  return html`<svg class="cardback" viewBox="-.25 -.25 ${cols + 0.5} ${rows + 0.5}" aria-hidden="true" focusable="false">${cells}</svg>`
}

function patch(x, y, roll) {
  const turn = roll()
  const one = Math.floor(roll() * 4)
  const other = Math.floor(roll() * 4)
  if ((x + y) % 2) return html`<path class="fill-${COLOURS[one]}" d=${half(x, y, 'nesw'[Math.floor(turn * 4)])} />`
  // The whole disc lies under its half: otherwise a hairline shows where they meet.
  return html`
    <circle class="fill-${COLOURS[one]}" cx=${x + 0.5} cy=${y + 0.5} r=".5" />
    <path class="fill-${COLOURS[other === one ? (one + 1) % 4 : other]}" d=${half(x, y, turn < 0.5 ? 'e' : 's')} />`
}
