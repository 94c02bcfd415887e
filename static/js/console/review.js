// What people wrote for the room: what waits for the facilitator's eye, and what is up.
//
// The queue opens closed, because a mirrored laptop would read it out to the hall. What she is looking at stays as it
// is: later arrivals wait behind a button, so "show them all" means exactly those that are in front of her.

import { still } from '../elements/still.js'
import { html, useRef, useState } from '../html.js'
import { called } from './room.js'
import { Sheaves } from './sheaves.js'

/** How many lines are drawn at once. */
export const PAGE = 50

/** The queue and the wall. */
export const Review = still(({ view, say, acts }) => html`<section class="con-wall" aria-labelledby="con-waiting">
  <${Queue} view=${view} say=${say} acts=${acts} />
  <${Shown} view=${view} say=${say} acts=${acts} />
</section>`)

/** The ids to draw: those already looked at that still wait; a fresh page once she is through with them. */
export function inFront(looked, waiting, now) {
  const still = looked.filter((id) => id in waiting)
  return still.length ? still : inTurn(waiting, now).slice(0, PAGE)
}

/** The ids she has not seen yet, in their turn. */
export function arrivals(looked, waiting, now) {
  const seen = new Set(looked)
  return inTurn(waiting, now).filter((id) => !seen.has(id))
}

/** What belongs to the screen that is on first, then the oldest. */
export function inTurn(waiting, now) {
  const ids = oldest(waiting)
  const here = (id) => waiting[id].screen === now
  return [...ids.filter(here), ...ids.filter((id) => !here(id))]
}

/** Worked out once for each change of them. */
function oldest(entries) {
  if (!aged.has(entries)) aged.set(entries, Object.keys(entries).sort((a, b) => entries[a].at - entries[b].at || (a < b ? -1 : 1)))
  return aged.get(entries)
}

const aged = new WeakMap()

function Queue({ view, say, acts }) {
  const [open, setOpen] = useState(false)
  const [, drawAgain] = useState(0)
  const looked = useRef([])
  const { waiting } = view
  const count = Object.keys(waiting).length
  // Remembered while drawing, so that nothing which arrives after this picture can slip into it.
  looked.current = open ? inFront(looked.current, waiting, view.now) : []
  const ids = looked.current
  const more = open ? arrivals(ids, waiting, view.now) : []
  const bringUp = () => {
    looked.current = [...ids, ...more.slice(0, PAGE)]
    drawAgain((n) => n + 1)
  }
  return html`<div class="con-queue">
    <h2 id="con-waiting">
      <button
        type="button" class="con-fold" aria-expanded=${String(open)} aria-controls="con-queue-list"
        onClick=${() => setOpen(!open)}
      >
        <span>${say('console-waiting')}</span><span class="con-num">${count}</span>
      </button>
    </h2>
    <div id="con-queue-list" hidden=${!open}>
      ${open && html`
        <p class="con-mirror-note">${say('console-mirrored')}</p>
        ${count === 0 && html`<p class="con-empty">${say('console-waiting-none')}</p>`}
        ${ids.length > 1 && html`<button type="button" class="con-button con-all" onClick=${() => acts.show(ids)}>
          ${say('console-show-all', { count: ids.length })}
        </button>`}
        <${Sheaves} name="con-notes" lines=${ids.map((id) => lineOf(id, waiting, view, say))} line=${Note} say=${say} acts=${acts} ways=${Waiting} />
        ${more.length > 0 && html`<button type="button" class="con-button con-quiet con-all" onClick=${bringUp}>
          ${say('console-more-waiting', { count: more.length })}
        </button>`}
      `}
    </div>
  </div>`
}

function Shown({ view, say, acts }) {
  const [drawn, setDrawn] = useState(PAGE)
  const ids = [...oldest(view.shown)].reverse()
  return html`<div class="con-shown">
    <h2>${say('console-shown')}<span class="con-num">${ids.length}</span></h2>
    ${ids.length === 0 && html`<p class="con-empty">${say('console-shown-none')}</p>`}
    <${Sheaves} name="con-notes" lines=${ids.slice(0, drawn).map((id) => lineOf(id, view.shown, view, say))} line=${Note} say=${say} acts=${acts} ways=${Up} />
    ${ids.length > drawn && html`<button type="button" class="con-button con-quiet con-all" onClick=${() => setDrawn(drawn + PAGE)}>
      ${say('console-show-more', { count: Math.min(PAGE, ids.length - drawn) })}
    </button>`}
  </div>`
}

/** An entry, and in words what is said of it that does not stand in it: a line is drawn again only when one of them changes. */
function lineOf(id, entries, view, say) {
  const entry = entries[id]
  return {
    id,
    entry,
    typed: entry.proxy ? enteredBy(entry.proxy, view, say) : '',
    title: entry.screen === view.now ? '' : entry.title,
    lit: view.spotlight === id,
  }
}

const Note = still(({ id, entry, typed, title, lit, say, acts, ways: Ways }) => html`<div class="con-note" role="listitem" data-lit=${String(Boolean(lit))} data-entry=${id}>
  ${entry.ask && html`<p class="con-asked" dir="auto">${entry.ask}</p>`}
  <p class="con-text" dir="auto">${entry.text}</p>
  ${fields(entry).map(([name, said]) => html`<p class="con-field" key=${name} dir="auto">${said}</p>`)}
  <div class="con-row">
    <span class="con-from">
      ${entry.table > 0 && html`<span>${say('look-table', { no: entry.table })}</span>`}
      ${entry.by && html`<span dir="auto">${entry.by}</span>`}
      ${typed && html`<span dir="auto">${typed}</span>`}
      ${(entry.tags ?? []).map((tag) => html`<span key=${tag} dir="auto">${tag}</span>`)}
      ${title && html`<span dir="auto">${title}</span>`}
    </span>
    <${Ways} id=${id} entry=${entry} lit=${lit} say=${say} acts=${acts} />
  </div>
</div>`)

function Waiting({ id, entry, say, acts }) {
  return html`<button type="button" class="con-button con-small" onClick=${() => acts.hide(id)} aria-label=${naming(say('console-hide'), entry)}>
      ${say('console-hide')}
    </button>
    <button type="button" class="con-button con-small con-fill" onClick=${() => acts.show([id])} aria-label=${naming(say('console-show'), entry)}>${say('console-show')}</button>`
}

function Up({ id, entry, lit, say, acts }) {
  return html`<button
      type="button" class="con-button con-small" aria-pressed=${String(Boolean(lit))}
      onClick=${() => acts.spotlight(lit ? '' : id)} aria-label=${naming(say('console-spotlight'), entry)}
    >${say('console-spotlight')}</button>
    <button type="button" class="con-button con-small" onClick=${() => acts.hide(id)} aria-label=${naming(say('console-take-down'), entry)}>${say('console-take-down')}</button>`
}

/** Who typed it for somebody: this is for the facilitator's eyes only. */
function enteredBy(proxy, view, say) {
  if (proxy === 'paper') return say('console-from-paper')
  return proxy === 'console' ? say('console-typed-here') : say('console-typed-by', { name: called(view, proxy, say) })
}

function fields(entry) {
  return Object.entries(entry.fields ?? {}).filter(([, said]) => said)
}

function naming(verb, entry) {
  return `${verb}: ${entry.text.slice(0, 60)}`
}
