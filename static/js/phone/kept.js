// What must not get lost on a phone: words that were not taken, words begun and not sent, screens that were missed.

import { Button } from '../elements/button.js'
import { html } from '../html.js'
import { refusalInWords } from '../refusals.js'
import { copy } from './device.js'

/** A move that the room would not take, with its words to copy. `whose`: the name of whom it was typed for. */
export function NotSaved({ say, move, whose, onDone }) {
  const text = move.data.text
  return html`<section class="phone-card is-strong">
    <h2>${say(text ? 'phone-not-saved' : 'phone-not-done')}</h2>
    ${whose && html`<p>${say('phone-written-for', { name: whose })}</p>`}
    <p>${refusalInWords(move, say)}</p>
    ${text && html`<p class="phone-words" dir="auto">${text}</p>`}
    <p class="phone-acts">
      ${text && html`<${Button} kind="quiet" label=${say('phone-copy')} onClick=${(event) => copy(event.currentTarget.closest('section').querySelector('.phone-words'))} />`}
      <${Button} kind="alt" label=${say(text ? 'phone-discard' : 'phone-understood')} onClick=${onDone} />
    </p>
  </section>`
}

/** Words begun on a screen that the room has left. */
export function Unsent({ say, one, earlier, notes, acts }) {
  const { screen, text } = one
  const behind = (earlier || {})[screen]
  const discard = () => notes.all().filter((draft) => draft.screen === screen).forEach((draft) => notes.draft(screen, draft.field).clear())
  return html`<section class="phone-card">
    <h2>${say('phone-unsent')}</h2>
    <p class="phone-words" dir="auto">${text}</p>
    <p class="phone-acts">
      ${behind
        ? html`<${Button} kind="quiet" label=${say('phone-unsent-send', { step: behind.step })} onClick=${() => acts.visit(screen)} />`
        : html`<span class="phone-hint">${say('phone-unsent-closed')}</span>`}
      <${Button} kind="alt" label=${say('phone-discard')} onClick=${discard} />
    </p>
  </section>`
}

/** What went by before this person came and still takes answers. */
export function Missed({ say, missed, at, acts }) {
  const others = Object.entries(missed).filter(([screen]) => screen !== at.screen)
  if (others.length === 0) return null
  return html`<details class="phone-fold">
    <summary>${say('phone-missed', { count: others.length })}</summary>
    <p class="phone-hint">${say('phone-missed-hint')}</p>
    <${Screens} screens=${others} visit=${acts.visit} />
  </details>`
}

/** Screens to go to, each with its step. */
export function Screens({ screens, visit }) {
  return html`<ul class="phone-list">
    ${screens.map(([screen, { title, step }]) => html`<li key=${screen}><button type="button" class="phone-row" onClick=${() => visit(screen)}>
      <span dir="auto">${title}</span> <small dir="auto">${step}</small>
    </button></li>`)}
  </ul>`
}
