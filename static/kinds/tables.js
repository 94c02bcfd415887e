// Talking in groups. On the stage the places and the time; on the phone where to go, then what is talked about there, and
// for a host three lines near the end; on the console how many are where, and what one might do about it.

import { html, useEffect, useRef, useState } from '../js/html.js'
import { Button } from '../js/elements/button.js'
import { Field } from '../js/elements/field.js'
import { arrived, inOrder, unsent } from '../js/elements/mine.js'
import { Option } from '../js/elements/option.js'
import { OwnWords, kept, whatIsMissing } from '../js/elements/ownwords.js'
import { PageMark, usePage } from '../js/elements/pages.js'
import { useSeconds } from '../js/elements/ring.js'
import { remaining } from '../js/elements/time.js'
import { Visibility } from '../js/elements/visibility.js'
import { Wall } from '../js/elements/wall.js'

const SECOND = 1000
const BELL = 15 * SECOND
const PLACES_AT_ONCE = 6
const GROUPS_AT_ONCE = 12
const BRIEF = 80 // characters: a question as short as that stands larger
const LINE_STATUS = { waiting: 'mine-status-waiting', shown: 'mine-status-shown', hidden: 'mine-status-hidden' }
const EVERYONE = ['me', 'table', 'facilitator', 'room']
const WITHOUT_A_TABLE = ['me', 'facilitator', 'room']

export default {
  /** Places and words need the whole width; a question alone leaves the clock its place beside it, large. */
  wide: (view) => hasAny(view.wall) || hasAny(view.places),
  /** While phones are down there is the question, and nothing else to read. */
  headline: (view, room) => quietly(view, room),
  /** On the way, before one is anywhere, and for a host, a phone has something to say. */
  quiet: (view) => !view.walking && !view.hosting && (view.rule === 'home' || Boolean(view.at && !view.here.handing)),
  stage: (view, room) => html`<${OnTheStage} view=${view} room=${room} />`,
  phone: (view, room) => html`<${Talking} key=${room.screen.id} view=${view} room=${room} />`,
  console: (view, room) => html`<${Overview} view=${view} room=${room} />`,
}

// ── stage ───────────────────────────────────────────────────────────────────

function OnTheStage({ view, room }) {
  const notes = inOrder(view.wall, 'at').map(({ place, ...note }) => ({ ...note, tags: place ? [place] : [] }))
  if (notes.length > 0) return html`<${Wall} entries=${notes} say=${room.say} />`
  const places = inOrder(view.places, 'no')
  const rings = useBell(view.bell, room)
  const question = view.ask || (view.walking && view.rule === 'topic' ? room.say('tables-stage-free') : '')
  return html`<div class="talk ${places.length > 0 ? 'has-plan' : ''}">
    <div class="bell" role="status">${rings && html`<p>${room.say('tables-bell')}</p>`}</div>
    ${question && !(rings && places.length > 0) && html`<p class="question ${question.length <= BRIEF ? 'is-brief' : ''}" dir="auto">${question}</p>`}
    ${places.length > 0 ? html`<${Plan} places=${places} view=${view} room=${room} />` : html`<p class=${question ? 'how' : 'question'}>${howToBegin(view, room)}</p>`}
  </div>`
}

/** Every place as a half pill: its number, its name, and in words and shape whether there is room. */
function Plan({ places, view, room }) {
  const pages = Math.ceil(places.length / PLACES_AT_ONCE)
  const page = usePage(pages, undefined, 'first')
  const shown = places.slice(page * PLACES_AT_ONCE, (page + 1) * PLACES_AT_ONCE)
  return html`<ul class="plan ${view.ask ? 'is-below' : ''}">
      ${shown.map((place) => html`<li key=${place.id} class="place is-${place.seats}">
        <bdi class="num">${place.no}</bdi>
        <span class="place-words">
          <span class="place-name" dir="auto">${place.title}</span>
          <span class="place-state"><${SeatMark} seats=${place.seats} />${state(place, view, room)}</span>
        </span>
      </li>`)}
    </ul>
    <${PageMark} page=${page} count=${pages} say=${room.say} />`
}

