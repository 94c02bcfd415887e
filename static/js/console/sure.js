// A button of the console that asks once more, in place.

import { html, useState } from '../html.js'

/** Sure({label, ask, yes, no, onYes}) */
export function Sure({ label, ask, yes, no, onYes }) {
  const [asked, setAsked] = useState(false)
  if (!asked) return html`<button type="button" class="con-button con-small" onClick=${() => setAsked(true)}>${label}</button>`
  const done = () => {
    setAsked(false)
    onYes()
  }
  return html`<div class="con-sure" role="group" aria-label=${label}>
    <p dir="auto">${ask}</p>
    <button type="button" class="con-button con-small con-fill" onClick=${done}>${yes}</button>
    <button type="button" class="con-button con-small" onClick=${() => setAsked(false)}>${no}</button>
  </div>`
}
