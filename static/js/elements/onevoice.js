// What an earlier screen brought to this one, on the stage: one line at a time.

import { html } from '../html.js'
import { toDraw } from './brought.js'
import { PageMark, usePage } from './pages.js'

/**
 * BroughtOnStage({brought, roomy?, say}): one voice at a time, without a name; the pages turn calmly, once. It keeps its
 * height whatever it says, because what stands beside it was measured.
 */
export function BroughtOnStage({ brought, roomy, say }) {
  const carries = toDraw(brought, 'stage')
  const voices = carries.flatMap(({ label, items }) => items.map((item) => ({ ...item, label })))
  return voices.length > 0 ? html`<${OneVoice} voices=${voices} roomy=${roomy} say=${say} />` : null
}

function OneVoice({ voices, roomy, say }) {
  const page = usePage(voices.length)
  const { id, text, label, step } = voices[page]
  return html`<aside class="stage-brought ${roomy ? 'is-roomy' : ''}" aria-label=${say('look-brought')}>
    <p class="stage-brought-from" dir="auto">${label || say('look-brought-from', { step })}</p>
    <p class="stage-brought-text" key=${id} dir="auto">${text}</p>
    <${PageMark} page=${page} count=${voices.length} say=${say} />
  </aside>`
}
