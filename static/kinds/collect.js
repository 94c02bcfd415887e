// Writing: on the phone one box at a time, on the stage the questions and what was shown, on the console how far we are.

import { html, useEffect, useRef, useState } from '../js/html.js'
import { Button } from '../js/elements/button.js'
import { Field } from '../js/elements/field.js'
import { about, arrived, inOrder, unsent } from '../js/elements/mine.js'
import { Option } from '../js/elements/option.js'
import { PageMark, usePage } from '../js/elements/pages.js'
import { still, useSteady } from '../js/elements/still.js'
import { Visibility } from '../js/elements/visibility.js'
import { Wall } from '../js/elements/wall.js'

const LINE_ABOVE_THE_WALL = 60
const ASKS_AT_ONCE = 3
const BRIEF = 80 // characters: a single question as short as that stands larger
const ROW = 40 // characters
const ROWS = 6
const FIELD_LONGEST = 140
const ASK_LONGEST = 160
const MOST_BOXES = 6
const PAGE = 50 // lines that the console draws at once

export default {
  /** The wall takes the whole width; before there is one, the count stands beside the questions. */
  /** Nothing here is covered: what is let up is seen. */
  reveals: false,
  wide: (view) => hasWall(view),
  side: (view, room) => (hasWall(view) ? null : html`<${Counted} view=${view} room=${room} />`),
  stage: (view, room) => html`<${Asked} view=${view} room=${room} />`,
  phone: (view, room) => html`<${Writing} key=${room.screen.id} view=${view} room=${room} />`,
  console: (view, room) => html`<${Gathered} view=${view} room=${room} />`,
  /** What can be typed in from sheets of paper: boxes that ask for words alone, and are meant for more than their author. */
  paper: {
    boxes: (view) => inOrder(view.boxes, 'no').map((box) => ({ ...box, seen: ['room', 'facilitator'].filter((who) => box.allow.includes(who)) }))
      .filter((box) => box.seen.length > 0 && inOrder(box.fields, 'no').every(({ optional }) => optional)),
    move: (box, text, visibility) => ({ name: 'write', data: { box: box.id, text, fields: {}, tags: [], visibility, named: false } }),
  },
}

// ── stage ───────────────────────────────────────────────────────────────────

function Asked({ view, room }) {
  const entries = inOrder(view.entries, 'at')
  const asks = inOrder(view.asks, 'no')
  const above = entries.length === 0 || (asks.length === 1 && asks[0].ask.length <= LINE_ABOVE_THE_WALL)
  return html`<div class="asked ${entries.length ? 'has-wall' : ''}">
    ${above && html`<${Asks} asks=${asks} say=${room.say} />`}
    ${entries.length > 0 && html`<${Wall} entries=${entries} foot=${room.say('collect-answered', { count: view.answered })} say=${room.say} />`}
  </div>`
}

/** Three questions at a time can be read from the back; more of them turn like pages, once. */
function Asks({ asks, say }) {
  const pages = Math.ceil(asks.length / ASKS_AT_ONCE)
  const page = usePage(pages, undefined, 'first')
  const shown = asks.slice(page * ASKS_AT_ONCE, (page + 1) * ASKS_AT_ONCE)
  const rows = shown.reduce((sum, { ask }) => sum + Math.ceil(ask.length / ROW), 0)
  return html`<ul class="asks has-${Math.min(asks.length, ASKS_AT_ONCE)} ${rows > ROWS ? 'is-full' : ''} ${pages > 1 ? 'is-paged' : ''} ${asks.every(({ ask }) => ask.length <= BRIEF) ? 'is-brief' : ''}">
      ${shown.map(({ id, ask }) => html`<li key=${id}><span dir="auto">${ask}</span></li>`)}
    </ul>
    <${PageMark} page=${page} count=${pages} say=${say} />`
}

function Counted({ view, room }) {
  const here = Math.max(Number(room.here) || 0, view.answered)
  return html`<p class="counted">
    <bdi class="num">${room.say('collect-count', { count: view.answered, here })}</bdi>
    <span>${room.say('collect-count-words')}</span>
  </p>`
}

