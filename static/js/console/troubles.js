// What troubles the house, such as a disk that fills up: it stays in sight until it is over.

import { html } from '../html.js'

/** One line for each trouble; nothing while there is none. */
export function Troubles({ view, say }) {
  const codes = Object.keys(view.troubles ?? {}).sort()
  return html`<div class="con-troubles" role="alert">
    ${codes.map((code) => html`<p key=${code}>${say(`trouble-${code}`, view.troubles[code])}</p>`)}
  </div>`
}
