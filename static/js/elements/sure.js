// A button that asks once more, in place, before it does what is not easily undone.

import { html, useEffect, useRef, useState } from '../html.js'
import { Button } from './button.js'

/** Sure({label, ask, yes, no, onYes, kind?}): `ask` says what happens; the question takes the focus with it. */
export function Sure(props) {
  return html`<${AskedTwice} ...${props} />`
}

function AskedTwice({ label, ask, yes, no, onYes, kind = 'alt' }) {
  const [asked, setAsked] = useState(false)
  if (!asked) return html`<${Button} kind=${kind} label=${label} onClick=${() => setAsked(true)} />`
  const done = () => {
    setAsked(false)
    onYes()
  }
  return html`<${Question} label=${label} ask=${ask}>
    <${Button} kind="quiet" label=${yes} onClick=${done} />
    <${Button} kind="quiet" label=${no} onClick=${() => setAsked(false)} />
  <//>`
}

function Question({ label, ask, children }) {
  const here = useRef(null)
  useEffect(() => here.current && here.current.focus(), [])
  return html`<div class="sure" role="group" tabindex="-1" ref=${here} aria-label=${label}>
    <p>${ask}</p>
    <div class="sure-acts">${children}</div>
  </div>`
}
