// A box of lines: what stands in it, and the forms to add one or to change one.

import { html, useState } from '../../js/html.js'
import { Button } from '../../js/elements/button.js'
import { Field } from '../../js/elements/field.js'
import { about, arrived, inOrder, unsent } from '../../js/elements/mine.js'
import { Sure } from '../../js/elements/sure.js'
import { othersAt, RestOfBox, sees, useFocus, useGivenBack, useHand, useMore, whatIsMissing, Writers } from './hands.js'
import { chosenIn, Picked, PickSheet } from './picks.js'
import { foundBy, linesIn } from './sheet.js'

const FIELD = 140
const BY_WHEN = 40

export function Lines({ box, may, view, room }) {
  const lines = linesIn(view.canvas, box.id)
  const waiting = unsent(room, 'add').filter((move) => move.data.box === box.id && !arrived(move, mineInWords(view)))
  const full = box.max > 0 && lines.length + waiting.length >= box.max
  return html`
    <ul class="lines">
      ${lines.map((line) => html`<${Line} key=${line.id} line=${line} box=${box} may=${may} view=${view} room=${room} />`)}
      ${waiting.map(({ id, data }) => html`<li key=${id} class="line is-waiting">
        <p class="line-text" dir="auto">${data.text}</p>
        <p class="line-about" role="status">${room.say('mine-status-sending')}</p>
      </li>`)}
      <${TakenDown} box=${box} view=${view} room=${room} />
    </ul>
    <${RestOfBox} box=${box} view=${view} room=${room} />
    <${Picked} box=${box} may=${may} view=${view} room=${room} />
    <${Writers} box=${box} view=${view} room=${room} />
    ${may && !full && html`<${NewLine} box=${box} any=${lines.length > 0} view=${view} room=${room} />`}
    ${may && full && box.type === 'lines' && html`<p class="aside">${room.say('canvas-box-full')}</p>`}
    ${may && box.from.length > 0 && html`<${PickSheet} names=${box.from} chosen=${chosenIn(box, view, room)} room=${room}
      onToggle=${(id, on) => room.play('pick', { box: box.id, id, on })} />`}
    <p class="wants" role="alert">${room.refusal('pick', box.id)}</p>
  `
}

/** My lines with the words that stand on the sheet. */
export function mineInWords(view) {
  return Object.fromEntries(Object.entries(view.mine || {}).map(([id, entry]) => [id, { ...entry, text: (view.canvas.lines[id] || entry).text }]))
}

/** What the facilitator took down is seen by its author alone, without reproach. */
function TakenDown({ box, view, room }) {
  const down = inOrder(view.mine, 'at').filter((entry) => entry.down && entry.box === box.id)
  return down.map(({ id, text }) => html`<li key=${id} class="line is-waiting">
    <p class="line-text" dir="auto">${text}</p>
    <p class="line-about">${room.say('canvas-taken-down')}</p>
  </li>`)
}

function NewLine({ box, any, view, room }) {
  const text = room.draft(box.id)
  const more = useMore(box.id, room)
  const hand = useHand(box, room)
  const [wants, setWants] = useState('')
  const sent = useGivenBack(room, 'add', box.id, (data) => {
    if (room.draft(box.id).value !== '') return
    text.set(data.text)
    more.set(data.fields || {})
  })

  function type(typed) {
    text.set(typed)
    hand.typing(typed)
  }
  function send(event) {
    event.preventDefault()
    const missing = whatIsMissing(text.value, box.longest, room)
    setWants(missing)
    if (missing) return
    const fields = Object.fromEntries((box.fields || []).map((key) => [key, (more.value[key] || '').trim()]))
    const data = { box: box.id, text: text.value.trim(), ...(box.fields ? { fields } : {}) }
    room.play('add', data)
    sent(data)
    text.clear()
    more.clear()
    hand.sent()
  }

  return html`<form class="box" onSubmit=${send}>
    <${Field} id=${`add-${box.id}`} label=${room.say(box.type === 'line' ? 'canvas-line-label' : any ? 'canvas-add-another' : 'canvas-add-label')}
      value=${text.value} onInput=${type} max=${box.longest} rows=${box.longest <= 80 ? 2 : 3} say=${room.say} />
    <${WhoAndBy} id=${`add-${box.id}`} box=${box} value=${more.value} onChange=${more.set} room=${room} />
    <p class="sees">${sees(view, room)}</p>
    <p class="wants" role="alert">${wants || (text.value && room.refusal('add', box.id))}</p>
    <${Button} type="submit" label=${room.say('canvas-add')} />
  </form>`
}

/** Data to get says who gets it, and by when. */
function WhoAndBy({ id, box, value, onChange, room }) {
  if (!box.fields) return null
  const set = (key) => (typed) => onChange({ ...value, [key]: typed })
  return html`
    ${box.fields.includes('who') && html`<${Field} id=${`${id}-who`} label=${room.say('canvas-who')} value=${value.who || ''} onInput=${set('who')} max=${FIELD} optional say=${room.say} />`}
    ${box.fields.includes('by') && html`<${Field} id=${`${id}-by`} label=${room.say('canvas-by')} hint=${room.say('canvas-by-hint')} value=${value.by || ''} onInput=${set('by')} max=${BY_WHEN} optional say=${room.say} />`}
  `
}

