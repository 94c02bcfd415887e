// The door: who waits to be let in, who was turned away or sent out, a new code, and a way in on another phone.

import { html, useEffect, useRef, useState } from '../html.js'
import { called } from './room.js'
import { link, post } from './run.js'
import { Sure } from './sure.js'
import { MINUTE, clock } from './times.js'

const AT_ONCE = 3
const MANY = 60
const RECENT = 12
const A_MOMENT = 5000

// ── those who wait ──────────────────────────────────────────────────────────

/** Whoever waits at the door, longest first; nothing while nobody does. */
export function AtTheDoor({ view, say, play }) {
  const [all, setAll] = useState(false)
  const waiting = Object.entries(view.door ?? {}).filter(([, { away }]) => !away).sort(([, a], [, b]) => a.at - b.at)
  const letIn = (people) => play('let_in', { people })
  return html`<div class="con-door-news" role="status">
    ${waiting.length > 0 && html`<section class="con-door" aria-labelledby="con-door-title">
      <div class="con-band">
        <h2 id="con-door-title">${say('console-at-the-door')}<span class="con-num">${waiting.length}</span></h2>
        ${waiting.length > 1 && html`<button type="button" class="con-button con-small con-fill" onClick=${() => letIn(waiting.map(([id]) => id))}>${say('console-let-all-in', { count: waiting.length })}</button>`}
      </div>
      <ul class="con-people">
        ${waiting.slice(0, all ? MANY : AT_ONCE).map(([id, person]) => html`<${Knocking} key=${id} ...${{ id, person, say, letIn, play }} />`)}
      </ul>
      ${waiting.length > AT_ONCE && html`<button type="button" class="con-button con-small" aria-expanded=${String(all)} onClick=${() => setAll(!all)}>${say(all ? 'console-people-fold' : 'console-door-more', { count: waiting.length - AT_ONCE })}</button>`}
    </section>`}
  </div>`
}

function Knocking({ id, person, say, letIn, play }) {
  const name = person.name || say('console-nameless')
  const about = [person.role, person.organisation].filter(Boolean).join(', ')
  return html`<li class="con-row con-knocking">
    <span class="con-from" dir="auto">${name}${about && html` <small>${about}</small>`}</span>
    <button type="button" class="con-button con-small con-fill" aria-label=${`${say('console-let-in')}: ${name}`} onClick=${() => letIn([id])}>${say('console-let-in')}</button>
    <button type="button" class="con-button con-small" aria-label=${`${say('console-turn-away')}: ${name}`} onClick=${() => play('turn_away', { people: [id] })}>${say('console-turn-away')}</button>
  </li>`
}

// ── many at once ────────────────────────────────────────────────────────────

/** The minutes in which people came with their own phones, newest first: `{since, count}`, counted from then until now. */
export function arrivals(people) {
  const came = Object.values(people).filter(({ removed, phone, joined }) => !removed && phone && joined)
  const minutes = new Map()
  came.forEach(({ joined }) => minutes.set(joined - (joined % MINUTE), (minutes.get(joined - (joined % MINUTE)) || 0) + 1))
  let count = 0
  return [...minutes].sort(([a], [b]) => b - a).slice(0, RECENT).map(([since, some]) => ({ since, count: (count += some) }))
}

/** Send out all who came since a moment, as after a flood; they can be let back in together. */
export function SendOutSince({ view, say, lang, play }) {
  const [open, setOpen] = useState(false)
  const [since, setSince] = useState(0)
  const choices = open ? arrivals(view.people) : []
  const chosen = choices.find((one) => one.since === since)
  const time = (ms) => clock(ms, lang)
  const send = () => {
    setSince(0)
    setOpen(false)
    play('remove', { since })
  }
  if (!Object.values(view.people).some(({ removed, phone }) => phone && !removed)) return null
  return html`<details class="con-fold-away" open=${open} onToggle=${(event) => setOpen(event.currentTarget.open)}>
    <summary>${say('console-send-out-since')}</summary>
    <div class="con-form">
      <label for="con-since">${say('console-since')}</label>
      <select id="con-since" value=${String(since)} onChange=${(event) => setSince(Number(event.target.value))}>
        <option value="0">${say('join-choose')}</option>
        ${choices.map((one) => html`<option key=${one.since} value=${String(one.since)}>${say('console-since-time', { time: time(one.since), count: one.count })}</option>`)}
      </select>
      ${chosen && html`<${Sure} key=${since} label=${say('console-since-do', { count: chosen.count })} ask=${say('console-since-sure', { count: chosen.count, time: time(since) })}
        yes=${say('console-since-yes', { count: chosen.count })} no=${say('console-remove-no')} onYes=${send} />`}
    </div>
  </details>`
}

