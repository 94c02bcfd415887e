// A question that grows stronger. On the stage the ladder and what climbs it; on the phone one's own question, the
// neighbour's, and the table's choice; on the console the examples, the pairs and what may go up.

import { html, useState } from '../js/html.js'
import { Button } from '../js/elements/button.js'
import { Field } from '../js/elements/field.js'
import { beginsLike, suggested } from '../js/elements/ladder.js'
import { LookUp } from '../js/elements/lookup.js'
import { arrived, inOrder, unsent } from '../js/elements/mine.js'
import { Option } from '../js/elements/option.js'
import { OwnWords, kept, whatIsMissing } from '../js/elements/ownwords.js'
import { PageMark, usePage } from '../js/elements/pages.js'
import { Visibility } from '../js/elements/visibility.js'
import { Wall } from '../js/elements/wall.js'

const LEVERS = [
  { name: 'question-lever-construction', how: 'question-lever-construction-how' },
  { name: 'question-lever-scope', how: 'question-lever-scope-how' },
  { name: 'question-lever-assumptions', how: 'question-lever-assumptions-how' },
]
const LONG = 60 // characters: a question as long as that stands smaller
const ROWS = 8 // lines of marks that stand on the stage at once
const LINE = 37 // characters in such a line

export default {
  answers: (view) => view.phase !== 'show' && view.phase !== 'wall',
  reveals: false,
  wide: (view) => view.phase !== 'write' || hasAny(view.questions),
  side: (view, room) => (view.phase === 'write' && !hasAny(view.questions) ? html`<${Counted} view=${view} room=${room} />` : null),
  stage: (view, room) => html`<${STAGES[view.phase]} view=${view} room=${room} />`,
  phone: (view, room) => html`<div class="asking"><${PHONES[view.phase]} key=${room.screen.id} view=${view} room=${room} /></div>`,
  console: (view, room) => html`<div class="leading"><${CONSOLES[view.phase]} view=${view} room=${room} /></div>`,
}

// ── stage ───────────────────────────────────────────────────────────────────

function Shown({ view, room }) {
  const { climbing } = view
  return html`<div class="climbing">
    <${Ladder} ladder=${view.ladder} from=${climbing.from} to=${climbing.to} say=${room.say} />
    ${climbing.weak
      ? html`<${Climb} key=${view.example} before=${climbing.weak} after=${climbing.strong} lever=${climbing.lever} />`
      : html`<${Marks} marks=${inOrder(view.marks, 'no')} say=${room.say} />`}
  </div>`
}

/** Nine rungs, the longer the higher. A question sits on one (`from`) and reaches another (`to`); counts where there are any. */
function Ladder({ ladder, from, to, counts = {}, say }) {
  const rungs = inOrder(ladder, 'no').reverse()
  const share = (no) => String(0.76 + (0.24 * no) / Math.max(1, rungs.length))
  const state = (no) => (no === to ? 'is-to' : no === from ? (to ? 'is-left' : 'is-from') : '')
  return html`<ol class="ladder" reversed>
    ${rungs.map(({ no, opener }) => html`<li key=${no} class="rung ${state(no)}" style=${{ '--share': share(no) }}>
      <span class="rung-name" dir="auto">${opener}</span>
      ${counts[no] > 0 && html`<bdi class="rung-count num">${counts[no]}</bdi>`}
      ${(no === from || no === to) && html`<span class="visually-hidden">${say(no === to ? 'question-rung-to' : 'question-rung-from')}</span>`}
    </li>`)}
  </ol>`
}

/** The weak one below; above it, once it has climbed, the strong one, and by which lever. */
function Climb({ before, after, lever, by }) {
  return html`<div class="climb">
    ${after && html`<figure class="climb-after ${isLong(after) ? 'is-long' : ''}">
      <blockquote dir="auto">${after}</blockquote>
      ${(lever || by) && html`<figcaption>${lever && html`<span dir="auto">${lever}</span>`}${by && html`<span dir="auto">${by}</span>`}</figcaption>`}
    </figure>`}
    <p class="climb-before ${after ? 'is-left' : ''}" dir="auto">${before}</p>
  </div>`
}

