// Buttons: the main one is a half pill, the quiet one an outline, the other one an underlined word.

import { html } from '../html.js'

/** Button({label, onClick, disabled?, kind?: "main"|"quiet"|"alt", type?, describedby?}) */
export function Button({ label, onClick, disabled, kind = 'main', type = 'button', describedby }) {
  return html`<button type=${type} class="button is-${kind}" disabled=${disabled} onClick=${onClick} aria-describedby=${describedby}>${label}</button>`
}
