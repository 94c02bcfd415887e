// The phase glyphs: one half and its other half, from apart to whole. They repeat in shape what the ground says in colour.

import { html } from '../html.js'
import { half } from './half.js'

const GLYPHS = {
  arrive: { box: '0 0 1.5 1', halves: [['w', 0, 0, 'first'], ['e', 0.5, 0, 'second']] },
  listen: { box: '0 0 1.5 1', halves: [['e', -0.5, 0, 'first'], ['e', 0.25, 0, 'second', 0.36], ['e', 0.72, 0, 'first', 0.2]] },
  imagine: { box: '0 0 1 1', halves: [['n', 0, 0.5, 'first'], ['n', 0, 0, 'second']] },
  decide: { box: '0 0 1 1.5', halves: [['w', 0, 0, 'first'], ['e', 0, 0.5, 'second']] },
  commit: { box: '0 0 1 1', halves: [['w', 0, 0, 'first'], ['e', 0, 0, 'second']] },
  pause: { box: '0 0 1.7 1', halves: [['n', -0.1, 0.28, 'first', 0.4], ['n', 0.8, 0.28, 'second', 0.4]] },
}

/** Glyph({phase, size?}): decoration, so hidden from readers. `size` is a CSS length for the height. */
export function Glyph({ phase, size }) {
  const { box, halves } = GLYPHS[phase] || GLYPHS.commit
  return html`<svg class="glyph" viewBox=${box} aria-hidden="true" focusable="false" style=${size ? { blockSize: size } : undefined}>
    ${halves.map(([side, x, y, which, r]) => html`<path class="half-${which}" d=${half(x, y, side, r)} />`)}
  </svg>`
}
