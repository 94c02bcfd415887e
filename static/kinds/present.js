// Looking at something together: lines to read, the ribbon of parts, the way in, a break, the sources.

import { html } from '../js/html.js'
import { CodeTiles } from '../js/elements/code.js'
import { LookUp } from '../js/elements/lookup.js'
import { People } from '../js/elements/people.js'
import { Ribbon } from '../js/elements/ribbon.js'

export default {
  /** The lobby fills the picture by itself; everything else stands under the face's title. */
  bare: (view) => view.look === 'lobby',
  /** Words need the whole width; in a break the ring is what people look for. */
  wide: (view) => view.look !== 'break',
  stage: (view, room) => (view.look === 'lobby' ? lobby(view, room) : html`<div class="look is-${view.look}">${(STAGE[view.look] || words)(view, room)}</div>`),
  phone: (view, room) => (PHONE[view.look] || lookUp)(view, room),
  console: (view, room) => html`<div class="beside">
    ${view.task && html`<p dir="auto">${view.task}</p>`}
    <${Lines} lines=${inOrder(view.lines)} />
    ${view.look === 'lobby' && html`<p><bdi class="num">${hereNow(view, room)}</bdi> ${arrived(hereNow(view, room), room)}</p>`}
  </div>`,
}

// ── stage ───────────────────────────────────────────────────────────────────

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

function credits(view) {
  return html`<ul class="sources">${inOrder(view.lines).map((line, no) => html`<li key=${no} dir="auto">${line}</li>`)}</ul>`
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
      ${address && html`<p class="lobby-line">${room.say('present-go-to')} <b dir="ltr">${address}</b></p>`}
      ${locked && html`<p class="lobby-line">${room.say('present-locked')}</p>`}
      ${code && !locked && html`<${CodeTiles} code=${code} />`}
      ${view.task && html`<p class="lobby-line lobby-task" dir="auto">${view.task}</p>`}
      <div class="lobby-people">
        <${People} count=${here} shape=${5} />
        <p><bdi class="num">${here}</bdi> <span>${arrived(here, room)}</span></p>
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

// ── phone ───────────────────────────────────────────────────────────────────

const PHONE = { lobby: welcome, break: away }

function lookUp(view, room) {
  return html`<${LookUp} title=${room.say('present-look-up')} text=${view.phone || room.say('present-look-up-text')} foot=${whereISit(room)} />`
}

function welcome(view, room) {
  const text = view.phone || view.task || room.say('present-lobby-text')
  return html`<${LookUp} title=${room.say('present-you-are-in')} text=${text} foot=${whereISit(room)} />`
}

function away(view, room) {
  const time = endsAt(room)
  const title = time ? room.say('present-back-at', { time }) : room.say('present-break-text')
  return html`<${LookUp} title=${title} text=${view.phone} foot=${whereISit(room)} />`
}

function whereISit(room) {
  const { no, name } = room.table || {}
  if (!no) return ''
  return name ? room.say('present-your-table-named', { no, name }) : room.say('present-your-table', { no })
}

// ── small things ────────────────────────────────────────────────────────────

/** When the break is over, on the wall clock of this device; empty while the timer stands still. */
function endsAt(room) {
  const { running, ends } = room.timer || {}
  if (!running || !ends) return ''
  const asHere = ends - room.now() + Date.now()
  return new Date(asHere).toLocaleTimeString((room.run || {}).language || [], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}

/** How many have come in: the room knows it to the moment, the view as of the last fact. */
function hereNow(view, room) {
  return Number(typeof room.here === 'number' ? room.here : view.here || 0)
}

function inOrder(lines) {
  return Object.entries(lines || {}).sort(([a], [b]) => a - b).map(([, line]) => line)
}
