// The console's few signs, drawn in the colour of the words beside them and never read aloud.

import { html } from '../html.js'

const sign = (path) => () => html`<svg class="con-sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
  <path d=${path} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
</svg>`

/** Look without going. */
export const Eye = sign('M2.5 12C6 6.5 18 6.5 21.5 12 18 17.5 6 17.5 2.5 12ZM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z')
/** It has been. */
export const Tick = sign('M5 12.5 10 17.5 19 7')
/** More below. */
export const Down = sign('M6 9.5 12 15.5 18 9.5')
/** The door is locked. */
export const Lock = sign('M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3')
