// The people, one by one: found by name, moved, given the cards, typed for, made one with somebody, gone and back.

import { still } from '../elements/still.js'
import { html, useCallback, useEffect, useMemo, useRef, useState } from '../html.js'
import { AnotherPhone, SendOutSince, SentOut } from './door.js'
import { PAGE } from './review.js'
import { called, gone, present, tableCalled, usePart } from './room.js'
import { Sheaves } from './sheaves.js'
import { Sure } from './sure.js'

const NAME = 60
const ORGANISATION = 80

/** Somebody to find, somebody to add, and those sent out. `enter(id)` opens the page to type for somebody. */
export const People = still(({ view, away, say, lang, play, enter, paper }) => {
  const [typed, setTyped] = useState('')
  const [all, setAll] = useState(false)
  const [drawn, setDrawn] = useState(PAGE)
  const wanted = typed.trim().toLocaleLowerCase()
  const found = useMemo(() => (wanted || all ? matching(view, wanted) : []), [view.people, wanted, all])
  const here = present(view).length
  return html`<section class="con-everybody" aria-labelledby="con-people-title">
    <h2 id="con-people-title">${say('console-people')}<span class="con-num">${here}</span></h2>
    <${Summary} view=${view} say=${say} />
    <div class="con-form con-find">
      <label for="con-find">${say('console-find')}</label>
      <input id="con-find" type="search" value=${typed} onInput=${(event) => { setTyped(event.target.value); setDrawn(PAGE) }} dir="auto" autocomplete="off" />
      ${wanted && html`<p class="con-empty" role="status">${say('console-found', { count: found.length })}</p>`}
    </div>
    <${Persons} ids=${found} most=${drawn} view=${asToPeople(view)} away=${away} say=${say} play=${play} enter=${enter} seat />
    ${found.length > drawn && html`<button type="button" class="con-button con-quiet con-all" onClick=${() => setDrawn(drawn + PAGE)}>
      ${say('console-show-more', { count: Math.min(PAGE, found.length - drawn) })}
    </button>`}
    <div class="con-ways">
      ${!wanted && here > 0 && html`<button type="button" class="con-button con-quiet" aria-expanded=${String(all)} onClick=${() => setAll(!all)}>${say(all ? 'console-people-fold' : 'console-people-all')}</button>`}
      <button type="button" class="con-button con-quiet" onClick=${paper}>${say('console-paper')}</button>
    </div>
    <${AddPerson} view=${view} say=${say} play=${play} />
    <${SendOutSince} view=${view} say=${say} lang=${lang} play=${play} />
    <${SentOut} view=${view} say=${say} lang=${lang} play=${play} />
  </section>`
})

function Summary({ view, say }) {
  const left = gone(view).length
  const without = present(view).filter((id) => !view.people[id].phone).length
  if (left + without === 0) return null
  return html`<p class="con-soft">
    ${without > 0 && html`<span>${say('console-without-phone', { count: without })}</span>`} ${left > 0 && html`<span>${say('console-left-count', { count: left })}</span>`}
  </p>`
}

const byName = new Intl.Collator().compare

function matching(view, wanted) {
  const words = ({ label, organisation }) => `${label} ${organisation}`.toLocaleLowerCase()
  return [...present(view), ...gone(view)]
    .filter((id) => words(view.people[id]).includes(wanted))
    .sort((a, b) => byName(view.people[a].label, view.people[b].label))
}

// ── one person ──────────────────────────────────────────────────────────────

/** The first so many of these people, a line each. `seat`: say where they sit, too. */
export const Persons = still(({ ids, most, away, ...shared }) => html`<${Sheaves} name="con-people" line=${Person}
  lines=${ids.slice(0, most).map((id) => ({ id, lost: Boolean(away[id]) }))} ...${shared} />`)

/** What a person's line can show. */
export function asToPeople(view) {
  return usePart(view, 'people', 'tables', 'run', 'hers')
}

/** A line of a list, which opens to all that can be done for somebody. */
function Person({ id, view, lost, seat, say, play, enter }) {
  const [open, setOpen] = useState(false)
  const person = view.people[id]
  const turn = useCallback(() => setOpen((was) => !was), [])
  return html`<div class="con-person" role="listitem">
    <${Name} open=${open} turn=${turn} name=${called(view, id, say)} table=${seat ? person.table : 0} holds=${Boolean(holds(view, id))} phone=${person.phone} left=${Boolean(person.left)} lost=${lost} say=${say} />
    ${open && html`<div class="con-person-more">
      ${about(person) && html`<p dir="auto">${about(person)}</p>`}
      <${Seat} id=${id} view=${view} say=${say} play=${play} />
      <${Ways} id=${id} view=${view} say=${say} play=${play} enter=${enter} />
      <${More} id=${id} view=${view} say=${say} play=${play} />
    </div>`}
  </div>`
}

const Name = still(({ open, turn, name, ...about }) => html`<button type="button" class="con-person-name" aria-expanded=${String(open)} onClick=${turn}>
  <span dir="auto">${name}</span>
  <span class="con-marks">${marks(about).map(([words, warn]) => html`<span key=${words} class=${warn ? 'con-away' : ''}>${words}</span>`)}</span>
</button>`)

function marks({ table, holds, phone, left, lost, say }) {
  const all = [
    [table > 0 && say('look-table', { no: table })],
    [holds && say('console-holds')],
    [!phone && say('console-no-phone')],
    [left && say('console-has-left')],
    [lost && say('console-reconnecting'), true],
  ]
  return all.filter(([words]) => words)
}

