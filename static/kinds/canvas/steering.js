// The console: whose sheets, which box is up, what is let up, and the lock.

import { html } from '../../js/html.js'
import { Button } from '../../js/elements/button.js'
import { Curve, inWords } from '../../js/elements/curve.js'
import { inOrder } from '../../js/elements/mine.js'
import { useSeconds } from '../../js/elements/ring.js'
import { isFilled, minutesInWords, nameOf, notUp, partsOf, standing } from './sheet.js'

const MINUTE = 60 * 1000
const STILL_WRITING = 2 * MINUTE
const SCOPES = { room: 'canvas-console-scope-room', partnership: 'canvas-console-scope-partnership', table: 'canvas-console-scope-table' }

export function Steering({ view, room }) {
  const sheets = inOrder(view.canvases, 'order')
  const failed = ['scope', 'show_canvas', 'lock_canvas', 'box'].map((name) => room.refusal(name)).find(Boolean)
  return html`<div class="steering">
    <${ScopeChoice} view=${view} room=${room} />
    ${Object.keys(view.boxes).length > 1 && html`<${BoxChoice} view=${view} room=${room} />`}
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
    ${sheets.length > 1 && html`<${AllSheets} sheets=${sheets} view=${view} room=${room} />`}
    <ul class="sheet-list">${sheets.map((sheet) => html`<${SheetCard} key=${sheet.key} sheet=${sheet} view=${view} room=${room} />`)}</ul>
  </div>`
}

function ScopeChoice({ view, room }) {
  return html`<div class="steer-row" role="group" aria-label=${room.say('canvas-console-scope')}>
    <p class="steer-label">${room.say('canvas-console-scope')}</p>
    <div class="chips">${Object.keys(SCOPES).map((of) => html`<button key=${of} type="button" class="chip" aria-pressed=${view.scope === of ? 'true' : 'false'}
      disabled=${view.fixed || (of === 'partnership' && view.partnerships < 2)} onClick=${() => room.play('scope', { of })}>${room.say(SCOPES[of])}</button>`)}</div>
    ${view.fixed && html`<p class="aside">${room.say('canvas-console-scope-fixed')}</p>`}
    ${!view.fixed && view.partnerships < 2 && html`<p class="aside">${room.say('canvas-console-one-partnership')}</p>`}
  </div>`
}

function BoxChoice({ view, room }) {
  const chip = (id, label) => html`<button key=${id} type="button" class="chip" dir="auto" aria-pressed=${view.up === id ? 'true' : 'false'} onClick=${() => room.play('box', { id })}>${label}</button>`
  const up = view.boxes[view.up]
  return html`<div class="steer-row" role="group" aria-label=${room.say('canvas-console-box')}>
    <p class="steer-label">${room.say('canvas-console-box')}</p>
    <div class="chips">${chip('', room.say('canvas-console-box-all'))}${inOrder(view.boxes, 'no').map(({ id, ask }) => chip(id, ask))}</div>
    ${up && up.minutes > 0 && html`<p class="aside">${minutesInWords({ ...view }, { ...up, id: view.up }, room)}</p>`}
  </div>`
}

function AllSheets({ sheets, view, room }) {
  const down = sheets.flatMap((sheet) => notUp(sheet))
  return html`<div class="acts">
    ${view.shown !== '' && html`<${Button} kind="quiet" label=${room.say('canvas-console-gallery')} onClick=${() => room.play('show_canvas', { canvas: '' })} />`}
    ${down.length > 0 && html`<${Button} kind="quiet" label=${room.say('canvas-console-gallery-words')} onClick=${() => room.play('show_canvas', { canvas: '', entries: down })} />`}
    <${Button} kind="alt" label=${room.say(view.all_locked ? 'canvas-console-unlock-all' : 'canvas-console-lock-all')} onClick=${() => room.play('lock_canvas', { canvas: 'all', on: !view.all_locked })} />
  </div>`
}

function SheetCard({ sheet, view, room }) {
  const boxes = Object.keys(view.boxes).length
  const on = view.shown === sheet.key || sheet.kind === 'room'
  const new_ = notUp(sheet)
  return html`<li class="sheet-card ${on ? 'is-on' : ''}">
    <p class="sheet-title"><strong dir="auto">${nameOf(sheet, room)}</strong>
      ${on && sheet.kind !== 'room' && html`<span class="mark">${room.say('canvas-console-on-stage')}</span>`}
      ${sheet.locked && html`<span class="mark">${room.say('canvas-console-locked')}</span>`}
    </p>
    <p class="aside">${room.say('canvas-console-people', { count: sheet.people })} · ${room.say('canvas-console-filled', { filled: sheet.filled, count: boxes })} · ${room.say('canvas-stage-lines', { count: sheet.count })} · <${Writing} sheet=${sheet} room=${room} /></p>
    <div class="acts">
      ${!on && html`<${Button} kind="quiet" label=${room.say('canvas-console-show')} onClick=${() => room.play('show_canvas', { canvas: sheet.key, entries: new_ })} />`}
      ${on && new_.length > 0 && html`<${Button} kind="quiet" label=${room.say('canvas-console-let-up', { count: new_.length })} onClick=${() => room.play('show_canvas', { canvas: sheet.key, entries: new_ })} />`}
      ${!view.all_locked && html`<${Button} kind="alt" label=${room.say(sheet.locked ? 'canvas-console-unlock' : 'canvas-console-lock')} onClick=${() => room.play('lock_canvas', { canvas: sheet.key, on: !sheet.locked })} />`}
    </div>
    ${sheet.count > 0 && html`<details class="read">
      <summary>${room.say('canvas-console-read')}</summary>
      <${ReadThrough} sheet=${sheet} view=${view} room=${room} />
    </details>`}
  </li>`
}

/** How many are writing just now; whoever has been silent for long does not count any more. */
function Writing({ sheet, room }) {
  const hands = Object.values(sheet.writing).flatMap((some) => Object.values(some))
  useSeconds(hands.length > 0)
  return room.say('canvas-console-writing', { count: hands.filter(({ at }) => room.now() - at < STILL_WRITING).length })
}

function ReadThrough({ sheet, view, room }) {
  const parts = partsOf(sheet, view)
  const filled = inOrder(view.boxes, 'no').filter((box) => isFilled(box, sheet))
  return html`
    <${Curve} parts=${parts} say=${room.say} few />
    ${filled.map((box) => html`<div key=${box.id} class="read-box">
      <p class="steer-label" dir="auto">${box.ask}</p>
      <ul>${toRead(box, sheet, room).map(({ id, text, about: said, shown }) => html`<li key=${id}>
        <span dir="auto">${text}</span>
        <small>${said.filter(Boolean).map((one) => html`<span key=${one} dir="auto">${one}</span>`)}</small>
        ${shown && html`<${Button} kind="alt" label=${room.say(shown === 'shown' ? 'console-take-down' : 'console-show')} onClick=${() => room.play(shown === 'shown' ? 'hide' : 'show', { entries: [id] })} />`}
      </li>`)}</ul>
    </div>`)}
  `
}

/** What stands in a box, as the facilitator reads it; lines and drawings can be let up and taken down one by one. */
function toRead(box, sheet, room) {
  const drawn = sheet.points[box.id]
  if (drawn) return [{ id: drawn.entry, text: inWords({ [box.draws]: drawn }, room.say), about: [], shown: drawn.shown }]
  return standing(box, sheet).map(({ id, text, step }) => {
    const { by, alone, shown } = sheet.lines[id] || {}
    return { id, text, shown, about: [step && room.say('canvas-pick-from', { step }), by, alone && room.say('canvas-alone-mark')] }
  })
}
