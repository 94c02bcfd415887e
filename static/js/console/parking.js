// The parking lot: what came up and has to wait. It is kept, and shown again when the session closes.

import { still } from '../elements/still.js'
import { html, useState } from '../html.js'

const LONGEST = 280

/** Park something, and what is parked. */
export const Parking = still(({ view, say, play }) => {
  const [typed, setTyped] = useState('')
  const park = async (event) => {
    event.preventDefault()
    if (!typed.trim()) return
    const { ok } = await play('park', { text: typed.trim() })
    if (ok) setTyped('')
  }
  return html`<section class="con-parking" aria-labelledby="con-parking-title">
    <h2 id="con-parking-title">${say('console-parking')}<span class="con-num">${Object.keys(view.parked).length}</span></h2>
    <${Parked} view=${view} say=${say} play=${play} />
    <form class="con-form" onSubmit=${park}>
      <label for="con-park">${say('console-park-what')}</label>
      <div class="con-row">
        <input id="con-park" maxlength=${LONGEST} value=${typed} onInput=${(event) => setTyped(event.target.value)} dir="auto" autocomplete="off" />
        <button class="con-button con-small" disabled=${!typed.trim()}>${say('console-park')}</button>
      </div>
    </form>
  </section>`
})

/** At the close: what nobody has come back to. */
export function StillParked({ view, say, play }) {
  if (!atTheClose(view) || Object.keys(view.parked).length === 0) return null
  return html`<section class="con-say" aria-labelledby="con-still-parked">
    <h2 id="con-still-parked">${say('console-still-parked')}</h2>
    <${Parked} view=${view} say=${say} play=${play} />
  </section>`
}

function atTheClose({ run, next, now, plan }) {
  const last = Math.max(...Object.values(plan.steps).map(({ no }) => no))
  return Boolean(run.ended) || !next || plan.steps[plan.screens[now].step].no === last
}

function Parked({ view, say, play }) {
  const all = Object.entries(view.parked).sort(([, a], [, b]) => a.at - b.at)
  return html`<ul class="con-notes">
    ${all.map(([id, { text, step }]) => html`<li key=${id} class="con-note con-row">
      <span class="con-from"><span class="con-text" dir="auto">${text}</span> <small dir="auto">${step}</small></span>
      <button type="button" class="con-button con-small" aria-label=${`${say('console-unpark')}: ${text.slice(0, 60)}`} onClick=${() => play('unpark', { id })}>${say('console-unpark')}</button>
    </li>`)}
  </ul>`
}
