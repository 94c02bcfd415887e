// The tables as they really are: who sits where, how many are done, and what can be put right in seconds.

import { html, useEffect, useMemo, useRef, useState } from '../html.js'
import { PAGE } from './review.js'
import { answered, present } from './room.js'

const DOTS = 12
const FINDABLE = 12
const TABLE_NAME = 24
const SHOWN_FOR = 20000

/** All tables, somebody to find, and those sent out. `away`: {person id: true} for phones that lost touch. */
export function Tables({ view, away, say, play }) {
  const [open, setOpen] = useState('')
  // A thousand people are sorted when one of them changes, not whenever a clock ticks.
  const seats = useMemo(() => seating(view), [view.people])
  const table = view.tables[open]
  return html`<section class="con-tables" aria-labelledby="con-tables-title">
    <h2 id="con-tables-title">${say('console-tables')}<span class="con-num">${Object.keys(view.tables).length}</span></h2>
    <div class="con-table-grid">
      ${Object.keys(view.tables).map(
        (no) => html`<${Card}
          key=${no} no=${Number(no)} name=${view.tables[no].name} people=${seats[no] ?? []} done=${answered(view, seats[no] ?? [])}
          lost=${(seats[no] ?? []).filter((id) => away[id]).length} open=${open === no} turn=${() => setOpen(open === no ? '' : no)}
          say=${say}
        />`,
      )}
    </div>
    <div id="con-table" class="con-table" hidden=${!table}>
      ${table && html`<${Table} key=${open} no=${Number(open)} table=${table} ids=${seats[open] ?? []} view=${view} away=${away} say=${say} play=${play} />`}
    </div>
    ${Object.keys(view.people).length > FINDABLE && html`<${Find} view=${view} away=${away} say=${say} play=${play} />`}
    <${Add} say=${say} play=${play} />
    <${SentOut} view=${view} say=${say} play=${play} />
  </section>`
}

const byName = new Intl.Collator().compare

/** Who sits at each table, in the order of their names. */
export function seating(view) {
  const seats = {}
  for (const id of present(view)) (seats[view.people[id].table] ??= []).push(id)
  for (const ids of Object.values(seats)) ids.sort((a, b) => byName(view.people[a].label, view.people[b].label))
  return seats
}

function Card({ no, name, people, done, lost, open, turn, say }) {
  const seats = people.length
  const all = done !== undefined && seats > 0 && done === seats
  return html`<button
    type="button" class="con-card" aria-expanded=${String(open)} aria-controls="con-table" data-all=${String(all)} onClick=${turn}
  >
    <span class="con-card-no"><span class="visually-hidden">${say('console-table-word')} </span>${no}</span>
    <span class="con-card-count">${count(done, seats, say)}</span>
    ${name && html`<span class="con-card-name" dir="auto">${name}</span>`}
    ${seats > 0 && html`<span class="con-dots" aria-hidden="true">
      ${Array.from({ length: Math.min(seats, DOTS) }, (_, i) => html`<i data-on=${String(i < dotsOn(done, seats))}></i>`)}
    </span>`}
    ${lost > 0 && html`<span class="con-card-lost">${say('console-lost', { count: lost })}</span>`}
  </button>`
}

function dotsOn(done, seats) {
  return seats > DOTS ? Math.round(((done ?? 0) / seats) * DOTS) : done ?? 0
}

function count(done, seats, say) {
  if (seats === 0) return say('console-table-empty')
  return done === undefined ? say('look-people', { count: seats }) : say('console-of', { done, count: seats })
}

function Table({ no, table, ids, view, away, say, play }) {
  const [drawn, setDrawn] = useState(PAGE)
  return html`<h3 dir="auto">${table.name ? say('look-table-named', { no, name: table.name }) : say('look-table', { no })}</h3>
    <${Rename} no=${no} name=${table.name} say=${say} play=${play} />
    ${ids.length === 0 && html`<p class="con-empty">${say('console-table-nobody')}</p>`}
    <ul class="con-people">
      ${ids.slice(0, drawn).map((id) => html`<${Person} key=${id} id=${id} view=${view} lost=${Boolean(away[id])} say=${say} play=${play} />`)}
    </ul>
    ${ids.length > drawn && html`<button type="button" class="con-button con-quiet con-all" onClick=${() => setDrawn(drawn + PAGE)}>
      ${say('console-show-more', { count: Math.min(PAGE, ids.length - drawn) })}
    </button>`}`
}

function Rename({ no, name, say, play }) {
  const [typed, setTyped] = useState(name)
  const save = (event) => {
    event.preventDefault()
    play('name_table', { table: no, name: typed.trim() })
  }
  return html`<form class="con-form" onSubmit=${save}>
    <label for="con-rename">${say('console-table-name')}</label>
    <div class="con-row">
      <input id="con-rename" maxlength=${TABLE_NAME} value=${typed} onInput=${(event) => setTyped(event.target.value)} dir="auto" autocomplete="off" />
      <button class="con-button con-small" disabled=${typed.trim() === name}>${say('console-save')}</button>
    </div>
  </form>`
}