/** On the way it helps to know who waits there, and the disc says whether there is room; later the words say it. */
function state(place, view, room) {
  const seats = room.say('tables-seats', { seats: place.seats })
  return view.walking && place.by ? html`<span class="visually-hidden">${seats}</span><span class="place-host"><span dir="auto">${room.say('tables-stage-host', { name: place.by })}</span></span>` : html`<span>${seats}</span>`
}

/** An empty, a half and a whole disc: room, getting full, full. */
function SeatMark({ seats }) {
  return html`<svg class="seat-mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <circle class="seat-ring" cx="12" cy="12" r="10" />
    ${seats === 'filling' && html`<path class="seat-fill" d="M12,2A10,10 0 0 0 12,22Z" />`}
    ${seats === 'full' && html`<circle class="seat-fill" cx="12" cy="12" r="10" />`}
  </svg>`
}

function howToBegin(view, room) {
  if (view.rule === 'home') return room.say('tables-stage-home')
  return view.groups > 0 ? room.say('tables-stage-groups', { count: view.groups }) : room.say('tables-stage-find')
}

/** A bell that is seen and read out for a moment, and heard by nobody. */
function useBell(bell, room) {
  const [, beat] = useState(0)
  const age = room.now() - bell.at
  const rings = bell.no > 0 && age >= -SECOND && age < BELL
  useEffect(() => {
    if (!rings) return undefined
    const timer = setTimeout(() => beat((count) => count + 1), BELL - age)
    return () => clearTimeout(timer)
  }, [bell.at])
  return rings
}

// ── phone ───────────────────────────────────────────────────────────────────

function Talking({ view, room }) {
  const rings = useBell(view.bell, room)
  return html`<div class="talking">
    <div class="bell" role="status">${rings && html`<p>${room.say('tables-bell')}</p>`}</div>
    ${view.walking ? html`<${OnTheWay} view=${view} room=${room} />` : html`<${AtWork} view=${view} room=${room} />`}
    ${!room.screen.open && html`<p class="aside" role="status">${room.say('tables-closed')}</p>`}
  </div>`
}

/** Only where to go: names of places, a map, and nothing to read or to answer. */
function OnTheWay({ view, room }) {
  if (view.rule === 'home') return html`<p class="now">${room.say('tables-stay-home')}</p>`
  if (!view.at && view.rule !== 'topic') return html`<${Search} room=${room} />`
  return html`
    ${view.at && html`<${Whither} view=${view} room=${room} />`}
    ${view.rule === 'topic' && html`<p class="now">${room.say(view.at ? 'tables-change-mind' : 'tables-choose-place')}</p>`}
    ${hasAny(view.places) && html`<${FloorMap} view=${view} />`}
    ${view.rule === 'topic' && html`<${Choice} view=${view} room=${room} />`}`
}

function Whither({ view, room }) {
  const { no, title, people } = view.here
  return html`<section class="whither" aria-live="polite">
    <p class="aside">${room.say('tables-you-go-to')}</p>
    <h2 class="sign"><bdi class="num">${title ? no : ''}</bdi> <span dir="auto">${title || room.say('tables-group', { no })}</span></h2>
    ${people && html`<p dir="auto">${company(people, room)}</p>`}
    <${Volunteer} view=${view} room=${room} />
  </section>`
}

/** The stage's picture in small: numbers where the places are, one's own in full. */
function FloorMap({ view }) {
  return html`<ul class="map" aria-hidden="true">
    ${inOrder(view.places, 'no').filter(({ closed }) => !closed).map(({ id, no }) => html`<li key=${id} class=${id === view.at ? 'is-here' : ''}><bdi class="num">${no}</bdi></li>`)}
  </ul>`
}

/** All places; the one that was tapped last is where one goes. */
function Choice({ view, room, without }) {
  const going = unsent(room, 'go_to').map(({ data }) => data.topic).pop() || view.at
  const places = inOrder(view.places, 'no').filter(({ id, closed }) => !closed && id !== without)
  const failed = room.refusal('go_to')
  return html`<div class="choice">
    ${places.map(({ id, no, title, seats }) => html`<${Option} key=${id} label=${room.say('tables-place', { no, title })} line=${room.say('tables-seats', { seats })}
      pressed=${id === going} disabled=${!room.screen.open} onClick=${() => id === going || room.play('go_to', { topic: id })} />`)}
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
  </div>`
}