function Line({ line, box, may, view, room }) {
  const [doing, setDoing] = useState('')
  const changes = about(room, 'rewrite', line.id).filter(({ data }) => data.seen === line.version)
  const leaving = about(room, 'withdraw', line.id).length > 0
  const seen = changes.reduce((so_far, { data }) => ({ ...so_far, ...data, fields: { ...so_far.fields, ...data.fields } }), line)
  const failed = room.refusal('rewrite', line.id) || room.refusal('withdraw', line.id)
  if (doing === 'change') return html`<${Changing} line=${line} box=${box} view=${view} room=${room} onDone=${() => setDoing('')} />`
  return html`<li class="line ${leaving || changes.length > 0 ? 'is-waiting' : ''}">
    <p class="line-text" dir="auto">${seen.text}</p>
    ${box.fields && html`<p class="line-about" dir="auto">${foundBy(seen.fields, room)}</p>`}
    ${(leaving || changes.length > 0) && html`<p class="line-about" role="status">${room.say('mine-status-sending')}</p>`}
    <${AboutLine} line=${line} box=${box} view=${view} room=${room} />
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
    ${may && !leaving && html`<${LineActs} line=${line} label=${room.say('canvas-change')} onChange=${() => setDoing('change')} view=${view} room=${room} />`}
  </li>`
}

export function LineActs({ line, label, onChange, view, room }) {
  const mine = Boolean((view.mine || {})[line.id])
  return html`<div class="acts">
    <${Button} kind="alt" label=${label} onClick=${onChange} />
    ${mine && html`<${Sure} label=${room.say('mine-withdraw')} ask=${room.say('mine-withdraw-sure')} yes=${room.say('mine-withdraw-yes')} no=${room.say('mine-withdraw-no')}
      onYes=${() => room.play('withdraw', { entry: line.id })} />`}
  </div>`
}

export function AboutLine({ line, box, view, room }) {
  const writing = othersAt(box, view, room, line.id)
  const told = [
    line.by,
    line.was && room.say('canvas-was', { table: room.say('look-table', { no: line.was }) }),
    line.beside && room.say('canvas-beside'),
    writing.length > 0 && (writing[0].name ? room.say('canvas-changing', { name: writing[0].name }) : room.say('canvas-changing-somebody')),
  ].filter(Boolean)
  return html`
    ${told.length > 0 && html`<p class="line-about">${told.map((words) => html`<span key=${words} dir="auto">${words}</span>`)}</p>`}
    ${line.versions && html`<details class="versions">
      <summary>${room.say('canvas-versions', { count: line.version })}</summary>
      <ol>${Object.entries(line.versions).sort(([a], [b]) => b - a).map(([no, { text, by, at }]) => html`<li key=${no}>
        <span dir="auto">${text}</span>
        <small><span dir="auto">${by ? room.say('canvas-version-by', { no, name: by }) : room.say('canvas-version', { no })}</span> <time>${timeOfDay(at)}</time></small>
      </li>`)}</ol>
    </details>`}
  `
}

function timeOfDay(at) {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
}

function Changing({ line, box, view, room, onDone }) {
  const draft = room.draft(`change.${line.id}`)
  const more = useMore(`change.${line.id}`, room)
  const hand = useHand(box, room, line.id)
  const [seen] = useState(line.version)
  const [text, setText] = useState(draft.value || line.text)
  const [wants, setWants] = useState('')
  const here = useFocus(true)
  const outdone = seen !== line.version
  const fields = { ...line.fields, ...more.value }

  function type(typed) {
    setText(typed)
    draft.set(typed)
    hand.typing(typed)
  }
  function save(event) {
    event.preventDefault()
    const missing = whatIsMissing(text, box.longest, room)
    setWants(missing)
    if (missing) return
    room.play('rewrite', { entry: line.id, text: text.trim(), seen, ...(box.fields ? { fields: picked(fields, box.fields) } : {}) })
    hand.sent()
    leave()
  }
  function leave() {
    draft.clear()
    more.clear()
    onDone()
  }

  return html`<li class="line is-changing"><form class="box" onSubmit=${save} ref=${here} tabindex="-1">
    <${Field} id=${`change-${line.id}`} label=${room.say('canvas-change-label')} value=${text} onInput=${type} max=${box.longest} rows=${3} say=${room.say} />
    <${WhoAndBy} id=${`change-${line.id}`} box=${box} value=${fields} onChange=${more.set} room=${room} />
    ${outdone && html`<p class="aside" role="status">${room.say('canvas-change-meanwhile', { text: line.text })}</p>`}
    <p class="sees">${sees(view, room)}</p>
    <p class="wants" role="alert">${wants}</p>
    <${Button} type="submit" label=${room.say(outdone ? 'canvas-change-beside' : 'canvas-change-save')} />
    <${Button} kind="alt" label=${room.say('canvas-change-leave')} onClick=${leave} />
  </form></li>`
}

function picked(fields, keys) {
  return Object.fromEntries(keys.map((key) => [key, (fields[key] || '').trim()]))
}
