// The door: a name and, if one likes, a little more; or back in with the personal code. It draws a form and says what
// the room answered; what happens inside is phone.js's business.

import { Button } from './elements/button.js'
import { Field } from './elements/field.js'
import { Glyph } from './elements/glyph.js'
import { html, useState } from './html.js'
import { BESIDES, learn, need } from './kinds.js'
import { Knocking, isWorthAnother } from './knocking.js'
import { moveId } from './outbox.js'
import { refusalInWords } from './phone/later.js'

const ANSWER_WITHIN = 10_000
const CODE_LENGTH = 6
const NAME_LENGTH = 60
const ORGANISATION_LENGTH = 80
const NEARLY = 15
const PERSONAL_LENGTH = 6 // four or five letters, or the six that the facilitator gives out once

/**
 * Whether this browser can stay in a room: "yes", "without storage" (what is typed goes with the page), or "no": the
 * little window that some phones open for a Wi-Fi sign-in, which keeps no cookies.
 */
export function canStay(storage, cookies) {
  if (!cookies) return 'no'
  return storage ? 'yes' : 'without storage'
}

/** A code as it is kept: capitals, without the gaps people type. */
export function tidied(text, length = CODE_LENGTH) {
  return text.toUpperCase().replace(/[^0-9A-Z]/g, '').slice(0, length)
}

/** Asks the room by HTTP. A lost answer is an answer too: `{ok: false, code: "no_answer", retry: true}`. */
export async function ask(address, body, fetchJson = fetched) {
  try {
    return await fetchJson(address, body)
  } catch {
    return { ok: false, code: 'no_answer', retry: true }
  }
}

async function fetched(address, body) {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), ANSWER_WITHIN)
  try {
    const answer = await fetch(address, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: patience.signal,
    })
    return await answer.json()
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Door({say, door, why?, returning?, onIn}): `door` is what the page knows, `why` the code of a reason to be standing
 * here again, `onIn(answer, code)` is called once the room has let somebody in.
 */
export function Door({ say, door, why, returning, onIn }) {
  const [kept] = useState(() => keptOutside(door) || {})
  const [back, setBack] = useState(kept.back ?? Boolean(returning))
  const [anyway, setAnyway] = useState(false)
  const [id] = useState(() => kept.id || moveId())
  const [said, setSaid] = useState(() => ({ ...beginning(door), ...kept.said }))
  const [state, setState] = useState({ outside: kept.outside })
  const change = (part) => setSaid((now) => ({ ...now, ...part }))

  function send(event) {
    event.preventDefault()
    if (!state.waiting) knock()
  }

  async function knock() {
    setState({ waiting: true, outside: state.outside, lost: state.lost })
    // Whose answer got lost may be in already: the very same is said again, whatever the form says by now.
    const sent = state.lost || (back ? ['/back', returningWith(said, door)] : ['/join', comingWith(said, door, id, say)])
    const answer = await ask(...sent)
    const next = answer.ok ? {} : stillOutside(answer, state.outside)
    keepOutside(door, next.outside && { id, said, back, outside: next.outside })
    if (answer.ok) return onIn(answer, said.code)
    const why = next.refusal && answer.code !== 'no_answer'
    if (why) await learn([BESIDES]) // it has the reasons; nobody waits for ever for them
    setState({ ...next, lost: answer.code === 'no_answer' && sent })
    if (why) need(BESIDES).then(() => setState((now) => ({ ...now })))
  }

  function stop() {
    keepOutside(door)
    setState({})
  }

  const swap = () => {
    setState({})
    setBack(!back)
  }

  if (door.stay === 'no' || (door.stay === 'without storage' && !anyway)) {
    return html`<${OpenElsewhere} say=${say} door=${door} onAnyway=${door.stay === 'no' ? null : () => setAnyway(true)} />`
  }
  if (state.outside) {
    return html`<div class="phone-page"><${Sign} title=${door.title} /><${Knocking} say=${say} answer=${state.outside} again=${knock} stop=${stop} /></div>`
  }
  if (door.ended && !back) return html`<${Over} say=${say} door=${door} swap=${swap} />`
  return html`<div class="phone-page">
    <${Sign} title=${door.title} />
    <main class="phone-main">
      <h1 tabindex="-1">${say(back ? 'join-back-title' : 'join-title')}</h1>
      <p class="phone-lead">${say(why ? `out-${why}` : leadFor(back, door))}</p>
      <form class="phone-form" onSubmit=${send} novalidate>
        ${!door.code && html`<${CodeField} id="code" label=${say('join-code')} value=${said.code} onInput=${(code) => change({ code })} length=${CODE_LENGTH} />`}
        ${back
          ? html`<${CodeField} id="personal" label=${say('join-personal')} hint=${say('join-personal-hint')} value=${said.personal} onInput=${(personal) => change({ personal })} length=${PERSONAL_LENGTH} />`
          : html`<${Particulars} say=${say} door=${door} said=${said} change=${change} />`}
        ${!back && door.keep_days > 0 && html`<p class="field-hint">${say('join-kept', { days: door.keep_days })}</p>`}
        <p class="phone-refusal" role="alert">${state.refusal && inWords(state.refusal, back, say)}</p>
        <div class="phone-foot">
          <${Button} type="submit" label=${say(buttonFor(back, state.waiting))} />
        </div>
      </form>
      <p><${Button} kind="alt" label=${say(back ? 'join-first-time' : 'join-was-here')} onClick=${swap} /></p>
    </main>
  </div>`
}