function Search({ room }) {
  const failed = room.refusal('find')
  return html`<section class="search">
    <p class="now">${room.say('tables-find-lead')}</p>
    <${Button} label=${room.say('tables-find')} disabled=${!room.screen.open || unsent(room, 'find').length > 0} onClick=${() => room.play('find', {})} />
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
  </section>`
}

/** The round is on. Whoever is nowhere chooses first; a host whose card is open writes first. */
function AtWork({ view, room }) {
  const nowhere = !view.at && view.rule !== 'home'
  if (nowhere && view.rule === 'topic') {
    return html`<p class="now">${room.say('tables-choose-place')}</p><${Choice} view=${view} room=${room} /><${Others} view=${view} room=${room} />`
  }
  return html`
    ${nowhere && html`<${Search} room=${room} />`}
    <${HandOver} view=${view} room=${room} />
    <${HostCard} view=${view} room=${room} />
    <${Subject} view=${view} room=${room} />
    <${Harvest} view=${view} room=${room} />
    <${Thinking} view=${view} room=${room} />
    ${view.rule === 'topic' && html`<${MoveOn} view=${view} room=${room} />`}
    <${Others} view=${view} room=${room} />`
}

/** What is talked about here: one's own table's name, essence and prompts. */
function Subject({ view, room }) {
  const { no, title, essence, ideas = [], prompts = [], people } = view.here || {}
  const group = people && !title
  return html`<section class="subject">
    ${title && view.rule !== 'home' && html`<h2 class="sign"><bdi class="num">${no}</bdi> <span dir="auto">${title}</span></h2>`}
    ${group && html`<h2 class="sign">${room.say('tables-group', { no })}</h2>`}
    ${people && html`<p dir="auto">${company(people, room)}</p>`}
    ${view.ask && !room.screen.dim && html`<p class="question" dir="auto">${view.ask}</p>`}
    ${essence && essence !== quietly(view, room) && html`<p class="essence" dir="auto">${essence}</p>`}
    ${prompts.length > 0 && html`<ul class="prompts">${prompts.map((prompt) => html`<li key=${prompt} dir="auto">${prompt}</li>`)}</ul>`}
    ${ideas.length > 0 && html`<details class="fold"><summary>${room.say('tables-ideas')}</summary>
      <ul class="ideas">${ideas.map((idea) => html`<li key=${idea} dir="auto">${idea}</li>`)}</ul>
    </details>`}
  </section>`
}

/** Those of one's group: by name where they agreed to it, else as a number. */
function company(people, room) {
  const others = Object.entries(people).filter(([id]) => id !== room.me.id).map(([, { name }]) => name)
  const names = others.filter(Boolean)
  const unnamed = others.length - names.length
  if (others.length === 0) return room.say('tables-with-nobody')
  if (names.length === 0) return room.say('tables-with-unnamed', { count: unnamed })
  return unnamed > 0 ? room.say('tables-with-some', { names: names.join(', '), count: unnamed }) : room.say('tables-with', { names: names.join(', ') })
}

// ── hosts ───────────────────────────────────────────────────────────────────

/** For a host: the greeting, and the way out. For guests: the way in, when the host asks or there is none. */
function HandOver({ view, room }) {
  if (!view.hosting) return html`<${TakeOver} view=${view} room=${room} /><${Volunteer} view=${view} room=${room} />`
  const { no, handing } = view.here
  const busy = unsent(room, 'hand_over_host').length > 0
  const ask = (on) => room.play('hand_over_host', { on })
  if (handing) {
    return html`<section class="handing">
      <p>${room.say('tables-handing')}</p>
      <p class="large num">${room.say('tables-host-word', { no })}</p>
      <${Button} kind="quiet" label=${room.say('tables-keep-hosting')} disabled=${busy} onClick=${() => ask(false)} />
    </section>`
  }
  return html`<section class="hosting">
    <p class="host-mark">${room.say('tables-you-host')}</p>
    ${view.greeting && html`<p class="greeting" dir="auto">${view.greeting}</p>`}
    <${Button} kind="alt" label=${room.say('tables-hand-over')} disabled=${busy || !room.screen.open} onClick=${() => ask(true)} />
  </section>`
}

