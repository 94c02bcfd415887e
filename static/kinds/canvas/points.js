// The curve: points by tapping a picture, or by the fields below it.

import { html, useState } from '../../js/html.js'
import { Button } from '../../js/elements/button.js'
import { Curve, PAST, TODAY, columnName, columnsOf, inWords, niceStep, valuesOf, written } from '../../js/elements/curve.js'
import { Field } from '../../js/elements/field.js'
import { parsed, sees, useGivenBack, useHand, Writers } from './hands.js'
import { partsOf } from './sheet.js'

const LABEL = 12
const LEAST = { history: 3, forecast: 1, hope: 1 }

export function Drawing({ box, may, view, room }) {
  const drawn = view.canvas.points[box.id]
  const begun = room.draft(`points.${box.id}`).value !== ''
  const [again, setAgain] = useState(begun)
  const parts = partsOf(view.canvas, view)
  const drawing = may && (!drawn || again)
  return html`
    ${!drawing && html`<${Curve} parts=${parts} say=${room.say} few />
      <p class="curve-in-words">${Object.keys(parts).length > 0 ? inWords(parts, room.say) : room.say('canvas-curve-none')}</p>`}
    <${Writers} box=${box} view=${view} room=${room} />
    ${may && drawn && !again && html`<${Button} kind="quiet" label=${room.say('canvas-points-again')} onClick=${() => setAgain(true)} />`}
    ${drawing && html`<${Plotting} box=${box} drawn=${drawn} parts=${parts} view=${view} room=${room} onDone=${() => setAgain(false)} />`}
  `
}

/** Points by tapping the picture, or by the fields below it; either way they are numbers. */
function Plotting({ box, drawn, parts, view, room, onDone }) {
  const kept = room.draft(`points.${box.id}`)
  const begun = kept.value ? parsed(kept.value) : pointsOf(drawn)
  const hand = useHand(box, room)
  const [seen, setSeen] = useState(drawn ? drawn.version : 0)
  const [wants, setWants] = useState('')
  const columns = columnsOf(box.draws)
  const sent = useGivenBack(room, 'points', box.id, (data) => kept.set(JSON.stringify(pointsOf(data))))
  const outdone = drawn && drawn.version !== seen

  const name = (column) => (begun.labels[column] !== undefined ? begun.labels[column] : guessed(column, { ...begun.labels }, parts))
  const set = (change) => {
    kept.set(JSON.stringify({ ...begun, ...change }))
    hand.typing('.')
  }
  const tap = (column, value) => set({ values: { ...begun.values, [column]: String(value) } })

  function save(event) {
    event.preventDefault()
    const read = columns.filter((column) => (begun.values[column] || '').trim()).map((column) => ({ column, value: numberIn(begun.values[column]) }))
    const odd = read.find(({ value }) => Number.isNaN(value))
    const few = read.length < LEAST[box.draws] && room.say(box.draws === 'history' ? 'canvas-points-few' : 'canvas-points-one')
    const missing = odd ? room.say('canvas-points-number', { said: begun.values[odd.column] }) : few
    setWants(missing || '')
    if (missing) return
    const data = { box: box.id, series: read.map(({ column, value }) => [column, value]), labels: read.map(({ column }) => [...name(column)].slice(0, LABEL).join('')), ...(drawn ? { seen: drawn.version } : {}) }
    room.play('points', data)
    sent(data)
    kept.clear()
    hand.sent()
    setSeen(drawn ? drawn.version + 1 : 1)
    onDone()
  }

  return html`<form class="box plotting" onSubmit=${save}>
    <p class="aside">${room.say('canvas-grid-how')} ${room.say('canvas-points-shape')}</p>
    <${Grid} columns=${columns} box=${box} values=${begun.values} parts=${parts} name=${name} onTap=${tap} />
    ${outdone && html`<p class="aside" role="status">${room.say('canvas-change-meanwhile-points')}</p>`}
    <div class="points">${columns.map((column) => html`<fieldset key=${column} class="point">
      <legend>${columnInWords(column, room)}</legend>
      <${Field} id=${`label-${box.id}-${column}`} label=${room.say('canvas-point-label')} value=${name(column)} onInput=${(typed) => set({ labels: { ...begun.labels, [column]: typed } })} />
      <${Field} id=${`value-${box.id}-${column}`} label=${room.say('canvas-point', { column: name(column) || columnInWords(column, room) })} value=${begun.values[column] || ''} onInput=${(typed) => set({ values: { ...begun.values, [column]: typed } })} />
    </fieldset>`)}</div>
    <p class="sees">${sees(view, room)}</p>
    <p class="wants" role="alert">${wants || room.refusal('points', box.id)}</p>
    <${Button} type="submit" label=${room.say('canvas-points-save')} />
    <div class="acts">
      <${Button} kind="alt" label=${room.say('canvas-points-clear')} onClick=${() => { kept.set(JSON.stringify({ values: {}, labels: begun.labels })); hand.letGo() }} />
      ${drawn && html`<${Button} kind="alt" label=${room.say('canvas-change-leave')} onClick=${() => { kept.clear(); hand.letGo(); onDone() }} />`}
    </div>
  </form>`
}