// ── those who are out ───────────────────────────────────────────────────────

/** Whoever was sent out, together or alone, and whoever was turned away: each way back in one press. */
export function SentOut({ view, say, lang, play }) {
  const out = Object.entries(view.people).filter(([, person]) => person.removed && !person.merged && !person.beside)
  const away = Object.entries(view.door ?? {}).filter(([, person]) => person.away)
  const [many, single] = parted(out)
  if (out.length + away.length === 0) return null
  return html`<div class="con-out">
    <h3>${say('console-sent-out')}</h3>
    <ul class="con-people">
      ${many.map(([when, people]) => html`<${Back} key=${when} say=${say} name=${say('console-sent-out-together', { count: people.length, time: clock(Number(when), lang) })}
        label=${say('console-readmit-all')} act=${() => play('readmit', { out: Number(when) })} />`)}
      ${single.map(([id]) => html`<${Back} key=${id} say=${say} name=${called(view, id, say)} label=${say('console-readmit')} act=${() => play('readmit', { person: id })} />`)}
      ${away.map(([id, person]) => html`<${Back} key=${id} say=${say} name=${say('console-turned-away', { name: person.name || say('console-nameless') })} label=${say('console-let-in')} act=${() => play('let_in', { people: [id] })} />`)}
    </ul>
  </div>`
}

function Back({ name, label, act }) {
  return html`<li class="con-row">
    <span class="con-from" dir="auto">${name}</span>
    <button type="button" class="con-button con-small" aria-label=${`${label}: ${name}`} onClick=${act}>${label}</button>
  </li>`
}

/** Those sent out at one moment as one line, and the others one by one. */
function parted(out) {
  const moments = new Map()
  out.forEach((one) => moments.set(one[1].out, [...(moments.get(one[1].out) || []), one]))
  const many = [...moments].filter(([when, people]) => when && people.length > 1)
  const together = new Set(many.map(([when]) => when))
  return [many, out.filter(([, person]) => !together.has(person.out))]
}

// ── a new code ──────────────────────────────────────────────────────────────

/** Another join code and QR code; the old ones stop working. */
export function NewCode({ say, renew }) {
  return html`<${Sure} label=${say('console-rotate')} ask=${say('console-rotate-sure')} yes=${say('console-rotate-yes')} no=${say('console-rotate-no')} onYes=${renew} />`
}

// ── another phone ───────────────────────────────────────────────────────────

/** A code for somebody whose phone is gone: good once, and for two minutes, after which it goes from the screen. */
export function AnotherPhone({ id, view, say }) {
  const [given, setGiven] = useState({})
  const timer = useRef(0)
  useEffect(() => () => clearTimeout(timer.current), [])
  const { csrf } = document.body.dataset
  const show = (said, ms) => {
    clearTimeout(timer.current)
    setGiven(said)
    timer.current = setTimeout(() => setGiven({}), ms)
  }
  const give = () => post(link(view.run.id, 'another-phone'), { person: id }, csrf)
    .then(({ code, seconds }) => show({ code }, seconds * 1000), () => show({ failed: true }, A_MOMENT))
  return html`<div class="con-given" role="status">
    <button type="button" class="con-button con-small" onClick=${give}>${say('console-another-phone')}</button>
    ${given.code && html`<p><strong class="con-spare">${given.code.match(/.{2}/g).join(' ')}</strong> ${say('console-another-phone-how')}</p>`}
    ${given.failed && html`<p>${say('console-another-phone-failed')}</p>`}
  </div>`
}
