// Who can steer: a remote in her pocket, a co-facilitator, and everybody who has a seat of this run, each with its end.

import { html, useEffect, useRef, useState } from '../html.js'
import { copy } from '../phone/device.js'
import { Panel } from './panel.js'
import { Sure } from './sure.js'
import { endSeats, invite, pair, seats } from './run.js'
import { clock } from './times.js'

const LOOK_EVERY = 2500
const LABEL = 40

/** The list is looked at again and again while the panel is open; tickets are made on a press and never before. */
export function Seats({ view, csrf, door, safe, say, lang, close }) {
  const [held, look] = useSeats(view.run.id)
  const end = (which) => endSeats(view.run.id, csrf, which).then(look, look)
  const around = { run: view.run.id, csrf, held, look, say, lang }
  return html`<${Panel} title=${say('console-seats')} close=${close} say=${say}>
    <div class="con-ways-in">
      <${Pocket} ...${around} safe=${safe} />
      <${Deputy} ...${around} door=${door} />
    </div>
    <${List} held=${held} say=${say} lang=${lang} end=${end} />
    <${Connection} door=${door} safe=${safe} say=${say} />
  <//>`
}

/** How facilitators sign in, and whether what phones send can be overheard: in plain words. */
export function Connection({ door, safe, say }) {
  const how = { here: say('console-door-here'), open: say('console-door-open'), secure: say('console-door-secure') }
  return html`<p class=${door === 'open' ? 'con-warning' : 'con-soft'}>${how[door]}</p>
    ${!safe && html`<p class="con-soft">${say('console-phones-plain')}</p>`}`
}

function useSeats(run) {
  const [held, setHeld] = useState(null)
  const look = () => seats(run).then(({ seats: found }) => setHeld(found), () => {})
  useEffect(() => {
    look()
    const timer = setInterval(look, LOOK_EVERY)
    return () => clearInterval(timer)
  }, [run])
  return [held, look]
}

// ── letting somebody in ─────────────────────────────────────────────────────

/** What was made by the last press, as long as it is good: once it is used, or too old, it is gone from the list. */
function useOffer(make, { run, csrf, held, look }) {
  const [made, setMade] = useState({})
  const known = useRef(false)
  const there = Boolean(made.badge && held?.[made.badge])
  if (there) known.current = true
  const over = Boolean(made.badge && known.current && held && !there)
  const ask = (name) => {
    known.current = false
    make(run, csrf, name).then((answer) => { setMade(answer); look() }, () => setMade({ failed: true }))
  }
  return { made: over ? {} : made, over, ask, until: there ? held[made.badge].until : 0 }
}

