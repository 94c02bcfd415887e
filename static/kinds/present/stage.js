// What the room looks at together, on the stage, and what stands beside it on the console.

import { html } from '../../js/html.js'
import { CodeTiles } from '../../js/elements/code.js'
import { People } from '../../js/elements/people.js'
import { Ribbon } from '../../js/elements/ribbon.js'
import { endsAt } from './back.js'

/** With the clock beside them: characters in a row and rows that fit, by the number of lines. */
const ROOM_FOR = { 1: { row: 26, rows: 5 }, 2: { row: 33, rows: 6 }, 3: { row: 35, rows: 6 } }
const FEW_SOURCES = 4

export const onStage = {
  /** The lobby fills the picture by itself; everything else stands under the face's title. */
  bare: (view) => view.look === 'lobby',
  /** Few words leave the clock its place beside them, large; many need the whole width. */
  wide: (view) => view.look !== 'break' && !isBrief(view),
  stage: (view, room) => (view.look === 'lobby' ? lobby(view, room) : html`<div class="look is-${view.look} ${isBrief(view) ? 'is-brief' : ''}">${(STAGE[view.look] || words)(view, room)}</div>`),
  console: (view, room) => html`<div class="beside">
    ${view.task && html`<p dir="auto">${view.task}</p>`}
    <${Lines} lines=${inOrder(view.lines)} />
    ${view.look === 'lobby' && html`<p><bdi class="num">${hereNow(view, room)}</bdi> ${arrived(hereNow(view, room), room)}</p>`}
  </div>`,
}

const STAGE = { ribbon, break: pause, credits }

/** Without lines of its own, a screen of words shows the house rules. */
function words(view, room) {
  const lines = inOrder(view.lines)
  return html`<${Lines} lines=${lines.length > 0 ? lines : room.rules || []} />`
}

function ribbon(view, room) {
  return html`<${Ribbon} ribbon=${room.place.ribbon} say=${room.say} />
    <${Lines} lines=${inOrder(view.lines)} />`
}

function pause(view, room) {
  const time = endsAt(room)
  return html`${time && html`<p class="back-at">${room.say('present-back-at', { time })}</p>`}
    <${Lines} lines=${inOrder(view.lines)} />`
}

/** The last picture: who is to be thanked, and everybody who was here. */
function credits(view, room) {
  const lines = inOrder(view.lines)
  return html`<ul class="sources ${lines.length > FEW_SOURCES ? 'is-full' : ''}">${lines.map((line, no) => html`<li key=${no} dir="auto">${line}</li>`)}</ul>
    <${People} count=${hereNow(view, room)} shape=${5} />`
}

/** Two halves: on one side the picture to point a camera at, on the other the way in by hand and who is here. */
function lobby(view, room) {
  const { address = '', code = '', qr, locked } = room.join || {}
  const here = hereNow(view, room)
  const full = Boolean(view.task) || inOrder(view.lines).length > 0
  return html`<div class="lobby ${full ? 'is-full' : ''}">
    <div class="lobby-qr">
      ${qr && html`<img src=${qr} alt=${room.say('present-qr-alt', { address, code })} />`}
      <p>${room.say('present-point-camera')}</p>
    </div>
    <div class="lobby-how">
      <h1 class="lobby-title" dir="auto">${room.screen.title}</h1>
      ${inOrder(view.lines).map((line, no) => html`<p class="lobby-line" key=${no} dir="auto">${line}</p>`)}
      ${address && !locked && html`<p class="lobby-line">${room.say('present-go-to')} <b dir="ltr">${address}</b></p>`}
      ${locked && html`<p class="lobby-line"><b>${room.say('present-locked')}</b></p>`}
      ${code && !locked && html`<${CodeTiles} code=${code} />`}
      ${view.task && html`<p class="lobby-line lobby-task" dir="auto">${view.task}</p>`}
      <div class="lobby-people">
        <${People} count=${here} shape=${5} />
        <p>${here === 0 ? room.say('present-here-nobody') : html`<bdi class="num">${here}</bdi> <span>${arrived(here, room)}</span>`}</p>
      </div>
    </div>
  </div>`
}

function arrived(here, room) {
  return room.say(here % 2 ? 'present-here-looking' : 'present-here', { count: here })
}

function Lines({ lines }) {
  if (lines.length === 0) return null
  return html`<ul class="lines has-${lines.length}">${lines.map((line, no) => html`<li key=${no} dir="auto">${line}</li>`)}</ul>`
}

// ── small things ────────────────────────────────────────────────────────────

/** So few words that they can stand large with the clock beside them: counted in rows of the size they would have. */
function isBrief(view) {
  const lines = inOrder(view.lines)
  const { row, rows } = ROOM_FOR[lines.length] || {}
  return view.look === 'text' && Boolean(row) && lines.reduce((sum, line) => sum + Math.ceil([...line].length / row), 0) <= rows
}

/** How many have come in: the room knows it to the moment, the view as of the last fact. */
function hereNow(view, room) {
  return Number(typeof room.here === 'number' ? room.here : view.here || 0)
}

function inOrder(lines) {
  return Object.entries(lines || {}).sort(([a], [b]) => a - b).map(([, line]) => line)
}
