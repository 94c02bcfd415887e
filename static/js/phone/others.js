// One phone, several people: it goes round among those who share it, and it writes for somebody who has none.

import { Button } from '../elements/button.js'
import { html, useEffect, useRef } from '../html.js'

/** Whose turn it is on a phone that several share, and the way to the next. `people`: their ids, its owner first. */
export function Round({ say, people, voice, acts }) {
  const at = Math.max(people.indexOf(voice), 0)
  const next = (at + 1) % people.length
  return html`<div class="phone-moved phone-round">
    <p>${say('phone-round', { no: at + 1, of: people.length })}</p>
    <p class="phone-moved-acts">
      <${Button} kind="quiet" label=${say('phone-round-next', { no: next + 1 })} onClick=${() => acts.hand(next)} />
    </p>
  </div>`
}

/** Between two people: nothing of the one before is left to be read. */
export function Handing({ say, no, of, onTaken }) {
  const title = useRef(null)
  useEffect(() => title.current.focus(), [])
  return html`<div class="phone-kind">
    <h1 class="phone-title" tabindex="-1" ref=${title}>${say('phone-hand-title', { no, of })}</h1>
    <p class="phone-hint phone-in">${say('phone-hand-hidden')}</p>
    <p class="phone-foot"><${Button} label=${say('phone-hand-taken', { no })} onClick=${onTaken} /></p>
  </div>`
}

/** While one writes for somebody: for whom, and the way back. */
export function Speaking({ say, name, acts }) {
  return html`<div class="phone-moved is-for" role="status">
    <p dir="auto">${say('phone-writing-for', { name })}</p>
    <p class="phone-moved-acts"><${Button} kind="quiet" label=${say('phone-back-to-me')} onClick=${() => acts.speakFor('')} /></p>
  </div>`
}

/** Those at the table who have no phone, to write for one of them. */
export function WriteFor({ say, others, acts }) {
  if (others.length === 0) return null
  return html`<details class="phone-fold">
    <summary>${say('phone-write-for')}</summary>
    <p class="phone-hint">${say('phone-write-for-hint')}</p>
    <ul class="phone-list">
      ${others.map(({ id, name }) => html`<li key=${id}><button type="button" class="phone-row" onClick=${() => acts.speakFor(id)}>
        <span dir="auto">${name}</span>
      </button></li>`)}
    </ul>
  </details>`
}