function Pocket({ safe, ...around }) {
  const { say, lang } = around
  const { made, over, ask, until } = useOffer(pair, around)
  return html`<section aria-labelledby="con-pair">
    <h3 id="con-pair">${say('console-pair')}</h3>
    <p>${say('console-pair-how')}</p>
    <${Ask} id="con-pair-name" label=${say('console-pair-whose')} press=${say('console-pair-show')} ask=${ask} />
    ${made.picture && html`<${Offer} key=${made.badge} class="con-pairing">
      <img src=${made.picture} alt=${say('console-pair-picture')} />
      <p><b>${say('console-pair-scan')}</b> ${until > 0 && say('console-offer-until', { time: clock(until, lang) })}</p>
      <p class="con-link" dir="ltr">${made.url}</p>
    <//>`}
    <${Said} made=${made} over=${over} say=${say} />
    ${!safe && html`<p class="con-soft">${say('console-pair-risk')}</p>`}
  </section>`
}

function Deputy({ door, ...around }) {
  const { say, lang } = around
  const { made, over, ask, until } = useOffer(invite, around)
  return html`<section aria-labelledby="con-invite">
    <h3 id="con-invite">${say('console-invite')}</h3>
    <p>${say('console-invite-how')}</p>
    <${Ask} id="con-invite-name" label=${say('console-invite-whose')} press=${say('console-invite-make')} ask=${ask} />
    ${made.url && html`<${Offer} key=${made.badge} class="con-offer">
      <p><b>${door === 'here' ? say('console-invite-here') : say('console-invite-anywhere')}</b> ${until > 0 && say('console-offer-until', { time: clock(until, lang) })}</p>
      <p class="con-link" dir="ltr">${made.url}</p>
      <button type="button" class="con-button con-small" onClick=${(event) => copy(event.currentTarget.parentNode.querySelector('.con-link'))}>${say('console-invite-copy')}</button>
    <//>`}
    <${Said} made=${made} over=${over} say=${say} />
    <p class="con-soft">${say('console-invite-wheel')}</p>
  </section>`
}

/** What was asked for comes into sight, wherever the panel was scrolled to. */
function Offer({ class: look, children }) {
  const place = useRef(null)
  useEffect(() => place.current.scrollIntoView({ block: 'nearest' }), [])
  return html`<div class=${look} ref=${place}>${children}</div>`
}

function Ask({ id, label, press, ask }) {
  const [name, setName] = useState('')
  const send = (event) => {
    event.preventDefault()
    ask(name.trim())
  }
  return html`<form class="con-form" onSubmit=${send}>
    <label for=${id}>${label}</label>
    <div class="con-row">
      <input id=${id} maxlength=${LABEL} value=${name} onInput=${(event) => setName(event.target.value)} dir="auto" autocomplete="off" />
      <button class="con-button con-fill">${press}</button>
    </div>
  </form>`
}

function Said({ made, over, say }) {
  return html`<p role="status" class="con-said">${made.failed ? say('console-offer-failed') : over ? say('console-offer-over') : ''}</p>`
}

// ── who is there ────────────────────────────────────────────────────────────

function List({ held, say, lang, end }) {
  if (!held) return html`<p class="con-soft">${say('console-preview-coming')}</p>`
  const rows = Object.entries(held).sort(([, a], [, b]) => b.own - a.own || b.here - a.here || a.since - b.since)
  const others = rows.some(([, one]) => !one.own && one.role !== 'stage')
  return html`<section aria-labelledby="con-holders">
    <h3 id="con-holders">${say('console-holders')}</h3>
    <ul class="con-people con-holders">
      ${rows.map(([badge, one]) => html`<li key=${badge} class="con-person con-row">
        <span class="con-holder"><b dir="auto">${one.label || called(one, say)}</b> ${one.label && html`<span>${called(one, say)}</span>`}</span>
        <span class="con-marks">${when(one, say, lang)}</span>
        ${one.own ? html`<span class="con-soft">${say('console-seat-own')}</span>`
          : html`<${Sure} label=${say('console-seat-end')} ask=${say('console-seat-end-sure', { who: one.label || called(one, say) })} yes=${say('console-seat-end-yes')} no=${say('console-remove-no')} onYes=${() => end({ seats: [badge] })} />`}
      </li>`)}
    </ul>
    ${others && html`<div class="con-row"><${Sure} label=${say('console-seats-end-all')} ask=${say('console-seats-end-sure')} yes=${say('console-seat-end-yes')} no=${say('console-remove-no')} onYes=${() => end({ others: true })} /></div>`}
  </section>`
}

function called({ role }, say) {
  const words = {
    facilitator: say('console-seat-facilitator'),
    cofacilitator: say('console-seat-cofacilitator'),
    remote: say('console-seat-remote'),
    stage: say('console-seat-stage'),
  }
  return words[role]
}

function when({ invited, here, since, seen, until }, say, lang) {
  if (invited) return html`<span>${say('console-seat-invited', { time: clock(until, lang) })}</span>`
  const last = here ? html`<b class="con-here">${say('console-seat-here')}</b>` : seen > 0 ? say('console-seat-seen', { time: clock(seen, lang) }) : ''
  return html`<span>${say('console-seat-since', { time: clock(since, lang) })}</span><span>${last}</span>`
}