function TakeOver({ view, room }) {
  if (!view.here || !view.here.handing || view.hosting) return null
  return html`<section class="handing">
    <p>${room.say('tables-take-over')}</p>
    <${Button} label=${room.say('tables-host-word', { no: view.here.no })} disabled=${unsent(room, 'take_host').length > 0} onClick=${() => room.play('take_host', {})} />
  </section>`
}

function Volunteer({ view, room }) {
  const failed = room.refusal('host')
  if (!view.with_hosts || !view.here || view.here.hosted || !room.screen.open) return null
  return html`<div class="volunteer">
    <p>${room.say('tables-no-host')}</p>
    <${Button} kind="quiet" label=${room.say('tables-volunteer')} disabled=${unsent(room, 'host').length > 0} onClick=${() => room.play('host', {})} />
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
  </div>`
}

/** Three lines for the whole room. They open near the end, so that a host hosts until then. */
function HostCard({ view, room }) {
  const lines = inOrder((view.card || {}).lines, 'no')
  const running = Boolean(room.timer && room.timer.running)
  useSeconds(running)
  if (lines.length === 0 || !view.lines || view.round === 0) return null
  const nearly = running && remaining(room.timer, room.now()) <= view.card.last * SECOND
  const begun = lines.some(({ id }) => view.lines[id] || lineDraft(view, id, room).value)
  if (!view.card.open && !nearly && !begun) return html`<p class="aside">${room.say('tables-card-later', { count: lines.length, minutes: Math.round(view.card.last / 60) })}</p>`
  return html`<${Card} key=${view.round} lines=${lines} view=${view} room=${room} />`
}

/** One button for all lines; each line that changed goes by itself. */
function Card({ lines, view, room }) {
  const [typed, setTyped] = useState({})
  const known = (id) => (flying(id, room) || view.lines[id] || { text: '' }).text
  const value = (id) => (typed[id] === undefined ? lineDraft(view, id, room).value || known(id) : typed[id])
  const fits = ({ id }) => value(id).trim() && [...value(id).trim()].length <= view.card.max
  const changed = lines.filter((line) => fits(line) && value(line.id).trim() !== known(line.id))

  function save(event) {
    event.preventDefault()
    if (!room.screen.open) return
    changed.forEach(({ id }) => {
      room.play('card', { box: id, text: value(id).trim() })
      lineDraft(view, id, room).clear()
    })
    setTyped({})
  }

  return html`<form class="card" onSubmit=${save}>
    <h2>${room.say('tables-card', { count: lines.length })}</h2>
    <p class="aside">${room.say(view.review ? 'tables-card-review' : 'tables-card-room')}</p>
    ${lines.map(({ id, ask }) => html`<div class="card-line" key=${id}>
      <${Field} id=${`card-${id}`} label=${ask} value=${value(id)} onInput=${(text) => { setTyped({ ...typed, [id]: text }); lineDraft(view, id, room).set(text) }} max=${view.card.max} rows=${3} say=${room.say} />
      <p class="thought-by" role="status">${known(id) && value(id).trim() === known(id) && lineStatus(id, view, room)}</p>
      ${room.refusal('card', id) && html`<p class="wants" role="alert">${room.refusal('card', id)}</p>`}
    </div>`)}
    <${Button} type="submit" label=${room.say('tables-card-save')} disabled=${changed.length === 0 || !room.screen.open} />
  </form>`
}

function lineDraft(view, box, room) {
  return room.draft(`card.${view.round}.${box}`)
}

function flying(box, room) {
  const last = unsent(room, 'card').filter(({ data }) => data.box === box).pop()
  return last && last.data
}

function lineStatus(box, view, room) {
  return room.say(flying(box, room) ? 'mine-status-sending' : LINE_STATUS[view.lines[box].shown])
}

