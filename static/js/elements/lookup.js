// Nothing to do on the phone just now: look up. Two big halves, no spinner.

import { html } from '../html.js'

/** LookUp({title?, text?, foot?, level?}): the heading is an h2 unless the page has no other (level 1). */
export function LookUp({ title, text, foot, level = 2 }) {
  return html`<div class="lookup">
    <div class="lookup-words">
      ${title && html`<${`h${level}`} class="lookup-title" tabindex=${level === 1 ? '-1' : undefined}>${title}<//>`}
      ${text && html`<p dir="auto">${text}</p>`}
    </div>
    <svg class="lookup-halves" viewBox="0 0 375 304" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">
      <path class="half-big-1" d="M-10,152A99,99 0 0 1 188,152Z" />
      <path class="half-big-2" d="M188,152A99,99 0 0 0 386,152Z" />
      <path class="half-big-3" d="M213,152A74,74 0 0 1 361,152Z" />
    </svg>
    ${foot && html`<p class="lookup-foot" dir="auto">${foot}</p>`}
  </div>`
}