function hasWall(view) {
  return Object.keys(view.entries || {}).length > 0
}

// ── phone ───────────────────────────────────────────────────────────────────

function Writing({ view, room }) {
  const boxes = inOrder(view.boxes, 'no')
  const { around, remember } = useSending(view, room)
  const [at, setAt] = useState(() => whereToBegin(boxes, view, room))
  const [moved, setMoved] = useState(false)
  const go = (to) => { setMoved(true); setAt(to) }
  const sent = (data) => { remember(data); go(afterSending(boxes, at)) }
  const box = boxes[at]
  return html`<div class="writing">
    ${box && boxes.length > 1 && html`<${Steps} boxes=${boxes} at=${at} view=${view} room=${around} />`}
    ${box
      ? html`<${OneBox} key=${box.id} box=${box} view=${view} room=${around} focus=${moved} onSent=${sent} />`
      : html`<${AllDone} view=${view} room=${around} />`}
    <${Returned} boxes=${boxes} at=${at} go=${go} view=${view} room=${around} />
    ${boxes.length > 1 && html`<${Onwards} boxes=${boxes} at=${at} go=${go} view=${view} room=${around} />`}
    <${Yours} boxes=${boxes} view=${view} room=${around} />
    <${FromTheTable} view=${view} room=${around} />
  </div>`
}

/**
 * Follows what was sent until it lands in the view. The outbox holds the words from the tap on, so the box is free at
 * once, and a screen that changes meanwhile leaves no draft behind that looks unsent. Between the room's answer and the
 * next view they stay in sight (`saved`); words that the room would not take stand in their box again.
 */
function useSending(view, room) {
  const sent = useRef([])
  const saved = sent.current.filter((one) => !isFlying(one, room) && !isRefused(one, room) && !hasLanded(one, view))
  useEffect(() => {
    const settled = sent.current.filter((one) => !isFlying(one, room))
    // First let go, then give back: a draft that changes draws the screen again at once.
    sent.current = sent.current.filter((one) => isFlying(one, room) || (!isRefused(one, room) && !hasLanded(one, view)))
    settled.filter((one) => isRefused(one, room)).forEach(({ data }) => giveBack(data, view, room))
  })
  const landing = saved.map(({ data }, no) => ({ id: `landing-${no}`, name: 'write', data, saved: true }))
  return {
    around: { ...room, pending: [...(room.pending || []), ...landing] },
    remember: (data) => sent.current.push({ data, before: entriesIn(data.box, view) }),
  }
}

function isFlying({ data }, room) {
  return isSending(room, { id: data.box })
}

function isRefused({ data }, room) {
  return room.refusal('write', data.box) !== ''
}

function hasLanded({ data, before }, view) {
  return entriesIn(data.box, view).some((id) => !before.includes(id))
}

function entriesIn(box, view) {
  return Object.keys(view.mine || {}).filter((id) => view.mine[id].box === box)
}

/** Unless something new was begun in the meantime. */
function giveBack({ box: id, text, fields, ...how }, view, room) {
  const box = { ...view.boxes[id], id }
  if (room.draft(id).value !== '') return
  inOrder(box.fields, 'no').forEach((field) => fieldDraft(box, field, room).set(fields[field.id] || ''))
  howDraft(box, room).set(JSON.stringify(how))
  room.draft(id).set(text)
}

/** Where something was begun; else the first box without an answer; else past the last. */
function whereToBegin(boxes, view, room) {
  const begun = boxes.findIndex((box) => room.draft(box.id).value !== '' && !isAnswered(box, view, room))
  if (begun >= 0) return begun
  const empty = boxes.findIndex((box) => !isAnswered(box, view, room))
  if (empty >= 0) return empty
  return boxes.length === 1 ? 0 : boxes.length
}

/** Where several answers are welcome the same box stays, ready for the next one. */
function afterSending(boxes, at) {
  return boxes[at].many || boxes.length === 1 ? at : at + 1
}

