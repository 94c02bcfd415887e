// The tables as they really are: who sits where, how many are done, what might be put together or parted, and whose
// phone holds the cards.

import { still, useSteady } from '../elements/still.js'
import { html, useMemo, useState } from '../html.js'
import { Persons, asToPeople } from './people.js'
import { PAGE } from './review.js'
import { answered, called, gone, present, tableCalled } from './room.js'

const DOTS = 12
const TABLE_NAME = 24

/** All tables. `away`: {person id: true} for phones that lost touch; `enter(id)` opens the page to type for somebody. */
export const Tables = still(({ view, away, say, play, enter }) => {
  const [open, setOpen] = useState('')
  // A thousand people are sorted when one of them changes, not whenever a clock ticks.
  const seats = useMemo(() => seating(view), [view.people])
  const { turn } = useSteady({ turn: (no) => setOpen(open === String(no) ? '' : String(no)) })
  const table = view.tables[open]
  return html`<section class="con-tables" aria-labelledby="con-tables-title">
    <h2 id="con-tables-title">${say('console-tables')}<span class="con-num">${Object.keys(view.tables).length}</span></h2>
    <div class="con-table-grid">
      ${Object.keys(view.tables).map(
        (no) => html`<${Card}
          key=${no} no=${Number(no)} name=${view.tables[no].name} seats=${(seats[no] ?? []).length} done=${answered(view, seats[no] ?? [])}
          lost=${(seats[no] ?? []).filter((id) => away[id]).length} open=${open === no} turn=${turn} say=${say}
        />`,
      )}
    </div>
    <div id="con-table" class="con-table" hidden=${!table}>
      ${table && html`<${Table} key=${open} no=${Number(open)} table=${table} ids=${seats[open] ?? []} view=${view} away=${away} say=${say} play=${play} enter=${enter} />`}
    </div>
    <${LostCards} view=${asToPeople(view)} seats=${seats} away=${away} say=${say} play=${play} />
    <${Advice} advice=${view.advice} people=${view.people} started=${view.run.started} seats=${seats} say=${say} play=${play} />
    <${Add} say=${say} play=${play} />
  </section>`
})

const byName = new Intl.Collator().compare

/** Who sits at each table, in the order of their names. */
export function seating(view) {
  const seats = {}
  for (const id of present(view)) (seats[view.people[id].table] ??= []).push(id)
  for (const ids of Object.values(seats)) ids.sort((a, b) => byName(view.people[a].label, view.people[b].label))
  return seats
}

const Card = still(({ no, name, seats, done, lost, open, turn, say }) => {
  const all = done !== undefined && seats > 0 && done === seats
  return html`<button
    type="button" class="con-card" aria-expanded=${String(open)} aria-controls="con-table" data-all=${String(all)} onClick=${() => turn(no)}
  >
    <span class="con-card-no"><span class="visually-hidden">${say('console-table-word')} </span>${no}</span>
    <span class="con-card-count">${count(done, seats, say)}</span>
    ${name && html`<span class="con-card-name" dir="auto">${name}</span>`}
    ${seats > 0 && html`<span class="con-dots" aria-hidden="true">
      ${Array.from({ length: Math.min(seats, DOTS) }, (_, i) => html`<i data-on=${String(i < dotsOn(done, seats))}></i>`)}
    </span>`}
    ${seats === 1 && html`<span class="con-card-lost">${say('console-alone')}</span>`}
    ${lost > 0 && html`<span class="con-card-lost">${say('console-lost', { count: lost })}</span>`}
  </button>`
})

function dotsOn(done, seats) {
  return seats > DOTS ? Math.round(((done ?? 0) / seats) * DOTS) : done ?? 0
}

function count(done, seats, say) {
  if (seats === 0) return say('console-table-empty')
  return done === undefined ? say('look-people', { count: seats }) : say('console-of', { done, count: seats })
}