function Marks({ marks, say }) {
  const pages = paged(marks)
  const page = usePage(pages.length, undefined, 'first')
  return html`<div class="marks-frame">
    <ul class="marks">${(pages[page] || []).map(({ id, text }) => html`<li key=${id} dir="auto">${text}</li>`)}</ul>
    <${PageMark} page=${page} count=${pages.length} say=${say} />
  </div>`
}

function paged(marks) {
  const pages = []
  let left = 0
  for (const mark of marks) {
    const rows = Math.ceil([...mark.text].length / LINE)
    if (rows > left) {
      pages.push([])
      left = ROWS
    }
    pages[pages.length - 1].push(mark)
    left -= rows
  }
  return pages
}

function Asked({ view, room }) {
  const questions = inOrder(view.questions, 'at')
  const asked = ask(view, room)
  return html`<div class="asked">
    <p class="ask ${isLong(asked) || questions.length > 0 ? 'is-long' : ''}" dir="auto">${asked}</p>
    ${questions.length > 0 && html`<${Wall} entries=${questions} foot=${room.say('question-written', { count: view.answered })} say=${room.say} />`}
  </div>`
}

function Counted({ view, room }) {
  return html`<p class="counted">
    <bdi class="num">${view.answered}</bdi>
    <span>${room.say('question-counted', { count: view.answered })}</span>
  </p>`
}

/** The ladder with all questions on it, nobody's in particular; beside it what to do, or what has climbed. */
function Swapping({ view, room }) {
  const climbs = inOrder(view.climbs, 'at')
  const page = usePage(climbs.length, undefined, 'last')
  const climb = climbs[page]
  return html`<div class="climbing">
    <${Ladder} ladder=${view.ladder} from=${climb && climb.from} to=${climb && climb.to} counts=${view.rungs} say=${room.say} />
    <div class="swapping">
      ${climb
        ? html`<${Climb} key=${climb.id} before=${climb.before} after=${climb.after} by=${climb.by} />
          <${PageMark} page=${page} count=${climbs.length} say=${room.say} />`
        : html`<ul class="lines">
            <li>${room.say('question-line-swap')}</li>
            <li dir="auto">${view.ask || room.say('question-line-lever')}</li>
          </ul>`}
      <p class="sum">${room.say('question-stronger', { count: view.stronger, of: view.of })}</p>
    </div>
  </div>`
}

function Choosing({ view, room }) {
  if (hasAny(view.questions)) return html`<${OnTheWall} view=${view} room=${room} foot=${room.say('question-tables-done', { count: view.settled, of: view.of })} />`
  return html`<div class="asked">
    <ul class="lines">
      <li dir="auto">${view.ask || room.say('question-line-choose')}</li>
      <li>${room.say('question-line-answer')}</li>
    </ul>
    <p class="sum">${room.say('question-tables-done', { count: view.settled, of: view.of })}</p>
  </div>`
}

function OnTheWall({ view, room, foot }) {
  const questions = inOrder(view.questions, 'table').map((one) => ({ ...one, by: one.table ? one.name || room.say('look-table', { no: one.table }) : '' }))
  if (questions.length === 0) return html`<div class="asked"><p class="ask">${room.say('question-wall-empty')}</p></div>`
  return html`<div class="asked has-wall"><${Wall} entries=${questions} foot=${foot} say=${room.say} /></div>`
}

const STAGES = { show: Shown, write: Asked, swap: Swapping, table: Choosing, wall: OnTheWall }

// ── phone ───────────────────────────────────────────────────────────────────

function Looking({ view, room }) {
  return html`<${LookUp} text=${room.say('question-look-up')} />
    <${LadderToRead} view=${view} room=${room} />`
}

function LadderToRead({ view, room }) {
  const rungs = inOrder(view.ladder, 'no').reverse()
  const marks = inOrder(view.marks, 'no')
  return html`
    ${rungs.length > 0 && html`<details class="fold">
      <summary>${room.say('question-the-ladder')}</summary>
      <ul class="read">${rungs.map(({ id, opener, lift }) => html`<li key=${id}><b dir="auto">${opener}</b> <span dir="auto">${lift}</span></li>`)}</ul>
    </details>`}
    ${marks.length > 0 && html`<details class="fold">
      <summary>${room.say('question-the-marks')}</summary>
      <ul class="read">${marks.map(({ id, text }) => html`<li key=${id} dir="auto">${text}</li>`)}</ul>
    </details>`}`
}

