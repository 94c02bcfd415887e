// A button of the console that asks once more, in place. The question comes into sight and has the focus, but neither of
// its answers has: a second press in haste means nothing.

import { html, useEffect, useRef, useState } from '../html.js'

/** Sure({label, ask, yes, no, onYes, look?}): `look` is the class of the button, before it asks. */
export function Sure({ label, ask, yes, no, onYes, look }) {
  const [asked, setAsked] = useState(null)
  const place = useRef(null)
  useEffect(() => {
    if (asked === null || !place.current) return
    place.current.focus({ preventScroll: true })
    if (asked) place.current.scrollIntoView({ block: 'nearest' })
  }, [asked])
  if (!asked) return html`<button type="button" class=${look || 'con-button con-small'} ref=${place} onClick=${() => setAsked(true)}>${label}</button>`
  const done = () => {
    setAsked(false)
    onYes()
  }
  return html`<div class="con-sure" role="group" tabindex="-1" ref=${place} aria-label=${label}>
    <p dir="auto">${ask}</p>
    <button type="button" class="con-button con-small con-fill" onClick=${done}>${yes}</button>
    <button type="button" class="con-button con-small" onClick=${() => setAsked(false)}>${no}</button>
  </div>`
}