function Steps({ boxes, at, view, room }) {
  const shown = Math.min(at + 1, boxes.length)
  return html`<p class="steps">
    <span class="steps-dots" aria-hidden="true">
      ${boxes.map((box, no) => html`<i key=${box.id} class="${no === at ? 'is-here' : ''} ${isAnswered(box, view, room) ? 'is-done' : ''}" />`)}
    </span>
    <span>${room.say('collect-step', { no: shown, count: boxes.length })}</span>
  </p>`
}

function Onwards({ boxes, at, go, view, room }) {
  const box = boxes[at]
  const forwards = box && (isAnswered(box, view, room) ? 'collect-next' : 'collect-skip')
  return html`<div class="onwards">
    ${at > 0 && html`<${Button} kind="quiet" label=${room.say('collect-back')} onClick=${() => go(at - 1)} />`}
    ${forwards && html`<${Button} kind="quiet" label=${room.say(forwards)} onClick=${() => go(at + 1)} />`}
  </div>`
}

/** Words that the room would not take, in a box one has already left. */
function Returned({ boxes, at, go, view, room }) {
  const no = boxes.findIndex((box, place) => place !== at && room.draft(box.id).value !== '' && room.refusal('write', box.id))
  if (no < 0) return null
  return html`<div class="returned" role="alert">
    <p class="wants">${room.say('collect-not-taken')}</p>
    <${Button} kind="quiet" label=${room.say('collect-return')} onClick=${() => go(no)} />
  </div>`
}

function OneBox({ box, view, room, focus, onSent }) {
  const here = useRef(null)
  useEffect(() => {
    if (!focus || !here.current) return
    here.current.focus({ preventScroll: true })
    here.current.scrollIntoView({ block: 'nearest' })
  }, [])
  const answered = !box.many && isAnswered(box, view, room)
  const begun = room.draft(box.id).value !== ''
  return html`<div class="one-box" tabindex="-1" ref=${here}>
    ${!answered && (room.screen.open || begun)
      ? html`<${Blank} box=${box} view=${view} room=${room} onSent=${onSent} />`
      : html`<h2 class="ask" dir="auto">${box.ask}</h2>
          <p class="aside" role="status">${room.say(answered ? 'collect-box-answered' : 'collect-closed')}</p>`}
  </div>`
}

/** The box itself. What is typed is kept on the phone with every stroke, until the room has it. */
function Blank({ box, view, room, onSent }) {
  const text = room.draft(box.id)
  const how = howIn(box, room)
  const [wants, setWants] = useState('')
  const failed = text.value !== '' && isRefused({ data: { box: box.id } }, room)

  function send(event) {
    event.preventDefault()
    const fields = typedFields(box, room)
    const missing = whatIsMissing(text.value, fields, box, room)
    setWants(missing)
    if (missing || !room.screen.open) return
    const data = { box: box.id, text: text.value.trim(), fields, ...how.value }
    room.play('write', data)
    remembered(box, room).set(JSON.stringify({ visibility: data.visibility, named: data.named }))
    clearAll(box, room)
    onSent(data)
  }

  return html`<form class="box" onSubmit=${send}>
    <${Field} id=${`write-${box.id}`} label=${box.ask} hint=${box.hint} value=${text.value} onInput=${text.set}
      max=${box.max} rows=${box.options.length > 0 || box.max <= 80 ? 2 : 4} optional=${box.optional} say=${room.say} />
    ${box.options.length > 0 && html`<div class="options" role="group" aria-label=${room.say('collect-options')}>
      ${box.options.map((option) => html`<${Option} key=${option} label=${option} pressed=${text.value === option} onClick=${() => text.set(option)} />`)}
    </div>`}
    ${inOrder(box.fields, 'no').map((field) => html`<${OneField} key=${field.id} id=${`write-${box.id}-${field.id}`} field=${field}
      value=${fieldDraft(box, field, room).value} onInput=${fieldDraft(box, field, room).set} room=${room} />`)}
    <${Tags} tags=${box.tags} chosen=${how.value.tags} onChange=${(tags) => how.set({ tags })} room=${room} />
    <${Visibility} id=${`sees-${box.id}`} value=${how.value.visibility} allow=${box.allow} named=${how.value.named}
      onChange=${({ visibility, named }) => how.set({ visibility, named })} say=${room.say} review=${view.review} names=${room.names} />
    <p class="wants" role="alert">${wants || (failed && room.say('collect-not-taken'))}</p>
    ${!room.screen.open && html`<p class="aside" role="status">${room.say('collect-closed-kept')}</p>`}
    <${Button} type="submit" label=${room.say(`collect-send-${how.value.visibility}`)} disabled=${!room.screen.open} />
  </form>`
}

