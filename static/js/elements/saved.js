// Whether it is safe: sending, saved, or not yet. "Saved" is only ever said when the server has said so.

import { html } from '../html.js'
import { Glyph } from './glyph.js'

const WORDS = { sending: 'look-sending', waiting: 'look-waiting', saved: 'look-saved' }

/**
 * Saved({status, say, text?}): status is what room.status gives: "sending", "waiting", "saved" or nothing.
 * `text` says it in the kind's own words once it is saved. The element stays on the page, so that readers hear the change.
 */
export function Saved({ status, say, text }) {
  const words = inWords(status, say, text)
  return html`<p class="saved ${words ? '' : 'is-empty'}" role="status">
    ${words && html`<${Glyph} phase=${status === 'saved' ? 'commit' : 'arrive'} />`}
    ${words && html`<span>${words}</span>`}
  </p>`
}

function inWords(status, say, text) {
  if (!status) return ''
  if (status === 'saved' && text) return text
  return say(WORDS[status] || 'look-sending')
}
