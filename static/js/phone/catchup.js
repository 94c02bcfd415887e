// For somebody who has just come in: where the room is, and what stands open at their table.

import { Button } from '../elements/button.js'
import { remaining } from '../elements/time.js'
import { html } from '../html.js'
import { KINDS } from '../kinds.js'

const MINUTE = 60 * 1000

/** Where we are, in three lines, for somebody who has just come in; and what stands open at their table. */
export function CatchUp({ say, room, around, now, onDone }) {
  const { part, step } = room.place
  const left = room.timer ? Math.ceil(remaining(room.timer, now()) / MINUTE) : 0
  const open = openNow(room, around)
  return html`<section class="phone-card" aria-labelledby="catch-up">
    <h2 id="catch-up">${say('phone-catch-up', { title: room.run.title })}</h2>
    <p class="phone-where" dir="auto">
      ${part ? say('phone-catch-up-part', { no: part.no, of: part.of, step: step.title }) : step.title}${left > 0 && `, ${say('phone-minutes-left', { count: left })}`}
    </p>
    ${step.purpose && html`<p dir="auto">${step.purpose}</p>`}
    ${open && html`<p dir="auto">${say('phone-catch-up-open', { what: open })}</p>`}
    <${Button} kind="quiet" label=${say('phone-catch-up-done')} onClick=${onDone} />
  </section>`
}

/** What a table has before it just now, where its kind can say so: the open card, the prompt. */
function openNow(room, around) {
  const kind = KINDS[room.screen.kind]
  return (kind && kind.openNow && kind.openNow(room.view, around)) || ''
}