/** What those before wrote on the card of this table. */
function Harvest({ view, room }) {
  const asks = (view.card || {}).lines || {}
  const lines = inOrder(view.harvest, 'at')
  if (lines.length === 0) return null
  return html`<section class="harvest">
    <h2>${room.say('tables-harvest')}</h2>
    <dl>${lines.map(({ id, box, text }) => html`<div key=${id}>
      <dt dir="auto">${(asks[box] || {}).ask}</dt><dd dir="auto">${text}</dd>
    </div>`)}</dl>
  </section>`
}

// ── moving on ───────────────────────────────────────────────────────────────

function MoveOn({ view, room }) {
  return html`<details class="fold" key=${view.at}>
    <summary>${room.say('tables-moved-to')}</summary>
    <p class="aside">${room.say(view.hosting ? 'tables-host-moves' : 'tables-free-to-move')}</p>
    <${Choice} view=${view} room=${room} without=${view.at} />
  </details>`
}

/** Topics without a table stay open to thoughts. */
function Others({ view, room }) {
  const closed = inOrder(view.places, 'no').filter((place) => place.closed)
  if (closed.length === 0 || !view.with_thoughts) return null
  return html`${closed.map(({ id, no, title }) => html`<details class="fold" key=${id} open=${room.draft(`think.${id}`).value !== ''}>
    <summary dir="auto">${room.say('tables-no-table', { no, title })}</summary>
    <${ThoughtForm} topic=${id} view=${view} room=${room} />
  </details>`)}`
}

// ── thoughts ────────────────────────────────────────────────────────────────

function Thinking({ view, room }) {
  const draft = room.draft('think')
  // Whoever woke a phone that was down did so to write.
  const [writing, setWriting] = useState(draft.value !== '' || Boolean(room.screen.dim))
  if (!view.with_thoughts) return html`<${Thoughts} view=${view} room=${room} />`
  return html`
    ${writing
      ? html`<${ThoughtForm} view=${view} room=${room} focus onDone=${() => setWriting(false)} />`
      : room.screen.open && html`<p class="add"><${Button} kind="quiet" label=${room.say('tables-add-thought')} onClick=${() => setWriting(true)} /></p>`}
    <${Thoughts} view=${view} room=${room} />`
}

function ThoughtForm({ topic, view, room, focus, onDone }) {
  const id = topic ? `think.${topic}` : 'think'
  const text = room.draft(id)
  const allow = topic ? WITHOUT_A_TABLE : EVERYONE
  const usual = allow.includes(view.visibility) ? view.visibility : 'facilitator'
  const how = kept(room, `${id}.how`, { visibility: usual, named: false })
  const { visibility, named } = how.value
  const [wants, setWants] = useState('')
  const failed = room.refusal('think', topic)
  const form = useRef(null)
  useEffect(() => {
    const box = focus && form.current && form.current.querySelector('textarea')
    if (box) box.focus()
  }, [])

  function send(event) {
    event.preventDefault()
    const missing = whatIsMissing(text.value, view.max, room)
    setWants(missing)
    if (missing || !room.screen.open) return
    // From here on the outbox keeps the words.
    room.play('think', { text: text.value.trim(), visibility, named, ...(topic ? { topic } : {}) })
    text.clear()
    how.clear()
    if (onDone) onDone()
  }

  return html`<form class="think" onSubmit=${send} ref=${form}>
    <${Field} id=${id} label=${room.say('tables-my-thought')} value=${text.value} onInput=${text.set} max=${view.max} rows=${3} say=${room.say} />
    <${Visibility} id=${`sees-${id}`} value=${visibility} allow=${allow} named=${named} onChange=${how.set} say=${room.say} review=${view.review} names=${room.names} />
    <p class="wants" role="alert">${wants || failed}</p>
    <${Button} type="submit" label=${room.say('tables-thought-send')} disabled=${!room.screen.open} />
  </form>`
}