function pointsOf(drawn) {
  const found = { values: {}, labels: {} }
  if (!drawn) return found
  drawn.series.forEach(([column, value], no) => {
    found.values[column] = String(value)
    found.labels[column] = drawn.labels[no]
  })
  return found
}

/** A column that nobody named: where another has a year, its neighbours have theirs. */
export function guessed(column, labels, parts) {
  const there = columnName(parts, column)
  if (there) return there
  const known = Array.from({ length: PAST + 4 }, (_, at) => [at, labels[at] || columnName(parts, at)]).find(([, label]) => /^\d{4}$/.test(label || ''))
  return known ? String(Number(known[1]) + column - known[0]) : ''
}

/** Whoever writes 57,5 means 57.5. */
export function numberIn(said) {
  const tidy = said.trim().replace(/\s|%$/g, '').replace(/,(\d{1,2})$/, '.$1').replace(/,/g, '')
  return tidy === '' ? NaN : Number(tidy)
}

function columnInWords(column, room) {
  if (column === TODAY) return room.say('canvas-today')
  return column < TODAY ? room.say('canvas-column-past', { no: TODAY - column }) : room.say('canvas-column-ahead', { no: column - TODAY })
}

/** The picture to tap. For those who do not tap there are the fields. */
function Grid({ columns, box, values, parts, name, onTap }) {
  const others = Object.fromEntries(Object.entries(parts).filter(([part]) => part !== box.draws))
  const all = [...columns, ...(box.draws === 'history' ? [] : [TODAY])].sort((a, b) => a - b)
  const mine = columns.map((column) => [column, numberIn(values[column] || '')]).filter(([, value]) => !Number.isNaN(value))
  const [low, high] = boundsOf([...mine.map(([, value]) => value), ...valuesOf(others)])
  const x = (column) => ((all.indexOf(column) + 0.5) * 100) / all.length
  const y = (value) => 96 - (92 * (value - low)) / (high - low)
  const line = (points) => points.filter(([column]) => all.includes(column)).map(([column, value], no) => `${no ? 'L' : 'M'}${x(column)} ${y(value)}`).join('')
  const today = ((others.history || { series: [] }).series.slice(-1))

  function tap(event) {
    const frame = event.currentTarget.getBoundingClientRect()
    const at = Math.min(all.length - 1, Math.max(0, Math.floor(((event.clientX - frame.left) / frame.width) * all.length)))
    const height = Math.min(96, Math.max(4, ((event.clientY - frame.top) / frame.height) * 100))
    const step = niceStep((high - low) / 50)
    if (!columns.includes(all[at])) return
    onTap(all[at], Number((Math.round((low + ((96 - height) / 92) * (high - low)) / step) * step).toPrecision(10)))
  }

  return html`<div class="grid" dir="ltr" aria-hidden="true">
    <span class="grid-high">${written(high)}</span><span class="grid-low">${written(low)}</span>
    <div class="grid-field" onClick=${tap}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" focusable="false">
        ${all.map((column) => html`<path key=${column} class="grid-column" d=${`M${x(column)} 0V100`} />`)}
        ${Object.entries(others).map(([part, { series }]) => html`<path key=${part} class="curve-line is-${part} is-faint" d=${line(part === 'history' || today.length === 0 ? series : [...today, ...series])} />`)}
        <path class="curve-line is-${box.draws}" d=${line([...(box.draws === 'history' ? [] : today), ...mine])} />
        ${mine.map(([column, value]) => html`<path key=${column} class="curve-dot is-${box.draws}" d=${`M${x(column)} ${y(value)}h.01`} />`)}
      </svg>
    </div>
    <p class="grid-names">${all.map((column) => html`<span key=${column} dir="auto">${name(column)}</span>`)}</p>
  </div>`
}

/** Up to a hundred unless the numbers are larger: so nothing moves while somebody draws a shape. */
function boundsOf(values) {
  const low = Math.min(0, ...values)
  const high = Math.max(...values, 0)
  if (high <= 100) return [low < 0 ? -niceStep(-low) : 0, 100]
  return [low < 0 ? -niceStep(-low) : 0, niceStep(high * 1.1)]
}