function Writing({ view, room }) {
  const mine = inOrder(view.mine, 'at')
  const waiting = unsent(room, 'write').filter((move) => !arrived(move, view.mine))
  const more = mine.length + waiting.length < view.most
  return html`
    ${(more || room.draft('question').value !== '') && html`<${Blank} view=${view} room=${room} />`}
    <${Yours} mine=${mine} waiting=${waiting} view=${view} room=${room} />
    <${Levers} room=${room} />
    <${LadderToRead} view=${view} room=${room} />
    <${Others} from=${inOrder(view.from_table, 'at').filter(({ id }) => !(view.mine || {})[id])} room=${room} />`
}

/** The box for a question: its rung is worked out as one types, and can be put right by hand. */
function Blank({ view, room, lead }) {
  const text = room.draft('question')
  const how = kept(room, 'question.how', { visibility: view.visibility, named: view.named, rung: 0 })
  const [wants, setWants] = useState('')
  const { rung, ...who } = how.value

  function send(event) {
    event.preventDefault()
    const missing = whatIsMissing(text.value, view.max, room)
    setWants(missing)
    if (missing || !room.screen.open) return
    room.play('write', { text: text.value.trim(), ...who, ...(rung ? { rung } : {}) })
    text.clear()
    how.clear()
  }

  return html`<form class="box" onSubmit=${send}>
    ${lead && html`<p class="aside">${lead}</p>`}
    <${Field} id="question" label=${ask(view, room)} hint=${view.hint} value=${text.value} onInput=${text.set} max=${view.max} rows=${3} say=${room.say} />
    <${Rung} id="question-rung" text=${text.value} rung=${rung} onChange=${(no) => how.set({ rung: no })} view=${view} room=${room} />
    <${Visibility} id="question-sees" value=${who.visibility} allow=${view.allow} named=${who.named} onChange=${how.set} say=${room.say} review=${view.review} names=${room.names} />
    <p class="aside">${room.say('question-may-be-chosen')}</p>
    <p class="wants" role="alert">${wants || room.refusal('write')}</p>
    <${Button} type="submit" label=${room.say('question-send')} disabled=${!room.screen.open} />
    ${!room.screen.open && html`<p class="aside" role="status">${room.say('collect-closed-kept')}</p>`}
  </form>`
}

/** Where the words begin on the ladder, how to lift them, and the way to say otherwise. */
function Rung({ id, text, rung, onChange, view, room }) {
  const rungs = inOrder(view.ladder, 'no')
  if (rungs.length === 0) return null
  const found = rung || suggested(text, view.ladder)
  const at = view.ladder[found]
  const blames = beginsLike(text, room.say('question-at-people'))
  return html`<div class="rung-help">
    ${text.trim() && html`<${Steps} no=${found} of=${rungs.length} />`}
    <label for=${id}>${room.say('question-rung')}</label>
    <select id=${id} class="field-box" onChange=${(event) => onChange(Number(event.currentTarget.value))}>
      <option value="0" selected=${!rung}>${at && !rung ? room.say('question-rung-suggested', { opener: at.opener }) : room.say('question-rung-none')}</option>
      ${rungs.map(({ no, opener }) => html`<option key=${no} value=${no} selected=${rung === no}>${opener}</option>`)}
    </select>
    <p class="tip" role="status">${blames ? room.say('question-at-people-tip') : text.trim() && at ? html`<span dir="auto">${at.lift}</span>` : ''}</p>
  </div>`
}

/** The ladder on its side: as many halves as rungs, filled as far as the question has come. */
function Steps({ no, of }) {
  return html`<span class="steps" aria-hidden="true">${Array.from({ length: of }, (_, at) => html`<i key=${at} class=${at + 1 === no ? 'is-here' : at < no ? 'is-below' : ''} />`)}</span>`
}

function Levers({ room }) {
  return html`<details class="fold">
    <summary>${room.say('question-levers')}</summary>
    <dl class="levers">${LEVERS.map(({ name, how }) => html`<div key=${name}>
      <dt>${room.say(name)}</dt><dd>${room.say(how)}</dd>
    </div>`)}</dl>
  </details>`
}

