// Essentials: what has to be there, whether one could do it alone, and who begins when.

import { html, useEffect, useRef, useState } from '../../js/html.js'
import { Button } from '../../js/elements/button.js'
import { Field } from '../../js/elements/field.js'
import { about, arrived, inOrder, unsent } from '../../js/elements/mine.js'
import { Option } from '../../js/elements/option.js'
import { afterDrawing, sees, useGivenBack, useHand, useMore, whatIsMissing, Writers } from './hands.js'
import { AboutLine, LineActs, mineInWords } from './lines.js'
import { PickSheet } from './picks.js'
import { dayInWords, linesIn } from './sheet.js'

const FIELD = 140
const PURPOSES = { means: 'canvas-means-ask', uses: 'canvas-uses-ask', loosens: 'canvas-loosens-ask' }
const ON = { means: 'canvas-means', uses: 'canvas-uses', loosens: 'canvas-loosens' }

export function Essentials({ box, may, view, room }) {
  const entries = linesIn(view.canvas, box.id)
  const waiting = unsent(room, 'essential').filter((move) => !arrived(move, mineInWords(view)))
  const count = entries.length + waiting.length
  return html`
    <p class="aside">${room.say('canvas-essentials-count', { count, most: box.max })} · ${room.say('canvas-essentials-how')}</p>
    <ol class="lines is-numbered">
      ${entries.map((entry) => html`<${Essential} key=${entry.id} entry=${entry} box=${box} may=${may} view=${view} room=${room} />`)}
      ${waiting.map(({ id, data }) => html`<li key=${id} class="line is-waiting">
        <p class="line-text" dir="auto">${data.text}</p>
        <p class="line-about" role="status">${room.say('mine-status-sending')}</p>
      </li>`)}
    </ol>
    <${Writers} box=${box} view=${view} room=${room} />
    ${may && count < box.max && html`<${NewEssential} box=${box} view=${view} room=${room} />`}
    ${may && count >= box.max && html`<p class="full" role="status">${room.say('canvas-essentials-full', { most: box.max })}</p>`}
  `
}

function Essential({ entry, box, may, view, room }) {
  const [doing, setDoing] = useState('')
  const changes = about(room, 'rewrite', entry.id)
  const leaving = about(room, 'withdraw', entry.id).length > 0
  const failed = room.refusal('rewrite', entry.id)
  const seen = changes.reduce((so_far, { data }) => ({ ...so_far, ...data, picks: so_far.picks, fields: { ...so_far.fields, ...data.fields } }), entry)
  if (doing) return html`<${ChangingEssential} entry=${entry} box=${box} view=${view} room=${room} onDone=${() => setDoing('')} />`
  return html`<li class="line ${leaving || changes.length > 0 ? 'is-waiting' : ''}">
    <p class="line-text" dir="auto">${seen.text}</p>
    <${EssentialFacts} entry=${seen} room=${room} />
    ${(leaving || changes.length > 0) && html`<p class="line-about" role="status">${room.say('mine-status-sending')}</p>`}
    <${AboutLine} line=${entry} box=${box} view=${view} room=${room} />
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
    ${may && !leaving && html`<${LineActs} line=${entry} label=${room.say('canvas-essential-replace')} onChange=${() => setDoing('change')} view=${view} room=${room} />`}
  </li>`
}

/** Who, when, what it rests on, and the mark of what one school could do. */
function EssentialFacts({ entry: { fields = {}, picks = {}, alone }, room }) {
  const facts = [
    [room.say('canvas-starter'), fields.starter],
    [room.say('canvas-first-step'), fields.first_step_by && dayInWords(fields.first_step_by, room)],
    [room.say('canvas-know-by'), fields.know_by],
    [room.say('canvas-means'), fields.means_part],
    ...Object.keys(ON).map((purpose) => [room.say(ON[purpose]), inOrder(picks[purpose], 'no').map(({ text }) => text).join(' · ')]),
  ].filter(([, said]) => said)
  return html`
    ${alone && html`<p class="alone"><i aria-hidden="true"></i>${room.say('canvas-alone-mark')}</p>`}
    ${facts.length > 0 && html`<dl class="facts">${facts.map(([label, said], no) => html`<div key=${no}><dt>${label}</dt><dd dir="auto">${said}</dd></div>`)}</dl>`}
  `
}

function NewEssential({ box, view, room }) {
  const text = room.draft('essential')
  const more = useMore('essential', room)
  const hand = useHand(box, room)
  const sent = useGivenBack(room, 'essential', box.id, (data) => {
    if (room.draft('essential').value !== '') return
    text.set(data.text)
    more.set({ fields: data.fields, picks: data.picks, alone: data.alone })
  })

  function send(said) {
    const data = { box: box.id, ...said }
    room.play('essential', data)
    sent(data)
    text.clear()
    more.clear()
    hand.sent()
  }
  return html`<${EssentialForm} id="essential" box=${box} text=${text.value} onText=${(typed) => { text.set(typed); hand.typing(typed) }} more=${more}
    failed=${text.value && room.refusal('essential', box.id)} label=${box.stem || room.say('canvas-stem')} go=${room.say('canvas-essential-save')} onSend=${send} view=${view} room=${room} />`
}