/** My own wherever I left them, and what the others at this table wrote. */
function Thoughts({ view, room }) {
  const mine = inOrder(view.mine, 'at')
  const theirs = inOrder(view.thoughts, 'at').filter(({ id }) => !view.mine[id])
  const waiting = unsent(room, 'think').filter((move) => !arrived(move, view.mine))
  if (mine.length + theirs.length + waiting.length === 0) return null
  return html`<section class="thoughts">
    <h2>${room.say('tables-thoughts')}</h2>
    <ul>
      ${theirs.map(({ id, text, by }) => html`<li key=${id} class="thought">
        <p class="thought-text" dir="auto">${text}</p>
        ${by && html`<p class="thought-by" dir="auto">${by}</p>`}
      </li>`)}
      ${mine.map(({ id, place, ...entry }) => html`<li key=${id} class="thought">
        <${OwnWords} id=${id} entry=${entry} label=${room.say('tables-my-thought')} max=${view.max} allow=${EVERYONE} review=${view.review} room=${room}>
          ${place && place !== (view.here || {}).title && html`<p class="thought-by" dir="auto">${place}</p>`}
        <//>
      </li>`)}
      ${waiting.map(({ id, data }) => html`<li key=${id} class="thought is-waiting">
        <p class="thought-text" dir="auto">${data.text}</p>
        <p class="thought-by" role="status">${room.say('mine-status-sending')}</p>
      </li>`)}
    </ul>
  </section>`
}

// ── console ─────────────────────────────────────────────────────────────────

function Overview({ view, room }) {
  const places = inOrder(view.places, 'no')
  return html`<div class="overview">
    <p class="standing">${room.say('tables-round', { no: view.round, of: Math.max(view.rounds, view.round), walking: view.walking ? 'yes' : 'no' })}</p>
    <${Steering} view=${view} room=${room} />
    <${Advice} view=${view} room=${room} />
    ${view.loose > 0 && view.rule !== 'home' && html`<p>${room.say('tables-loose', { count: view.loose })}</p>`}
    <${Places} places=${places} view=${view} room=${room} />
    ${view.seats && view.made > 0 && html`<${Move} view=${view} room=${room} />`}
    ${view.topics && html`<${NewTopic} room=${room} />`}
    <${Written} view=${view} room=${room} />
  </div>`
}

function Steering({ view, room }) {
  const changes = view.rule !== 'home'
  const failed = ['round', 'walk', 'group', 'bell', 'card'].map((name) => room.refusal(name)).find(Boolean)
  const made = changes && view.rule !== 'topic'
  return html`<div class="row">
    ${(view.walking || view.rounds > 1 || view.round > 1) && html`<${Button} kind="quiet" label=${view.round < view.rounds ? room.say('tables-begin-round', { no: view.round + 1 }) : room.say('tables-one-more-round')} onClick=${() => beginRound(view, room)} />`}
    ${changes && !view.walking && html`<${Button} kind="quiet" label=${room.say('tables-walk')} onClick=${() => room.play('walk', { seen: view.round })} />`}
    ${made && html`<${Button} kind="quiet" label=${room.say(view.made > 0 ? 'tables-group-again' : 'tables-group-now')} onClick=${() => room.play('group', {})} />`}
    ${!view.walking && html`<${Button} kind="quiet" label=${room.say('tables-ring')} onClick=${() => room.play('bell', {})} />`}
    ${!view.walking && hasAny(view.lines) && html`<${Button} kind="quiet" label=${room.say(view.card_open ? 'tables-cards-close' : 'tables-cards-open')} onClick=${() => room.play('card', { on: !view.card_open })} />`}
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
  </div>`
}

/** Where the agenda gives a round its minutes, the clock is set to them. */
function beginRound(view, room) {
  room.play('round', { seen: view.round })
  if (!view.round_minutes) return
  const left = room.timer ? Math.ceil(remaining(room.timer, room.now()) / SECOND) : 0
  room.play('timer_add', { seconds: Math.round(view.round_minutes * 60) - left })
  if (!room.timer || !room.timer.running) room.play('timer_start', {})
}

/** Suggestions, once there is reason enough; each with one tap to follow it. */
function Advice({ view, room }) {
  useSeconds(hasAny(view.advice))
  const due = Object.entries(view.advice || {}).filter(([, { from }]) => from <= room.now())
  if (due.length === 0) return null
  const title = (id) => room.say('tables-place', { no: (view.places[id] || {}).no, title: (view.places[id] || {}).title })
  return html`<ul class="advice">
    ${due.map(([key, { do: what, topic, into = '' }]) => html`<li key=${key}>
      <p>${room.say('tables-advice', { what, place: title(topic), into: into && title(into) })}</p>
      <${Button} kind="quiet" label=${room.say('tables-advice-do', { what })} onClick=${() => follow(what, topic, into, room)} />
    </li>`)}
  </ul>`
}