function about({ role, organisation, partnership }) {
  return [role, organisation, partnership].filter(Boolean).join(', ')
}

function holds({ tables, people }, id) {
  return tables[people[id].table]?.phone === id
}

function Seat({ id, view, say, play }) {
  return html`<label>${say('console-sits-at')}
    <select value=${String(view.people[id].table)} onChange=${(event) => play('sit_at', { person: id, table: Number(event.target.value) })}>
      <${TableOptions} tables=${view.tables} say=${say} />
    </select>
  </label>`
}

function TableOptions({ tables, say }) {
  return Object.entries(tables).map(([no, { name }]) => html`<option key=${no} value=${no}>${tableCalled(Number(no), name, say)}</option>`)
}

/** What is often asked for. */
function Ways({ id, view, say, play, enter }) {
  const person = view.people[id]
  const way = (key, act) => html`<button type="button" class="con-button con-small" onClick=${act}>${say(key)}</button>`
  return html`<div class="con-row">
    ${!view.run.ended && way('console-enter-for', () => enter(id))}
    ${person.phone && !person.left && !holds(view, id) && way('console-hand-over', () => play('hand_over', { to: id }))}
    ${person.left ? way('console-come-back', () => play('come_back', { person: id })) : way('console-leave', () => play('leave', { person: id }))}
    ${view.hers && person.phone && html`<${AnotherPhone} id=${id} view=${view} say=${say} />`}
  </div>`
}

/** What is seldom asked for, and what nobody should press by mistake. */
function More({ id, view, say, play }) {
  const person = view.people[id]
  const name = called(view, id, say)
  const sure = (words, act) => html`<${Sure} ...${words} no=${say('console-remove-no')} onYes=${act} />`
  const remove = { label: say('console-remove'), ask: say('console-remove-sure', { name }), yes: say('console-remove-yes') }
  const words = { label: say('console-erase-words'), ask: say('console-erase-words-sure', { name }), yes: say('console-erase-words-yes') }
  const named = { label: say('console-erase-name'), ask: say('console-erase-name-sure', { name }), yes: say('console-erase-name-yes') }
  return html`<details class="con-fold-away">
    <summary aria-label=${`${say('console-person-more')}: ${name}`}>${say('console-person-more')}</summary>
    <div class="con-person-more">
      <div class="con-row">
        ${sure(remove, () => play('remove', { person: id }))}
        ${view.hers && sure(words, () => play('erase', { person: id, how: 'words' }))}
        ${view.hers && person.name && sure(named, () => play('erase', { person: id, how: 'name' }))}
      </div>
      ${view.hers && html`<${SameAs} id=${id} view=${view} say=${say} play=${play} />`}
    </div>
  </details>`
}

/** Somebody who came in twice: the words of both go under the one that is chosen here. */
function SameAs({ id, view, say, play }) {
  const [into, setInto] = useState('')
  const others = matching(view, '').filter((other) => other !== id)
  if (others.length === 0) return null
  const names = { name: called(view, id, say), other: into && called(view, into, say) }
  return html`<label>${say('console-same-as')}
      <select value=${into} onChange=${(event) => setInto(event.target.value)}>
        <option value="">${say('join-choose')}</option>
        ${others.map((other) => html`<option key=${other} value=${other}>${called(view, other, say)}, ${say('look-table', { no: view.people[other].table })}</option>`)}
      </select>
    </label>
    ${into && html`<${Sure} key=${into} label=${say('console-make-one')} ask=${say('console-make-one-sure', names)} yes=${say('console-make-one-yes')} no=${say('console-remove-no')}
      onYes=${() => play('merge_people', { person: id, into })} />`}`
}

// ── somebody without a phone ────────────────────────────────────────────────

function AddPerson({ view, say, play }) {
  const [asked, setAsked] = useState(false)
  if (view.run.ended) return null
  if (!asked) {
    return html`<button type="button" class="con-button con-quiet con-all" onClick=${() => setAsked(true)}>${say('console-add-person')}</button>`
  }
  return html`<${NewPerson} view=${view} say=${say} play=${play} done=${() => setAsked(false)} />`
}

function NewPerson({ view, say, play, done }) {
  const [said, setSaid] = useState({ name: '', organisation: '', table: Object.keys(view.tables)[0] })
  const first = useRef(null)
  useEffect(() => first.current.focus(), [])
  const change = (key) => (event) => setSaid({ ...said, [key]: event.target.value })
  const add = async (event) => {
    event.preventDefault()
    const { ok } = await play('add_person', { ...said, name: said.name.trim(), table: Number(said.table) })
    if (ok) done()
  }
  return html`<form class="con-form" onSubmit=${add}>
    <label for="con-new-name">${say('console-new-name')}</label>
    <input id="con-new-name" ref=${first} maxlength=${NAME} value=${said.name} onInput=${change('name')} dir="auto" autocomplete="off" />
    <label for="con-new-organisation">${say('join-organisation')}</label>
    <input id="con-new-organisation" maxlength=${ORGANISATION} value=${said.organisation} onInput=${change('organisation')} dir="auto" autocomplete="off" />
    <label for="con-new-table">${say('console-sits-at')}</label>
    <select id="con-new-table" value=${said.table} onChange=${change('table')}><${TableOptions} tables=${view.tables} say=${say} /></select>
    <div class="con-row">
      <button class="con-button con-small con-fill" disabled=${!said.name.trim()}>${say('console-add')}</button>
      <button type="button" class="con-button con-small" onClick=${done}>${say('console-remove-no')}</button>
    </div>
  </form>`
}