function Yours({ mine, waiting, view, room, children }) {
  if (mine.length + waiting.length === 0) return null
  return html`<section class="yours">
    <h2>${room.say('question-yours', { count: mine.length + waiting.length })}</h2>
    ${waiting.map((move) => html`<div key=${move.id} class="own is-waiting"><p class="own-text" dir="auto">${move.data.text}</p><p class="own-status" role="status">${room.say('mine-status-sending')}</p></div>`)}
    ${mine.map((one) => html`<div key=${one.id}>
      ${one.here
        ? html`<${OwnWords} id=${one.id} entry=${one} label=${ask(view, room)} max=${view.max} allow=${view.allow} review=${view.review} room=${room}>
            <${OnItsRung} one=${one} view=${view} room=${room} mine=${true} />
          <//>`
        : html`<div class="own"><p class="own-text" dir="auto">${one.text}</p><${OnItsRung} one=${one} view=${view} room=${room} mine=${true} /></div>`}
    </div>`)}
    ${children}
  </section>`
}

/** The rung a question stands on; on one's own it can be set. */
function OnItsRung({ one, view, room, mine }) {
  const at = (view.ladder || {})[one.rung]
  const rungs = inOrder(view.ladder, 'no')
  if (rungs.length === 0) return null
  return html`<div class="on-rung">
    <${Steps} no=${one.rung} of=${rungs.length} />
    ${mine
      ? html`<label class="visually-hidden" for=${`rung-${one.id}`}>${room.say('question-rung')}</label>
        <select id=${`rung-${one.id}`} class="rung-select" disabled=${!room.screen.open} onChange=${(event) => room.play('rung', { entry: one.id, rung: Number(event.currentTarget.value) })}>
          <option value="0" selected=${!one.rung}>${room.say('question-rung-none')}</option>
          ${rungs.map(({ no, opener }) => html`<option key=${no} value=${no} selected=${one.rung === no}>${opener}</option>`)}
        </select>`
      : html`<span dir="auto">${at ? at.opener : room.say('question-rung-none')}</span>`}
  </div>`
}

function Others({ from, room }) {
  if (from.length === 0) return null
  return html`<section class="others">
    <h2>${room.say('question-from-table')}</h2>
    <ul>${from.map(({ id, text, by }) => html`<li key=${id} class="own"><p class="own-text" dir="auto">${text}</p>${by && html`<p class="own-status" dir="auto">${by}</p>`}</li>`)}</ul>
  </section>`
}

// ── phone: the swap ─────────────────────────────────────────────────────────

function AtTheSwap({ view, room }) {
  const mine = inOrder(view.mine, 'at')
  const waiting = unsent(room, 'write').filter((move) => !arrived(move, view.mine))
  const others = Object.values(view.neighbours)
  const giving = unsent(room, 'give').length > 0
  return html`
    ${mine.length + waiting.length === 0 && html`<${Blank} view=${view} room=${room} lead=${room.say('question-none-yet')} />`}
    ${others.length > 0 && html`<p class="with" role="status">${withWhom(others, room)}</p>`}
    ${(!view.asked || others.length === 0) && room.screen.open && html`<div class="give">
      <p>${room.say('question-give-how')}</p>
      <${Button} label=${room.say(view.asked ? 'question-another' : 'question-give')} disabled=${giving} onClick=${() => room.play('give')} />
      <p class="wants" role="alert">${room.refusal('give')}</p>
    </div>`}
    <${Theirs} view=${view} room=${room} others=${others} />
    <${Yours} mine=${mine} waiting=${waiting} view=${view} room=${room}>
      ${mine.map((one) => html`<${Versions} key=${one.id} one=${one} view=${view} room=${room} />`)}
    <//>
    <${Levers} room=${room} />
    <${LadderToRead} view=${view} room=${room} />`
}

function withWhom(others, room) {
  const names = others.map(({ name }) => name).filter(Boolean)
  if (names.length < others.length) return room.say('question-with-somebody', { count: others.length })
  return room.say('question-with', { names: names.join(', ') })
}