function follow(what, topic, into, room) {
  if (what === 'close') return room.play('close_topic', { topic })
  return what === 'merge' ? room.play('merge_topics', { topic, into }) : room.play('split_topic', { topic })
}

/** Two hundred people in pairs are not looked through one by one. */
function Places({ places, view, room }) {
  if (places.length === 0) return null
  const list = html`<ul class="places">${places.map((place) => html`<${PlaceCard} key=${place.id} place=${place} places=${places} view=${view} room=${room} />`)}</ul>`
  if (view.topics || places.length <= GROUPS_AT_ONCE) return list
  return html`<details class="fold"><summary>${room.say('tables-all-groups', { count: places.length })}</summary>${list}</details>`
}

function PlaceCard({ place, places, view, room }) {
  const { id, no, title, heads, host, lines, thoughts, closed } = place
  const asked = Object.keys(view.lines).length
  const name = title ? room.say('tables-place', { no, title }) : room.say(view.rule === 'home' ? 'look-table' : 'tables-group', { no })
  return html`<li class="place-card ${closed ? 'is-closed' : ''}">
    <h3 dir="auto">${name}</h3>
    ${Object.values(place.with).map((former) => html`<p key=${former} class="aside" dir="auto">${room.say('tables-former', { title: former })}</p>`)}
    <p class="facts">
      <span>${closed ? room.say('tables-is-closed') : room.say('tables-heads', { count: heads })}</span>
      ${view.rule === 'topic' && !closed && html`<span class="with-mark"><${SeatMark} seats=${place.seats} />${room.say('tables-seats', { seats: place.seats })}</span>`}
      ${view.with_hosts && !closed && html`<span dir="auto">${hostWords(place, room)}</span>`}
      ${asked > 0 && html`<span>${room.say('tables-lines', { count: lines, of: asked })}</span>`}
      ${thoughts > 0 && html`<span>${room.say('tables-thought-count', { count: thoughts })}</span>`}
    </p>
    ${view.rule !== 'home' && html`<details class="fold"><summary>${room.say('tables-more')}</summary>
      ${view.with_hosts && !closed && html`<${Picker} id=${`host-${id}`} label=${room.say('tables-name-host')} value=${host} options=${everybody(room)} empty=${room.say('tables-nobody')} onPick=${(person) => room.play('name_host', { topic: id, person })} />`}
      ${view.topics && html`<${TopicActs} place=${place} places=${places} room=${room} />`}
    </details>`}
  </li>`
}

function hostWords({ host, handing }, room) {
  if (!host) return room.say('tables-no-host')
  const { label } = room.people[host] || {}
  return room.say(handing ? 'tables-host-leaving' : 'tables-host-is', { name: label || '' })
}

function TopicActs({ place: { id, title, closed, with: merged }, places, room }) {
  const others = places.filter((other) => other.id !== id && !other.closed).map((other) => [other.id, room.say('tables-place', { no: other.no, title: other.title })])
  const [name, setName] = useState(title)
  return html`<div class="row">
      <${Button} kind="quiet" label=${room.say(closed ? 'tables-open' : 'tables-close')} onClick=${() => room.play(closed ? 'open_topic' : 'close_topic', { topic: id })} />
      ${!closed && html`<${Button} kind="quiet" label=${room.say('tables-second')} onClick=${() => room.play('split_topic', { topic: id })} />`}
      ${Object.entries(merged).map(([one, former]) => html`<${Button} key=${one} kind="quiet" label=${room.say('tables-apart', { title: former })} onClick=${() => room.play('split_topic', { topic: one })} />`)}
    </div>
    ${!closed && others.length > 0 && html`<${Picker} id=${`merge-${id}`} label=${room.say('tables-merge')} value="" options=${others} empty=${room.say('tables-choose')} onPick=${(into) => into && room.play('merge_topics', { topic: id, into })} />`}
    <form class="row" onSubmit=${(event) => { event.preventDefault(); room.play('rename_topic', { topic: id, title: name }) }}>
      <${Field} id=${`name-${id}`} label=${room.say('tables-rename')} value=${name} onInput=${setName} max=${80} say=${room.say} />
      <${Button} type="submit" kind="quiet" label=${room.say('tables-rename-do')} disabled=${!name.trim() || name.trim() === title} />
    </form>`
}