/** What one sees next: the form with a sentence, or why one waits. An answer that got lost ends no waiting. */
function stillOutside(answer, before) {
  if (isWorthAnother(answer)) return { outside: answer }
  return before && answer.retry ? { outside: { ...before } } : { refusal: answer }
}

/** What somebody typed who waits outside: it outlives a reload, in this tab, until they are in or stop waiting. */
function keptOutside({ code }) {
  try {
    return JSON.parse(sessionStorage.getItem(`outside:${code}`))
  } catch {
    return null
  }
}

function keepOutside({ code }, what) {
  try {
    if (what) sessionStorage.setItem(`outside:${code}`, JSON.stringify(what))
    else sessionStorage.removeItem(`outside:${code}`)
  } catch {
    // Then it is kept for as long as the page is.
  }
}

function beginning(door) {
  return { code: door.code, personal: '', name: '', organisation: '', role: '', partnership: '', table: '', named: door.names }
}

function leadFor(back, door) {
  if (back) return 'join-back-lead'
  return door.code ? 'join-lead' : 'join-lead-code'
}

function buttonFor(back, waiting) {
  if (waiting) return 'join-waiting'
  return back ? 'join-back-button' : 'join-button'
}

function comingWith({ code, name, organisation, role, partnership, table, named }, { key }, id, say) {
  const given = { code, key, name: name.trim() || say('join-guest'), organisation, role, partnership, named, id }
  return table ? { ...given, table: Number(table) } : given
}

function returningWith({ code, personal }, { key }) {
  return { code, key, personal }
}

/** The reason, in words its reader can do something with. */
function inWords({ code, args }, back, say) {
  if (back && code === 'wrong_code') return say('join-wrong-personal')
  return code === 'no_answer' ? say('join-no-answer') : refusalInWords({ code, args }, say)
}

function Particulars({ say, door, said, change }) {
  return html`
    <${Field} id="name" label=${say('join-name')} hint=${say(door.names ? 'join-name-hint' : 'join-name-hint-private')} value=${said.name} onInput=${(name) => change({ name })} max=${countedNear(said.name, NAME_LENGTH)} say=${say} />
    <${Field} id="organisation" label=${say('join-organisation')} value=${said.organisation} onInput=${(organisation) => change({ organisation })} max=${countedNear(said.organisation, ORGANISATION_LENGTH)} optional=${true} say=${say} />
    ${door.partnerships.length > 1 && html`<${Choice} id="partnership" label=${say('join-partnership')} none=${say('join-choose')} value=${said.partnership} options=${door.partnerships.map((name) => [name, name])} onChange=${(partnership) => change({ partnership })} />`}
    ${door.roles.length > 0 && html`<${Choice} id="role" label=${say('join-role')} none=${say('join-choose')} value=${said.role} options=${door.roles.map((name) => [name, name])} onChange=${(role) => change({ role })} />`}
    ${Object.keys(door.tables).length > 1 && html`<${Choice} id="table" label=${say('join-table')} none=${say('join-table-any')} value=${said.table} options=${tableOptions(door.tables, say)} onChange=${(table) => change({ table })} />`}
    ${door.names && html`<label class="sees-choice">
      <input type="checkbox" checked=${said.named} onChange=${(event) => change({ named: event.currentTarget.checked })} />
      <span>${say('join-named')}</span>
    </label>`}`
}