/** What the neighbour handed over, and the box to make it stronger. */
function Theirs({ view, room, others }) {
  const theirs = inOrder(view.theirs, 'at')
  if (theirs.length === 0) return others.length > 0 && html`<p class="aside" role="status">${room.say('question-not-yet')}</p>`
  return html`<section class="theirs">
    <h2>${room.say('question-theirs')}</h2>
    ${theirs.map((one) => html`<div key=${one.id} class="swap-one">
      <blockquote class="quote"><p dir="auto">${one.text}</p>${one.by && html`<footer dir="auto">${one.by}</footer>`}<${OnItsRung} one=${one} view=${view} room=${room} /></blockquote>
      <${Stronger} about=${one} versions=${inOrder(one.versions, 'at')} label=${view.ask || room.say('question-stronger-label')} view=${view} room=${room} />
    </div>`)}
  </section>`
}

function Stronger({ about, versions, label, view, room }) {
  const field = `stronger.${about.id}`
  const text = room.draft(field)
  const how = kept(room, `${field}.how`, { rung: 0 })
  const [wants, setWants] = useState('')
  const waiting = unsent(room, 'strengthen').filter(({ data }) => data.entry === about.id)
  if (versions.length > 0) {
    return versions.map((one) => html`<${OwnWords} key=${one.id} id=${one.id} entry=${{ ...one, visibility: 'handed' }} label=${label} max=${view.max} room=${room}>
      <${OnItsRung} one=${one} view=${view} room=${room} mine=${true} />
      <p class="own-status">${room.say(one.taken ? 'question-was-taken' : 'question-was-handed')}</p>
    <//>`)
  }
  if (waiting.length > 0) return html`<div class="own is-waiting"><p class="own-text" dir="auto">${waiting[0].data.text}</p><p class="own-status" role="status">${room.say('mine-status-sending')}</p></div>`

  function send(event) {
    event.preventDefault()
    const missing = whatIsMissing(text.value, view.max, room)
    setWants(missing)
    if (missing || !room.screen.open) return
    room.play('strengthen', { entry: about.id, text: text.value.trim(), ...(how.value.rung ? { rung: how.value.rung } : {}) })
    text.clear()
    how.clear()
  }

  return html`<form class="box" onSubmit=${send}>
    <${Field} id=${field} label=${label} hint=${room.say('question-stronger-who')} value=${text.value} onInput=${text.set} max=${view.max} rows=${3} say=${room.say} />
    <${Rung} id=${`${field}.rung`} text=${text.value} rung=${how.value.rung} onChange=${(no) => how.set({ rung: no })} view=${view} room=${room} />
    <p class="wants" role="alert">${wants || room.refusal('strengthen', about.id)}</p>
    <${Button} type="submit" label=${room.say('question-stronger-send')} disabled=${!room.screen.open} />
  </form>`
}

/** What became of my question: to take, or to leave. And the marks it has by now. */
function Versions({ one, view, room }) {
  const versions = inOrder(one.versions, 'at')
  const offered = versions.filter(({ own }) => !own)
  const own = versions.filter((version) => version.own)
  return html`<div class="versions">
    ${offered.map((version) => html`<article key=${version.id} class="version ${version.taken ? 'is-taken' : ''}">
      <p class="version-from">${version.by ? room.say('question-from', { name: version.by }) : room.say('question-from-neighbour')}</p>
      <p class="own-text" dir="auto">${version.text}</p>
      <${OnItsRung} one=${version} view=${view} room=${room} />
      <${Option} pressed=${version.taken} label=${room.say(version.taken ? 'question-taken' : 'question-take')} disabled=${!room.screen.open}
        onClick=${() => room.play('take', { entry: version.id, on: !version.taken })} />
    </article>`)}
    <details class="fold" open=${own.length > 0 || room.draft(`stronger.${one.id}`).value !== ''}>
      <summary>${room.say('question-stronger-own')}</summary>
      <${Stronger} about=${one} versions=${own} label=${room.say('question-stronger-own-label')} view=${view} room=${room} />
    </details>
    <${Ticks} one=${one} view=${view} room=${room} />
  </div>`
}

function Ticks({ one, view, room }) {
  const marks = inOrder(view.marks, 'no')
  const last = unsent(room, 'marks').filter(({ data }) => data.entry === one.id).pop()
  const ticked = last ? last.data.marks : one.marks
  if (marks.length === 0) return null
  const toggle = (id) => room.play('marks', { entry: one.id, marks: ticked.includes(id) ? ticked.filter((other) => other !== id) : [...ticked, id] })
  return html`<fieldset class="ticks">
    <legend>${room.say('question-ticks')}</legend>
    ${marks.map(({ id, text }) => html`<label key=${id} class="sees-choice">
      <input type="checkbox" checked=${ticked.includes(id)} disabled=${!room.screen.open} onChange=${() => toggle(id)} />
      <span dir="auto">${text}</span>
    </label>`)}
  </fieldset>`
}