function Add({ say, play }) {
  const [asked, setAsked] = useState(false)
  const [typed, setTyped] = useState('')
  const add = async (event) => {
    event.preventDefault()
    const { ok } = await play('add_table', { name: typed.trim() })
    if (!ok) return
    setTyped('')
    setAsked(false)
  }
  if (!asked) {
    return html`<button type="button" class="con-button con-quiet con-all" onClick=${() => setAsked(true)}>${say('console-add-table')}</button>`
  }
  return html`<form class="con-form" onSubmit=${add}>
    <label for="con-add">${say('console-add-name')}</label>
    <div class="con-row">
      <input id="con-add" maxlength=${TABLE_NAME} value=${typed} onInput=${(event) => setTyped(event.target.value)} dir="auto" autocomplete="off" />
      <button class="con-button con-small con-fill">${say('console-add')}</button>
    </div>
  </form>`
}

function Find({ view, away, say, play }) {
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLocaleLowerCase()
  const found = wanted ? matching(view, wanted) : []
  return html`<div class="con-form con-find">
    <label for="con-find">${say('console-find')}</label>
    <input id="con-find" type="search" value=${typed} onInput=${(event) => setTyped(event.target.value)} dir="auto" autocomplete="off" />
    ${wanted && html`<p class="con-empty">${say('console-found', { count: found.length })}</p>`}
    <ul class="con-people">
      ${found.slice(0, PAGE).map((id) => html`<${Person} key=${id} id=${id} view=${view} lost=${Boolean(away[id])} say=${say} play=${play} seat />`)}
    </ul>
  </div>`
}

function matching(view, wanted) {
  const words = ({ name, organisation }) => `${name} ${organisation}`.toLocaleLowerCase()
  return present(view).filter((id) => words(view.people[id]).includes(wanted))
}

function Person({ id, view, lost, seat, say, play }) {
  const [open, setOpen] = useState(false)
  const person = view.people[id]
  const holds = view.tables[person.table]?.phone === id
  return html`<li class="con-person">
    <button type="button" class="con-person-name" aria-expanded=${String(open)} onClick=${() => setOpen(!open)}>
      <span dir="auto">${person.label}</span>
      <span class="con-marks">
        ${seat && html`<span>${say('look-table', { no: person.table })}</span>`}
        ${holds && html`<span>${say('console-holds')}</span>`}
        ${lost && html`<span class="con-away">${say('console-reconnecting')}</span>`}
      </span>
    </button>
    ${open && html`<div class="con-person-more">
      ${(person.role || person.organisation) && html`<p dir="auto">${[person.role, person.organisation].filter(Boolean).join(', ')}</p>`}
      <label>${say('console-sits-at')}
        <select value=${String(person.table)} onChange=${(event) => play('sit_at', { person: id, table: Number(event.target.value) })}>
          ${Object.entries(view.tables).map(
            ([no, table]) => html`<option key=${no} value=${no}>
              ${table.name ? say('look-table-named', { no: Number(no), name: table.name }) : say('look-table', { no: Number(no) })}
            </option>`,
          )}
        </select>
      </label>
      <div class="con-row">
        ${!holds && html`<button type="button" class="con-button con-small" onClick=${() => play('hand_over', { to: id })}>${say('console-hand-over')}</button>`}
        <${Code} code=${person.code} say=${say} />
        <${Remove} say=${say} name=${person.label} remove=${() => play('remove', { person: id })} />
      </div>
    </div>`}
  </li>`
}

function Code({ code, say }) {
  const [shown, setShown] = useState(false)
  const timer = useRef(0)
  useEffect(() => () => clearTimeout(timer.current), [])
  const turn = () => {
    clearTimeout(timer.current)
    if (!shown) timer.current = setTimeout(() => setShown(false), SHOWN_FOR)
    setShown(!shown)
  }
  return html`<button type="button" class=${`con-button con-small ${shown ? 'con-fill' : ''}`} onClick=${turn}>
    ${shown ? html`${say('console-code-is')} <strong>${code}</strong>` : say('console-code-show')}
  </button>`
}

function Remove({ name, remove, say }) {
  const [sure, setSure] = useState(false)
  if (!sure) return html`<button type="button" class="con-button con-small" onClick=${() => setSure(true)}>${say('console-remove')}</button>`
  return html`<div class="con-sure" role="group" aria-label=${say('console-remove')}>
    <p dir="auto">${say('console-remove-sure', { name })}</p>
    <button type="button" class="con-button con-small con-fill" onClick=${remove}>${say('console-remove-yes')}</button>
    <button type="button" class="con-button con-small" onClick=${() => setSure(false)}>${say('console-remove-no')}</button>
  </div>`
}

function SentOut({ view, say, play }) {
  const out = Object.entries(view.people).filter(([, person]) => person.removed)
  if (out.length === 0) return ''
  return html`<div class="con-out">
    <h3>${say('console-sent-out')}</h3>
    <ul class="con-people">
      ${out.slice(0, PAGE).map(
        ([id, person]) => html`<li key=${id} class="con-row">
          <span class="con-from" dir="auto">${person.label}</span>
          <button type="button" class="con-button con-small" aria-label=${`${say('console-readmit')}: ${person.label}`} onClick=${() => play('readmit', { person: id })}>
            ${say('console-readmit')}
          </button>
        </li>`,
      )}
    </ul>
  </div>`
}
