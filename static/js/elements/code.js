// The join code as tiles in pairs: two letters make a whole.

import { html } from '../html.js'

/** CodeTiles({code}): read out letter by letter. */
export function CodeTiles({ code = '' }) {
  const letters = [...code]
  return html`<p class="code" role="img" aria-label=${letters.join(' ')} dir="ltr">
    ${letters.map((letter, at) => html`<span key=${at} class="code-tile ${at % 2 ? 'is-second' : 'is-first'}" aria-hidden="true">${letter}</span>`)}
  </p>`
}