function Picker({ id, label, value, options, empty, onPick }) {
  return html`<p class="picker">
    <label for=${id}>${label}</label>
    <select id=${id} class="field-box" value=${value} onChange=${(event) => onPick(event.currentTarget.value)}>
      <option value="">${empty}</option>
      ${options.map(([key, words]) => html`<option key=${key} value=${key}>${words}</option>`)}
    </select>
  </p>`
}

function everybody(room) {
  return Object.entries(room.people).filter(([, { removed, left }]) => !removed && !left).map(([id, { label }]) => [id, label])
}

/** One person to another group, or whoever came late into the smallest. */
function Move({ view, room }) {
  const [person, setPerson] = useState('')
  const groups = inOrder(view.places, 'no').map(({ id, no, title }) => [id, title ? room.say('tables-place', { no, title }) : room.say('tables-group', { no })])
  const placed = (id) => (view.places[view.seats[id]] ? view.seats[id] : '')
  const names = everybody(room).map(([id, label]) => [id, placed(id) ? room.say('tables-person-in', { name: label, no: view.places[placed(id)].no }) : label])
  const put = (group) => { room.play('place', { person, ...(group ? { group } : {}) }); setPerson('') }
  return html`<div class="move">
    <${Picker} id="move-who" label=${room.say('tables-move-who')} value=${person} options=${names} empty=${room.say('tables-choose')} onPick=${setPerson} />
    ${person && html`<${Picker} id="move-to" label=${room.say('tables-move-to')} value="" options=${groups} empty=${room.say('tables-choose')} onPick=${(group) => group && put(group)} />
      <${Button} kind="quiet" label=${room.say('tables-move-smallest')} onClick=${() => put('')} />`}
  </div>`
}

function NewTopic({ room }) {
  const [title, setTitle] = useState('')
  const send = (event) => { event.preventDefault(); room.play('open_topic', { title: title.trim() }); setTitle('') }
  return html`<form class="row" onSubmit=${send}>
    <${Field} id="new-topic" label=${room.say('tables-new-topic')} value=${title} onInput=${setTitle} max=${80} say=${room.say} />
    <${Button} type="submit" kind="quiet" label=${room.say('tables-new-topic-do')} disabled=${!title.trim()} />
  </form>`
}

/** What was written for her or for everyone, newest first. */
function Written({ view, room }) {
  const entries = inOrder(view.entries, 'at').reverse()
  if (entries.length === 0) return null
  return html`<ul class="written">
    ${entries.map(({ id, text, box, place, by, visibility, shown }) => html`<li key=${id}>
      ${view.lines[box] && html`<p class="aside" dir="auto">${view.lines[box].ask}</p>`}
      <p class="thought-text" dir="auto">${text}</p>
      <p class="facts">
        ${(view.places[place] || {}).title && html`<span dir="auto">${view.places[place].title}</span>`}
        ${by && html`<span dir="auto">${by}</span>`}
        ${visibility !== 'room' && html`<span>${room.say('tables-for-you')}</span>`}
      </p>
      ${visibility === 'room' && html`<${Button} kind="quiet" label=${room.say(shown === 'shown' ? 'console-take-down' : 'console-show')} onClick=${() => room.play(shown === 'shown' ? 'hide' : 'show', { entries: [id] })} />`}
    </li>`)}
  </ul>`
}

// ── small things ────────────────────────────────────────────────────────────

/** What a phone that is to be put down says instead of the screen's title. */
function quietly(view, room) {
  return room.screen.dim && !view.walking ? view.ask || (view.here || {}).essence || '' : ''
}

function hasAny(things) {
  return Object.keys(things || {}).length > 0
}