// ── phone: the table's choice ───────────────────────────────────────────────

function AtTheTable({ view, room }) {
  const candidates = inOrder(view.candidates, 'at')
  const last = unsent(room, 'point').pop()
  const pointed = last ? (last.data.on ? last.data.entry : '') : view.pointed
  const pen = view.pen === '' || view.pen === room.me.id
  const leading = candidates.find(({ id }) => id === pointed) || [...candidates].sort((a, b) => b.points - a.points)[0]
  return html`
    ${view.settled.text && html`<section class="settled">
      <h2>${room.say('question-our-question')}</h2>
      <blockquote class="quote"><p dir="auto">${view.settled.text}</p></blockquote>
      <p class="own-status" role="status">${room.say(view.settled.on_wall ? 'question-on-the-wall' : 'question-to-be-read')}</p>
    </section>`}
    <h2 dir="auto">${candidates.length > 0 ? view.ask || room.say('question-which') : room.say('question-none-brought')}</h2>
    <div class="candidates" role="group" aria-label=${view.ask || room.say('question-which')}>
      ${candidates.map(({ id, text, by, points }) => html`<${Option} key=${id} pressed=${pointed === id} label=${text} line=${by} count=${points || ''} disabled=${!room.screen.open}
        onClick=${() => room.play('point', { entry: id, on: pointed !== id })} />`)}
    </div>
    ${pen && room.screen.open && leading && html`<div class="give">
      <p>${room.say('question-settle-how')}</p>
      <${Button} label=${room.say('question-settle')} disabled=${unsent(room, 'settle').length > 0} onClick=${() => room.play('settle', { entry: leading.id })} />
      <p class="aside" dir="auto">${leading.text}</p>
    </div>`}
    ${pen && html`<${NewWords} view=${view} room=${room} />`}
    ${!pen && html`<p class="aside">${room.say('question-other-pen')}</p>`}
    <p class="wants" role="alert">${room.refusal('settle') || room.refusal('point')}</p>`
}

function NewWords({ view, room }) {
  const text = room.draft('settle')
  const [wants, setWants] = useState('')

  function send(event) {
    event.preventDefault()
    const missing = whatIsMissing(text.value, view.max, room)
    setWants(missing)
    if (missing || !room.screen.open) return
    room.play('settle', { text: text.value.trim() })
    text.clear()
  }

  return html`<details class="fold" open=${text.value !== ''}>
    <summary>${room.say('question-new-words')}</summary>
    <form class="box" onSubmit=${send}>
      <${Field} id="settle" label=${room.say('question-new-label')} hint=${room.say(view.review ? 'question-new-who-review' : 'question-new-who')} value=${text.value} onInput=${text.set} max=${view.max} rows=${3} say=${room.say} />
      <p class="wants" role="alert">${wants}</p>
      <${Button} type="submit" kind="quiet" label=${room.say('question-new-send')} disabled=${!room.screen.open} />
    </form>
  </details>`
}

function AtTheWall({ room }) {
  return html`<${LookUp} text=${room.say('question-wall-look-up')} />`
}

const PHONES = { show: Looking, write: Writing, swap: AtTheSwap, table: AtTheTable, wall: AtTheWall }

// ── console ─────────────────────────────────────────────────────────────────

function Examples({ view, room }) {
  const examples = inOrder(view.examples, 'no')
  const at = examples.find(({ no }) => no === view.example)
  const step = (no, strong) => room.play('example', { no, strong })
  return html`
    <p class="leading-acts">
      ${at && !view.strong && html`<${Button} kind="quiet" label=${room.say('question-let-climb')} onClick=${() => step(view.example, true)} />`}
      ${view.example < examples.length && html`<${Button} kind="quiet" label=${room.say(view.example ? 'question-next-example' : 'question-first-example')} onClick=${() => step(view.example + 1, false)} />`}
      ${view.example > 0 && html`<${Button} kind="alt" label=${room.say('question-back-to-marks')} onClick=${() => step(0, false)} />`}
    </p>
    <ol class="examples">${examples.map(({ id, no, weak, strong }) => html`<li key=${id} class=${no === view.example ? 'is-on' : ''} aria-current=${no === view.example ? 'true' : undefined}>
      <button type="button" class="example" onClick=${() => step(no, false)}><span dir="auto">${weak}</span> <span class="aside" dir="auto">→ ${strong}</span></button>
    </li>`)}</ol>`
}

