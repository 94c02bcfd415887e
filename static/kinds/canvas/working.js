// The phone: one box at a time, or the whole sheet to read.

import { html, useEffect, useRef, useState } from '../../js/html.js'
import { Button } from '../../js/elements/button.js'
import { Curve, inWords } from '../../js/elements/curve.js'
import { inOrder, unsent } from '../../js/elements/mine.js'
import { Option } from '../../js/elements/option.js'
import { Essentials } from './essentials.js'
import { RestOfBox, useFocus } from './hands.js'
import { Lines } from './lines.js'
import { Drawing } from './points.js'
import { foundBy, isFilled, minutesInWords, partsOf, standing, whoAndWhen } from './sheet.js'

const SHEET_OF = { room: 'canvas-sheet-of-room', table: 'canvas-sheet-of-table' }

export function Working({ view, room }) {
  const boxes = inOrder(view.boxes, 'no')
  const [at, setAt] = useState(() => whereToBegin(boxes, view))
  const [moved, setMoved] = useState(false)
  const go = (to) => { setMoved(true); setAt(to) }
  useFollowing(view.up, () => go(boxes.findIndex(({ id }) => id === view.up)), boxes[at], room)
  if (!view.canvas) return html`<div class="working"><p>${room.say('canvas-no-table')}</p></div>`
  const box = boxes[at]
  return html`<div class="working">
    <${Top} boxes=${boxes} at=${at} view=${view} room=${room} />
    ${view.up && (!box || box.id !== view.up) && html`<${Elsewhere} boxes=${boxes} go=${go} view=${view} room=${room} />`}
    ${box
      ? html`<${OneBox} key=${box.id} box=${box} focus=${moved} view=${view} room=${room} />`
      : html`<${Whole} boxes=${boxes} go=${go} focus=${moved} view=${view} room=${room} />`}
    <${Onwards} boxes=${boxes} at=${at} go=${go} room=${room} />
  </div>`
}

/** The box the room is at, else the first that is empty. */
function whereToBegin(boxes, view) {
  const up = boxes.findIndex(({ id }) => id === view.up)
  if (up >= 0) return up
  const empty = view.canvas ? boxes.findIndex((box) => !isFilled(box, view.canvas)) : 0
  return empty >= 0 ? empty : boxes.length
}

/** When the facilitator puts a box up the phone goes along, unless something has been begun in the box it is at. */
function useFollowing(up, go, here, room) {
  const last = useRef(up)
  useEffect(() => {
    if (last.current === up) return
    last.current = up
    const begun = here && [`${here.id}`, 'essential'].some((field) => room.draft(field).value.trim() !== '')
    if (up && !begun) go()
  }, [up])
}

function Top({ boxes, at, view, room }) {
  const { kind, name, locked } = view.canvas
  const whose = kind === 'partnership' ? (name ? room.say('canvas-sheet-of-partnership', { name }) : room.say('canvas-sheet-of-others')) : room.say(SHEET_OF[kind])
  return html`<div class="top">
    <p class="whose" dir="auto">${whose}</p>
    ${boxes.length > 1 && html`<p class="steps">
      <span class="steps-dots" aria-hidden="true">${boxes.map((box, no) => html`<i key=${box.id} class="${no === at ? 'is-here' : ''} ${isFilled(box, view.canvas) ? 'is-done' : ''}" />`)}</span>
      <span>${at < boxes.length ? room.say('canvas-step', { no: at + 1, count: boxes.length }) : room.say('canvas-all')}</span>
    </p>`}
    ${(locked || !room.screen.open) && html`<p class="aside" role="status">${room.say(locked ? 'canvas-locked' : 'canvas-closed')}</p>`}
  </div>`
}

function Elsewhere({ boxes, go, view, room }) {
  const up = boxes.findIndex(({ id }) => id === view.up)
  return html`<p class="elsewhere" role="status">
    <span dir="auto">${room.say('canvas-up-elsewhere', { title: boxes[up].ask })}</span>
    <${Button} kind="alt" label=${room.say('canvas-up-go')} onClick=${() => go(up)} />
  </p>`
}

