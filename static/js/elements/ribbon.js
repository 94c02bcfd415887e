// Where we are: the parts of the workshop, done, now and still to come. Shape and weight say it, not colour alone.

import { html } from '../html.js'
import { Glyph } from './glyph.js'

/** Ribbon({ribbon: {id: {no, title, state: "done"|"now"|"next"}}, say?}) */
export function Ribbon({ ribbon = {}, say }) {
  const parts = Object.entries(ribbon).sort(([, a], [, b]) => a.no - b.no)
  return html`<ol class="ribbon ${parts.length > 6 ? 'is-long' : ''}">
    ${parts.map(([id, { no, title, state }]) => html`<li key=${id} class="ribbon-part is-${state}" aria-current=${state === 'now' ? 'step' : undefined}>
      <span class="ribbon-no num">${no}</span>
      <span class="ribbon-title" dir="auto">${title}</span>
      ${state === 'done' && html`<${Glyph} phase="commit" />`}
      ${say && html`<span class="visually-hidden">${say(`look-part-${state}`)}</span>`}
    </li>`)}
  </ol>`
}