function Written({ view, room }) {
  const entries = inOrder(view.entries, 'at').reverse()
  return html`
    <p class="sum">${room.say('question-written', { count: view.answered })} ${view.kept > 0 && room.say('question-kept', { count: view.kept })}</p>
    <ul class="lines">${entries.map((one) => html`<li key=${one.id}>
      <p class="own-text" dir="auto">${one.text}</p>
      <p class="aside"><span dir="auto">${tableName(one.table, room)}</span>${one.by && html` · <span dir="auto">${one.by}</span>`}${one.visibility === 'facilitator' && html` · ${room.say('collect-console-private')}`}</p>
      ${one.visibility === 'room' && html`<${UpOrDown} up=${one.shown === 'shown'} entries=${[one.id]} room=${room} />`}
    </li>`)}</ul>`
}

function UpOrDown({ up, entries, room }) {
  return html`<${Button} kind="quiet" label=${room.say(up ? 'console-take-down' : 'console-show')} onClick=${() => room.play(up ? 'hide' : 'show', { entries })} />`
}

function Pairs({ view, room }) {
  const swaps = inOrder(view.swaps, 'at').reverse()
  return html`
    <p class="sum">${room.say('question-pairs', { count: view.pairs })} ${view.alone > 0 && html`<strong>${room.say('question-alone', { count: view.alone })}</strong>`}</p>
    <p class="sum">${room.say('question-stronger', { count: view.stronger, of: view.of })}</p>
    <p><${Button} kind="quiet" label=${room.say(view.pairs ? 'question-pair-again' : 'question-pair')} onClick=${() => room.play('pair')} /></p>
    <ul class="lines">${swaps.map((one) => html`<li key=${one.id}>
      <p class="aside" dir="auto">${one.before}</p>
      <p class="own-text" dir="auto">${one.after}</p>
      <${UpOrDown} up=${one.shown} entries=${one.entries} room=${room} />
    </li>`)}</ul>`
}

function TablesOnConsole({ view, room }) {
  return html`<ul class="lines">${inOrder(view.tables, 'id').map(({ id, name, people, brought, pointing, settled }) => html`<li key=${id}>
    <p><strong dir="auto">${name || room.say('look-table', { no: id })}</strong> <span class="aside">${room.say('question-console-table', { brought, pointing, people })}</span></p>
    ${settled.text && html`<p class="own-text" dir="auto">${settled.text}</p>`}
    ${settled.text && (settled.entry
      ? html`<${UpOrDown} up=${settled.on_wall} entries=${[settled.entry]} room=${room} />`
      : html`<${Button} kind="quiet" label=${room.say(settled.on_wall ? 'console-take-down' : 'console-show')} onClick=${() => room.play('wall', { tables: [Number(id)], on: !settled.on_wall })} />`)}
  </li>`)}</ul>`
}

function WallOnConsole({ view, room }) {
  return html`<ul class="lines">${inOrder(view.questions, 'table').map(({ id, text, name, table }) => html`<li key=${id}>
    <p class="own-text" dir="auto">${text}</p><p class="aside" dir="auto">${name || room.say('look-table', { no: table })}</p>
  </li>`)}</ul>`
}

const CONSOLES = { show: Examples, write: Written, swap: Pairs, table: TablesOnConsole, wall: WallOnConsole }

// ── small things ────────────────────────────────────────────────────────────

/** What somebody is asked to write. Only where writing is the matter is that what the agenda asks. */
function ask(view, room) {
  return (view.phase === 'write' && view.ask) || room.say('question-ask')
}

function tableName(no, room) {
  return ((room.tables || {})[no] || {}).name || room.say('look-table', { no })
}

function isLong(text) {
  return [...text].length > LONG
}

function hasAny(things) {
  return Object.keys(things || {}).length > 0
}