function Onwards({ boxes, at, go, room }) {
  return html`<div class="onwards">
    ${at > 0 && html`<${Button} kind="quiet" label=${room.say('canvas-back')} onClick=${() => go(at - 1)} />`}
    ${at < boxes.length - 1 && html`<${Button} kind="quiet" label=${room.say('canvas-next')} onClick=${() => go(at + 1)} />`}
    ${at < boxes.length && html`<${Button} kind="alt" label=${room.say('canvas-see-all')} onClick=${() => go(boxes.length)} />`}
  </div>`
}

function OneBox({ box, focus, view, room }) {
  const here = useFocus(focus)
  const open = room.screen.open && !view.canvas.locked
  const mine = box.who === 'anyone' || room.holder
  const may = open && mine
  return html`<section class="one-box" tabindex="-1" ref=${here} aria-label=${box.ask}>
    <header class="box-head">
      <h2 class="ask" dir="auto">${box.ask}</h2>
      ${box.hint && html`<p class="aside" dir="auto">${box.hint}</p>`}
      ${box.minutes > 0 && html`<p class="aside">${minutesInWords(view, box, room)}</p>`}
      ${open && !mine && html`<p class="aside">${room.say('canvas-holder-them')}</p>`}
      ${may && room.holder && view.scope === 'table' && html`<${Nudge} box=${box} view=${view} room=${room} />`}
    </header>
    <${Inside} box=${box} may=${may} view=${view} room=${room} />
  </section>`
}

/** Whoever holds the pen is asked to begin, and at a box that waits for nobody else. */
function Nudge({ box, view, room }) {
  const begun = Object.keys(view.boxes).some((id) => isFilled({ id }, view.canvas))
  if (box.who === 'holder') return isFilled(box, view.canvas) ? null : html`<p class="nudge">${room.say('canvas-holder-you')}</p>`
  return begun ? null : html`<p class="nudge">${room.say('canvas-holder-nudge')}</p>`
}

function Inside(props) {
  switch (props.box.type) {
    case 'choice': return html`<${Choosing} ...${props} />`
    case 'points': return html`<${Drawing} ...${props} />`
    case 'essentials': return html`<${Essentials} ...${props} />`
    default: return html`<${Lines} ...${props} />`
  }
}

function Choosing({ box, may, view, room }) {
  const waiting = unsent(room, 'choose').filter(({ data }) => data.box === box.id).pop()
  const chosen = waiting ? waiting.data.option : view.canvas.choices[box.id] || ''
  return html`
    <div class="options" role="group" aria-label=${box.ask}>
      ${box.options.map((option) => html`<${Option} key=${option} label=${option} pressed=${chosen === option} disabled=${!may}
        onClick=${() => room.play('choose', { box: box.id, option: chosen === option ? '' : option })} />`)}
    </div>
    <p class="wants" role="alert">${room.refusal('choose', box.id)}</p>
  `
}

function Whole({ boxes, go, focus, view, room }) {
  const here = useFocus(focus)
  const parts = partsOf(view.canvas, view)
  const first = boxes.find(({ type }) => type === 'points')
  return html`<section class="whole" tabindex="-1" ref=${here} aria-label=${room.say('canvas-all')}>
    ${boxes.map((box, no) => html`<div key=${box.id} class="whole-box">
      <h2><button type="button" class="to-box" dir="auto" onClick=${() => go(no)}>${box.ask}</button></h2>
      ${box === first && html`<${Curve} parts=${parts} say=${room.say} few />`}
      <${Contents} box=${box} view=${view} room=${room} />
      <${RestOfBox} box=${box} view=${view} room=${room} />
    </div>`)}
  </section>`
}

function Contents({ box, view, room }) {
  const sheet = view.canvas
  if (!isFilled(box, sheet)) return html`<p class="aside">${room.say('canvas-all-empty')}</p>`
  if (sheet.points[box.id]) return html`<p>${inWords({ [box.draws]: sheet.points[box.id] }, room.say)}</p>`
  return html`<ul class="contents">
    ${standing(box, sheet).map(({ id, text, step, fields, toGet }) => html`<li key=${id}>
      <span dir="auto">${text}</span>
      ${step && html`<small dir="auto">${room.say('canvas-pick-from', { step })}</small>`}
      ${toGet && html`<small dir="auto">${foundBy(fields, room)}</small>`}
      ${(sheet.lines[id] || {}).alone && html`<small>${room.say('canvas-alone-mark')}</small>`}
      ${box.type === 'essentials' && fields && html`<small dir="auto">${whoAndWhen(fields, room)}</small>`}
    </li>`)}
  </ul>`
}