function Table({ no, table, ids, view, away, say, play, enter }) {
  const [drawn, setDrawn] = useState(PAGE)
  const all = useMemo(() => [...ids, ...gone(view).filter((id) => view.people[id].table === no)], [ids, view.people, no])
  const was = Object.values(table.was ?? {}).map((one) => tableCalled(one.no, one.name, say))
  return html`<h3 dir="auto">${tableCalled(no, table.name, say)}</h3>
    ${was.length > 0 && html`<p class="con-soft" dir="auto">${say('console-was', { tables: was.join('; ') })}</p>`}
    <${Rename} no=${no} name=${table.name} say=${say} play=${play} />
    <${Together} no=${no} view=${view} say=${say} play=${play} />
    ${all.length === 0 && html`<p class="con-empty">${say('console-table-nobody')}</p>`}
    <${Persons} ids=${all} most=${drawn} view=${asToPeople(view)} away=${away} say=${say} play=${play} enter=${enter} />
    ${all.length > drawn && html`<button type="button" class="con-button con-quiet con-all" onClick=${() => setDrawn(drawn + PAGE)}>
      ${say('console-show-more', { count: Math.min(PAGE, all.length - drawn) })}
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

/** Two tables that have put their chairs together, whether or not anybody suggested it. */
function Together({ no, view, say, play }) {
  const [into, setInto] = useState('')
  const others = Object.values(view.tables).filter((other) => other.no !== no)
  if (others.length === 0) return null
  return html`<div class="con-form">
    <label for="con-together">${say('console-together')}</label>
    <select id="con-together" value=${into} onChange=${(event) => setInto(event.target.value)}>
      <option value="">${say('join-choose')}</option>
      ${others.map((other) => html`<option key=${other.no} value=${other.no}>${tableCalled(other.no, other.name, say)}</option>`)}
    </select>
    ${into && html`<button type="button" class="con-button con-small con-fill" onClick=${() => play('merge_tables', { table: no, into: Number(into) })}>
      ${say('console-merge-tables', { one: into, other: no })}
    </button>`}
  </div>`
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

// ── what a glance at the tables suggests ────────────────────────────────────

/** A table's cards on a phone that lost touch: one press gives them to somebody who is there. */
const LostCards = still(({ view, seats, away, say, play }) => {
  const stuck = Object.values(view.tables).map(({ no, phone }) => ({ no, phone, heir: heir(view, seats[no] ?? [], away, phone) }))
    .filter(({ phone, heir: to }) => phone && to && (away[phone] || view.people[phone]?.left))
  if (stuck.length === 0) return null
  return html`<ul class="con-advice">
    ${stuck.map(({ no, phone, heir: to }) => html`<li key=${no}>
      <span dir="auto">${say('console-cards-away', { no, name: called(view, phone, say) })}</span>
      <button type="button" class="con-button con-small" onClick=${() => play('hand_over', { to })}>${say('console-cards-to', { name: called(view, to, say) })}</button>
    </li>`)}
  </ul>`
})

function heir(view, ids, away, phone) {
  return ids.find((id) => id !== phone && view.people[id].phone && !away[id])
}

/** Small tables to put together, large ones to part. Suggestions; what is not wanted is put away. */
const Advice = still(({ advice, people, started, seats, say, play }) => {
  const [unwanted, setUnwanted] = useState([])
  const found = Object.values(advice ?? {}).map((one) => ({ ...one, key: JSON.stringify(one) })).filter(({ key }) => !unwanted.includes(key))
  // While people come in, every table is small for a moment.
  if (found.length === 0 || !started) return null
  return html`<div class="con-suggests">
    <h3>${say('console-advice')}</h3>
    <ul class="con-advice">
      ${found.map((one) => html`<li key=${one.key}>
        <span>${inWords(one, say)}</span>
        <button type="button" class="con-button con-small con-fill" onClick=${() => follow(one, { people, seats, play })}>
          ${one.merge ? say('console-merge-tables', { one: one.merge[0], other: one.merge[1] }) : say('console-split-table', { no: one.split })}
        </button>
        <button type="button" class="con-button con-small" aria-label=${`${say('console-advice-no')}: ${inWords(one, say)}`} onClick=${() => setUnwanted([...unwanted, one.key])}>${say('console-advice-no')}</button>
      </li>`)}
    </ul>
  </div>`
})

function inWords({ merge, split, into }, say) {
  return merge ? say('console-advice-merge', { one: merge[0], other: merge[1] }) : say('console-advice-split', { no: split, parts: into.join(' + ') })
}

/** Put together under the lower number; parted so that those who came last move. */
function follow({ merge, split, into }, { people, seats, play }) {
  if (merge) return play('merge_tables', { table: merge[1], into: merge[0] })
  const order = [...(seats[split] ?? [])].sort((a, b) => people[a].joined - people[b].joined)
  return play('split_table', { table: split, people: order.slice(-into[into.length - 1]) })
}