/** How long something may be, once it is nearly that long: a door counts nobody's letters before. */
function countedNear(text, most) {
  return [...text].length > most - NEARLY ? most : undefined
}

/** The tables as a list to choose from. */
export function tableOptions(tables, say) {
  return Object.entries(tables).map(([no, { name }]) => [no, name ? say('look-table-named', { no, name }) : say('look-table', { no })])
}

/** "table 3", or "Oak (table 3)" where it has a name: for the middle of a sentence. */
export function tableName(no, name, say) {
  return name ? say('phone-table-named', { no, name }) : say('phone-table', { no })
}

/** A list to choose one from; `none` is the choice of not choosing. */
export function Choice({ id, label, none, value, options, onChange }) {
  return html`<div class="field">
    <label class="field-label" for=${id}>${label}</label>
    <select class="field-box phone-select" id=${id} value=${value} onChange=${(event) => onChange(event.currentTarget.value)}>
      ${none && html`<option value="">${none}</option>`}
      ${options.map(([key, words]) => html`<option key=${key} value=${key}>${words}</option>`)}
    </select>
  </div>`
}

function CodeField({ id, label, hint, value, onInput, length }) {
  // Room for the gaps that people type between the pairs; they are taken out, so pasting works too.
  return html`<div class="field">
    <label class="field-label" for=${id}>${label}</label>
    <input class="field-box phone-code" id=${id} value=${value} maxlength=${length * 2} inputmode="text" autocapitalize="characters"
      autocomplete="off" autocorrect="off" spellcheck="false" dir="ltr" aria-describedby=${hint ? `${id}-hint` : undefined}
      onInput=${(event) => { event.currentTarget.value = tidied(event.currentTarget.value, length); onInput(event.currentTarget.value) }} />
    ${hint && html`<p class="field-hint" id=${`${id}-hint`}>${hint}</p>`}
  </div>`
}

/** Whose door it is: the sign at the top, and the session's name. */
export function Sign({ title }) {
  return html`<header class="phone-bar">
    <${Glyph} phase="arrive" />
    <span class="phone-place" dir="auto">${title}</span>
  </header>`
}

/** Nobody new comes into a session that has ended; whoever was there may still come back to what they gave. */
function Over({ say, door, swap }) {
  return html`<div class="phone-page">
    <${Sign} title=${door.title} />
    <main class="phone-main">
      <h1 tabindex="-1">${say('phone-ended')}</h1>
      <p class="phone-lead">${say('out-ended')}</p>
      <p><${Button} kind="alt" label=${say('join-was-here')} onClick=${swap} /></p>
    </main>
  </div>`
}

/** Captive sign-in windows forget everything when one looks away: nobody should begin to write in one. */
function OpenElsewhere({ say, door, onAnyway }) {
  return html`<div class="phone-page">
    <${Sign} title=${door.title} />
    <main class="phone-main">
      <h1 tabindex="-1">${say('join-elsewhere-title')}</h1>
      <p class="phone-lead">${say('join-elsewhere')}</p>
      <p class="phone-address num" dir="ltr">${door.address}</p>
      <p>${say('join-elsewhere-why')}</p>
      ${onAnyway && html`<p><${Button} kind="alt" label=${say('join-anyway')} onClick=${onAnyway} /></p>`}
    </main>
  </div>`
}