function ChangingEssential({ entry, box, view, room, onDone }) {
  const draft = room.draft(`change.${entry.id}`)
  const kept = useMore(`change.${entry.id}`, room)
  const hand = useHand(box, room, entry.id)
  const [seen, setSeen] = useState(entry.version)
  const before = { fields: entry.fields || {}, alone: Boolean(entry.alone), picks: idsOf(entry.picks) }
  const more = { ...kept, value: { ...before, ...kept.value } }
  const sending = about(room, 'rewrite', entry.id).length > 0
  const [tried, setTried] = useState(false)
  const failed = tried && !sending && room.refusal('rewrite', entry.id)
  const left = useRef(false)
  useEffect(() => {
    if (!tried || sending || left.current) return
    if (failed) return setSeen(entry.version)
    left.current = true
    afterDrawing(leave)
  })

  function send(said) {
    room.play('rewrite', { entry: entry.id, seen, ...said })
    setTried(true)
    hand.sent()
  }
  function leave() {
    draft.clear()
    kept.clear()
    onDone()
  }
  return html`<li class="line is-changing">
    ${seen !== entry.version && html`<p class="aside" role="status">${room.say('canvas-essential-meanwhile')} <q dir="auto">${entry.text}</q></p>`}
    <${EssentialForm} id=${`change-${entry.id}`} box=${box} text=${draft.value || entry.text} onText=${(typed) => { draft.set(typed); hand.typing(typed) }} more=${more}
      failed=${failed} label=${room.say('canvas-essential-label')} go=${room.say('canvas-change-save')} onSend=${send} view=${view} room=${room} open />
    <${Button} kind="alt" label=${room.say('canvas-change-leave')} onClick=${leave} />
  </li>`
}

function idsOf(picks = {}) {
  return Object.fromEntries(Object.entries(picks).map(([purpose, found]) => [purpose, Object.keys(found)]))
}

/** First the words, then the test; who, when and what it rests on can come later. */
function EssentialForm({ id, box, text, onText, more, failed, label, go, onSend, view, room, open }) {
  const { fields = {}, picks = {}, alone = false } = more.value
  const [wants, setWants] = useState('')
  const stem = (box.stem || room.say('canvas-stem')).replace(/[\s….]+$/, '')

  function send(event) {
    event.preventDefault()
    const whole = withStem(text.trim(), stem)
    const missing = text.trim() ? whatIsMissing(whole, box.longest, room) : room.say('refused-empty')
    setWants(missing)
    if (!missing) onSend({ text: whole, fields: tidied(fields), picks, alone })
  }
  const set = (key) => (typed) => more.set({ ...more.value, fields: { ...fields, [key]: typed } })
  const toggle = (purpose) => (one, on) => more.set({ ...more.value, picks: { ...picks, [purpose]: on ? [...(picks[purpose] || []), one] : (picks[purpose] || []).filter((other) => other !== one) } })

  return html`<form class="box" onSubmit=${send}>
    <${Field} id=${id} label=${label} value=${text} onInput=${onText} max=${box.longest} rows=${3} say=${room.say} />
    <div class="alone-test" role="group" aria-label=${room.say('canvas-alone-ask')}>
      <p class="alone-ask">${room.say('canvas-alone-ask')}</p>
      <div class="options">
        <${Option} label=${room.say('canvas-alone-no')} pressed=${!alone} onClick=${() => more.set({ ...more.value, alone: false })} />
        <${Option} label=${room.say('canvas-alone-yes')} line=${alone ? room.say('canvas-alone-then') : ''} pressed=${alone} onClick=${() => more.set({ ...more.value, alone: true })} />
      </div>
    </div>
    <details class="more" open=${open}>
      <summary>${room.say('canvas-more')}</summary>
      <div class="more-fields">
        <${Field} id=${`${id}-starter`} label=${room.say('canvas-starter')} value=${fields.starter || ''} onInput=${set('starter')} max=${FIELD} optional say=${room.say} />
        <${Field} id=${`${id}-date`} label=${room.say('canvas-first-step')} kind="date" value=${fields.first_step_by || ''} onInput=${set('first_step_by')} optional say=${room.say} />
        <${Field} id=${`${id}-know`} label=${room.say('canvas-know-by')} value=${fields.know_by || ''} onInput=${set('know_by')} max=${FIELD} optional say=${room.say} />
        ${box.options.length > 0 && html`<div role="group" aria-label=${room.say('canvas-means-ask')}>
          <p class="alone-ask">${room.say('canvas-means-ask')}</p>
          <div class="options">${box.options.map((option) => html`<${Option} key=${option} label=${option} pressed=${fields.means_part === option} onClick=${() => set('means_part')(fields.means_part === option ? '' : option)} />`)}</div>
        </div>`}
        ${Object.keys(PURPOSES).map((purpose) => html`<${PickSheet} key=${purpose} names=${box[purpose] || []} chosen=${new Set(picks[purpose] || [])} label=${room.say(PURPOSES[purpose])} onToggle=${toggle(purpose)} room=${room} />`)}
      </div>
    </details>
    <p class="sees">${sees(view, room)}</p>
    <p class="wants" role="alert">${wants || failed}</p>
    <${Button} type="submit" label=${go} />
  </form>`
}

/** Whoever leaves the stem out, or writes it themselves, means the same. */
function withStem(text, stem) {
  return !stem || text.toLowerCase().startsWith(stem.toLowerCase()) ? text : `${stem} ${text}`
}

function tidied(fields) {
  return Object.fromEntries(Object.entries(fields).map(([key, said]) => [key, said.trim()]))
}
