// Old words at the right time: what an earlier screen brought to this one, with where it comes from, quieter than what
// is asked now. On the phone as a strip above the screen; the stage has them in onevoice.js.

import { html } from '../html.js'
import { inOrder } from './mine.js'

const FEW = 3

/** The carries that a face draws by itself there ("phone" or "stage"), each with its things in order. */
export function toDraw(brought = {}, where) {
  return Object.entries(brought)
    .filter(([, { show }]) => show === where || show === 'both')
    .map(([name, { label, items }]) => ({ name, label, items: inOrder(items, 'no') }))
    .filter(({ items }) => items.length > 0)
}

/** BroughtOnPhone({brought, say}): all of them; where there are many, the first few and the rest behind a line. */
export function BroughtOnPhone({ brought, say }) {
  const carries = toDraw(brought, 'phone')
  if (carries.length === 0) return null
  return html`<aside class="brought" aria-label=${say('look-brought')}>
    ${carries.map((carry) => html`<${Strip} key=${carry.name} ...${carry} say=${say} />`)}
  </aside>`
}

function Strip({ label, items, say }) {
  const [source, ...others] = [...new Set(items.map(({ step }) => step))]
  const alike = others.length === 0
  const shown = items.slice(0, FEW)
  const rest = items.slice(FEW)
  const list = (some) => html`<ul>${some.map((item) => html`<${Words} key=${item.id} item=${item} step=${alike ? '' : item.step} />`)}</ul>`
  return html`<div class="brought-strip">
    <p class="brought-from" dir="auto">${label && html`<b dir="auto">${label}</b> `}${alike && html`<span>${say('look-brought-from', { step: source })}</span>`}</p>
    ${list(shown)}
    ${rest.length > 0 && html`<details>
      <summary>${say('look-brought-more', { count: rest.length })}</summary>
      ${list(rest)}
    </details>`}
  </div>`
}

function Words({ item: { text, by, tags, note }, step }) {
  const about = [by, step, note, ...(tags || [])].filter(Boolean)
  return html`<li>
    <span dir="auto">${text}</span>
    ${about.length > 0 && html`<small>${about.map((word) => html`<span key=${word} dir="auto">${word}</span>`)}</small>`}
  </li>`
}

/** What is brought from earlier screens, without what only stands in for something that is there. */
export function drawn(brought = {}) {
  return Object.fromEntries(Object.entries(brought).filter(([, carry]) => !(carry.unless in brought)))
}