/**
 * Who sees it, whether with a name, and the tags chosen. Kept like a draft, so that after a reload nothing goes further
 * than its author had decided.
 */
function howIn(box, room) {
  const kept = howDraft(box, room)
  const before = parsed(remembered(box, room).value)
  const last = box.allow.includes(before.visibility) ? before : {}
  const value = { visibility: box.visibility, named: box.named, tags: [], ...last, ...parsed(kept.value) }
  return { value, set: (change) => kept.set(JSON.stringify({ ...value, ...change })) }
}

/** What was chosen for this box the last time, on this phone. */
function remembered(box, room) {
  return room.habit ? room.habit(box.id) : { value: '', set: () => {} }
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

function OneField({ id, field, value, onInput, room }) {
  const isDate = field.kind === 'date'
  return html`<${Field} id=${id} label=${field.label} value=${value} onInput=${onInput} kind=${field.kind}
    max=${isDate ? undefined : FIELD_LONGEST} optional=${field.optional} say=${room.say} />`
}

function Tags({ tags, chosen, onChange, room }) {
  if (tags.length === 0) return null
  const toggle = (tag) => onChange(chosen.includes(tag) ? chosen.filter((one) => one !== tag) : [...chosen, tag])
  return html`<div class="tags" role="group" aria-label=${room.say('collect-tags')}>
    ${tags.map((tag) => html`<button type="button" key=${tag} class="tag" aria-pressed=${chosen.includes(tag) ? 'true' : 'false'}
      disabled=${!chosen.includes(tag) && chosen.length >= 8} onClick=${() => toggle(tag)} dir="auto">${tag}</button>`)}
  </div>`
}

/** What keeps this from being sent, as a sentence; empty when nothing does. */
function whatIsMissing(text, said, box, room) {
  if (!text.trim()) return room.say('refused-empty')
  if (length(text) > box.max) return room.say('refused-too_long', { limit: box.max })
  const fields = inOrder(box.fields, 'no')
  const blank = fields.find(({ id, optional }) => !optional && !(said[id] || '').trim())
  if (blank) return room.say('collect-field-empty', { label: blank.label })
  const long = fields.find(({ id }) => length(said[id] || '') > FIELD_LONGEST)
  return long ? room.say('collect-field-too-long', { label: long.label, limit: FIELD_LONGEST }) : ''
}

/** In characters as people count them, not in halves of an emoji. */
function length(text) {
  return [...text.trim()].length
}

function typedFields(box, room) {
  return Object.fromEntries(inOrder(box.fields, 'no').map((field) => [field.id, fieldDraft(box, field, room).value.trim()]))
}

function fieldDraft(box, field, room) {
  return room.draft(`${box.id}.${field.id}`)
}

function howDraft(box, room) {
  return room.draft(`${box.id}.how`)
}

function clearAll(box, room) {
  inOrder(box.fields, 'no').forEach((field) => fieldDraft(box, field, room).clear())
  howDraft(box, room).clear()
  room.draft(box.id).clear()
}

/** Past the last box: what was skipped can still be answered. */
function AllDone({ view, room }) {
  const skipped = inOrder(view.boxes, 'no').some((box) => !isAnswered(box, view, room))
  return html`<section class="all-done">
    <h2 class="ask">${room.say('collect-all-done')}</h2>
    <p class="aside">${room.say(skipped ? 'collect-all-done-skipped' : 'collect-all-done-more')}</p>
  </section>`
}

// ── what I wrote ────────────────────────────────────────────────────────────

function Yours({ boxes, view, room }) {
  const mine = inOrder(view.mine, 'at')
  const waiting = unsent(room, 'write').filter((move) => !arrived(move, view.mine))
  if (mine.length + waiting.length === 0) return null
  const asks = boxes.length > 1 ? view.boxes : {}
  return html`<section class="yours">
    <h2>${room.say('collect-yours', { count: mine.length + waiting.length })}</h2>
    <ul>
      ${mine.map((entry) => html`<${Own} key=${entry.id} entry=${entry} box=${view.boxes[entry.box]} ask=${(asks[entry.box] || {}).ask} view=${view} room=${room} />`)}
      ${waiting.map((move) => html`<li key=${move.id} class="own ${move.saved ? '' : 'is-waiting'}">
        <p class="own-text" dir="auto">${move.data.text}</p>
        <p class="own-status" role="status">${room.say(move.saved ? 'mine-status-kept' : 'mine-status-sending')}</p>
      </li>`)}
    </ul>
  </section>`
}

function Own({ entry, box, ask, view, room }) {
  const [doing, setDoing] = useState(room.draft(entry.id).value === '' ? '' : 'edit')
  const edits = about(room, 'edit', entry.id)
  const leaving = about(room, 'withdraw', entry.id).length > 0 || room.status('withdraw', entry.id) === 'saved'
  const seen = edits.reduce((before, { data }) => ({ ...before, ...data, fields: { ...before.fields, ...data.fields } }), entry)
  const failed = room.refusal('edit', entry.id) || room.refusal('withdraw', entry.id)
  if (doing === 'edit') return html`<${Changing} entry=${seen} box=${box} view=${view} room=${room} onDone=${() => setDoing('')} />`
  return html`<li class="own ${leaving || edits.length ? 'is-waiting' : ''}">
    ${ask && html`<p class="own-ask" dir="auto">${ask}</p>`}
    <p class="own-text" dir="auto">${seen.text}</p>
    <${OwnFields} fields=${seen.fields} box=${box} />
    ${seen.tags.length > 0 && html`<p class="own-tags">${seen.tags.map((tag) => html`<span key=${tag} dir="auto">${tag}</span>`)}</p>`}
    <p class="own-status" role="status">${statusWords({ entry: seen, waiting: leaving || edits.length > 0, room })}</p>
    <${IntoTheCalendar} entry=${seen} box=${box} room=${room} />
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
    ${doing === 'withdraw'
      ? html`<${TakeBack} room=${room} onYes=${() => { room.play('withdraw', { entry: entry.id }); setDoing('') }} onNo=${() => setDoing('')} />`
      : !leaving && html`<p class="own-acts">
          <${Button} kind="alt" label=${room.say('mine-edit')} onClick=${() => setDoing('edit')} />
          <${Button} kind="alt" label=${room.say('mine-withdraw')} onClick=${() => setDoing('withdraw')} />
        </p>`}
  </li>`
}

/** A promise with a day can be taken along into one's own calendar. */
function IntoTheCalendar({ entry, box, room }) {
  const promised = (box || {}).outcome === 'commitment' && inOrder(box.fields, 'no').some(({ id, kind }) => kind === 'date' && entry.fields[id])
  const address = promised && room.calendar ? room.calendar(entry.id) : ''
  return address ? html`<p><a class="to-calendar" href=${address} download>${room.say('collect-calendar')}</a></p>` : null
}

function OwnFields({ fields, box }) {
  const filled = inOrder((box || {}).fields || {}, 'no').filter(({ id }) => fields[id])
  if (filled.length === 0) return null
  return html`<dl class="own-fields">
    ${filled.map(({ id, label }) => html`<div key=${id}><dt dir="auto">${label}</dt><dd dir="auto">${fields[id]}</dd></div>`)}
  </dl>`
}

/** "Saved" is only said of what the room has. */
function statusWords({ entry, waiting, room }) {
  if (waiting) return room.say('mine-status-sending')
  return room.say(`mine-status-${entry.visibility === 'room' ? entry.shown : entry.visibility}`)
}

/** Asks once, in place, and takes the focus with it. */
function TakeBack({ room, onYes, onNo }) {
  const here = useRef(null)
  useEffect(() => here.current && here.current.focus(), [])
  return html`<div class="take-back" role="group" tabindex="-1" ref=${here} aria-label=${room.say('mine-withdraw-sure')}>
    <p>${room.say('mine-withdraw-sure')}</p>
    <${Button} kind="quiet" label=${room.say('mine-withdraw-yes')} onClick=${onYes} />
    <${Button} kind="quiet" label=${room.say('mine-withdraw-no')} onClick=${onNo} />
  </div>`
}

function Changing({ entry, box, view, room, onDone }) {
  const draft = room.draft(entry.id)
  const [text, setText] = useState(draft.value || entry.text)
  const [fields, setFields] = useState(entry.fields)
  const [how, setHow] = useState({ visibility: entry.visibility, named: entry.named, tags: entry.tags })
  const [wants, setWants] = useState('')
  const here = useRef(null)
  useEffect(() => here.current && here.current.focus(), [])

  function save(event) {
    event.preventDefault()
    const missing = whatIsMissing(text, fields, box, room)
    setWants(missing)
    if (missing) return
    const changes = changed(entry, { text: text.trim(), fields, ...how })
    if (Object.keys(changes).length > 0) room.play('edit', { entry: entry.id, ...changes })
    leave()
  }
  function leave() {
    draft.clear()
    onDone()
  }

  return html`<li class="own is-changing">
    <form class="box" onSubmit=${save} ref=${here} tabindex="-1">
      <${Field} id=${`edit-${entry.id}`} label=${box.ask} value=${text} onInput=${(typed) => { setText(typed); draft.set(typed) }}
        max=${box.max} rows=${4} say=${room.say} />
      ${inOrder(box.fields, 'no').map((field) => html`<${OneField} key=${field.id} id=${`edit-${entry.id}-${field.id}`} field=${field}
        value=${fields[field.id] || ''} onInput=${(typed) => setFields({ ...fields, [field.id]: typed })} room=${room} />`)}
      <${Tags} tags=${box.tags} chosen=${how.tags} onChange=${(tags) => setHow({ ...how, tags })} room=${room} />
      <${Visibility} id=${`sees-${entry.id}`} value=${how.visibility} allow=${box.allow} named=${how.named}
        onChange=${(said) => setHow({ ...how, ...said })} say=${room.say} review=${view.review} names=${room.names} />
      <p class="wants" role="alert">${wants}</p>
      <${Button} type="submit" label=${room.say('mine-edit-save')} />
      <${Button} kind="alt" label=${room.say('mine-edit-leave')} onClick=${leave} />
    </form>
  </li>`
}

/** Only what differs travels; an optional field that was emptied keeps what it said. */
function changed(entry, wanted) {
  const fields = Object.fromEntries(Object.entries(wanted.fields).filter(([id, said]) => said.trim() && said !== entry.fields[id]))
  const simple = ['text', 'visibility', 'named'].filter((key) => wanted[key] !== entry[key]).map((key) => [key, wanted[key]])
  return {
    ...Object.fromEntries(simple),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(wanted.tags.join('\n') !== entry.tags.join('\n') ? { tags: wanted.tags } : {}),
  }
}

function FromTheTable({ view, room }) {
  const others = inOrder(view.table_entries, 'at').filter(({ id }) => !(view.mine || {})[id])
  if (others.length === 0) return null
  return html`<section class="from-table">
    <h2>${room.say('collect-from-table')}</h2>
    <ul>${others.map(({ id, text, by }) => html`<li key=${id}>
      <p dir="auto">${text}</p>
      ${by && html`<p class="by" dir="auto">${by}</p>`}
    </li>`)}</ul>
  </section>`
}

// ── console ─────────────────────────────────────────────────────────────────

function Gathered({ view, room }) {
  const { play } = useSteady({ play: room.play })
  const boxes = inOrder(view.boxes, 'no')
  const [most, setMost] = useState(PAGE)
  const entries = inOrder(view.entries, 'at').reverse()
  return html`<div class="gathered">
    <p class="answered">${room.say('collect-answered', { count: view.answered })}</p>
    <ul class="counts">
      ${boxes.map(({ id, ask, count, kept }) => html`<li key=${id}>
        <bdi class="num">${count}</bdi>
        <span dir="auto">${ask}</span>
        ${kept > 0 && html`<span class="aside">${room.say('collect-kept', { count: kept })}</span>`}
      </li>`)}
    </ul>
    <${Reword} boxes=${boxes} room=${room} />
    ${entries.length > 0 && html`<ul class="entries">
      ${entries.slice(0, most).map((entry) => html`<${Read} key=${entry.id} entry=${entry} ask=${(view.boxes[entry.box] || {}).ask} table=${((room.tables || {})[entry.table] || {}).name} say=${room.say} play=${play} />`)}
    </ul>`}
    ${entries.length > most && html`<${Button} kind="quiet" label=${room.say('console-show-more', { count: Math.min(PAGE, entries.length - most) })} onClick=${() => setMost(most + PAGE)} />`}
  </div>`
}

/** The questions put differently while the room answers them, and room for one more. */
function Reword({ boxes, room }) {
  const [asks, setAsks] = useState(null)
  if (!asks) return html`<p class="own-acts"><${Button} kind="alt" label=${room.say('collect-reword')} onClick=${() => setAsks(boxes.map(({ id, ask }) => ({ id, ask })))} /></p>`
  const change = (no, ask) => setAsks(asks.map((one, at) => (at === no ? { ...one, ask } : one)))
  const ready = asks.every(({ id, ask }) => (ask.trim() || !id) && length(ask) <= ASK_LONGEST)

  async function save(event) {
    event.preventDefault()
    const said = asks.filter(({ ask }) => ask.trim()).map((one) => ({ ...one, ask: one.ask.trim() }))
    const answer = await room.play('reword', { boxes: said })
    if (!answer || answer.ok) setAsks(null)
  }

  return html`<form class="reword" onSubmit=${save}>
    <h2>${room.say('collect-reword')}</h2>
    <p class="aside">${room.say('collect-reword-how')}</p>
    ${asks.map(({ id, ask }, no) => html`<${Field} key=${id || `new ${no}`} id=${`reword-${no}`} label=${room.say(id ? 'collect-reword-ask' : 'collect-reword-more', { no: no + 1 })}
      value=${ask} onInput=${(typed) => change(no, typed)} max=${ASK_LONGEST} rows=${2} say=${room.say} />`)}
    <p class="own-acts">
      <${Button} kind="quiet" type="submit" label=${room.say('collect-reword-save')} disabled=${!ready} />
      ${asks.length < MOST_BOXES && html`<${Button} kind="alt" label=${room.say('collect-reword-add')} onClick=${() => setAsks([...asks, { ask: '' }])} />`}
      <${Button} kind="alt" label=${room.say('collect-reword-leave')} onClick=${() => setAsks(null)} />
    </p>
  </form>`
}

const Read = still(({ entry, ask, table, say, play }) => {
  const said = Object.values(entry.fields).filter(Boolean)
  return html`<li class="entry is-${entry.shown}">
    ${ask && html`<p class="own-ask" dir="auto">${ask}</p>`}
    <p class="own-text" dir="auto">${entry.text}</p>
    ${said.length > 0 && html`<p class="aside">${said.map((text, no) => html`<span key=${no} dir="auto">${text}</span>`)}</p>`}
    <p class="own-status">
      <span dir="auto">${table || say('look-table', { no: entry.table })}</span>
      ${entry.by && html`<span dir="auto">${entry.by}</span>`}
      <span>${say(entry.visibility === 'room' ? `collect-console-${entry.shown}` : 'collect-console-private')}</span>
    </p>
    ${entry.visibility === 'room' && html`<p class="own-acts">
      ${entry.shown === 'shown'
        ? html`<${Button} kind="quiet" label=${say('console-take-down')} onClick=${() => play('hide', { entries: [entry.id] })} />`
        : html`<${Button} kind="quiet" label=${say('console-show')} onClick=${() => play('show', { entries: [entry.id] })} />`}
    </p>`}
  </li>`
})

// ── small things ────────────────────────────────────────────────────────────

function isSending(room, box) {
  return unsent(room, 'write').some((move) => move.data.box === box.id)
}

function isAnswered(box, view, room) {
  return isSending(room, box) || Object.values(view.mine || {}).some((entry) => entry.box === box.id)
}
