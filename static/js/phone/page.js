// The page of a phone around a screen: how the link is, where we are, what was brought along, the screen itself, and
// what else its owner may want. Everything it needs is handed in.

import { BroughtOnPhone } from '../elements/brought.js'
import { Button } from '../elements/button.js'
import { Glyph } from '../elements/glyph.js'
import { LookUp } from '../elements/lookup.js'
import { clockFace, remaining } from '../elements/time.js'
import { html } from '../html.js'
import { Sign } from '../join.js'
import { BESIDES, KINDS, drawingOf } from '../kinds.js'
import { CatchUp } from './catchup.js'
import { Heading } from './heading.js'
import { Besides } from './later.js'
import { spokenFor, unsentElsewhere } from './place.js'

const TROUBLES = { offline: 'phone-offline', unreachable: 'phone-unreachable' }

/**
 * The whole page. `room`: as everybody sees it; `shown`: the screen this phone is on, which may be another; `voice`:
 * who is written for; `hand`: whose turn is being handed on, or -1; `dim`: people talk, the phone keeps quiet.
 * `mine` belongs to the phone's owner, `voices` to those written for.
 */
export function Page(props) {
  const { say, link, room, shown, mine, news, trouble, dim } = props
  return html`<div class="phone-page ${dim ? 'is-dim' : ''}">
    <${Trouble} say=${say} trouble=${trouble} waiting=${waiting(props)} safe=${safe(mine)} />
    <${Bar} ...${{ say, shown, link }} />
    ${!safe(mine) && html`<p class="phone-note is-strong">${say('phone-keeps-nothing')}</p>`}
    <${Above} ...${props} />
    <main class="phone-main">
      ${room.table.pin && !room.run.ended && html`<${Pin} say=${say} pin=${room.table.pin} />`}
      <${Middle} ...${props} />
      <${Beside} ...${props} />
    </main>
    <p class="visually-hidden" role="status">${news}</p>
  </div>`
}

/** While the phone waits for its first views, or its owner at the door (`outside`). */
export function Waiting({ say, title, trouble, outside }) {
  const [what, text] = outside ? ['phone-at-the-door', 'phone-at-the-door-text'] : ['phone-coming', 'phone-coming-text']
  return html`<div class="phone-page">
    <${Sign} title=${title} />
    <main class="phone-main" aria-live="polite"><${LookUp} level=${1} title=${say(what)} text=${say(trouble ? TROUBLES[trouble] : text)} /></main>
  </div>`
}

function waiting({ mine, voices }) {
  return [mine, ...Object.values(voices)].reduce((sum, { box }) => sum + box.pending().length, 0)
}

function safe({ box, notes }) {
  return box.safe() && notes.safe()
}

/** Stays in the page while empty, so that a reader hears what is put into it. */
function Trouble({ say, trouble, waiting, safe }) {
  return html`<div class="phone-trouble ${trouble ? 'is-on' : ''}" role="status">
    ${trouble && html`<p><b>${say(TROUBLES[trouble])}</b> ${say(safe ? 'phone-keep-writing' : 'phone-keep-open')} ${waiting > 0 && say('phone-waiting', { count: waiting })}</p>`}
  </div>`
}

function Bar({ say, shown, link }) {
  const { part, step } = shown.place
  return html`<header class="phone-bar">
    <${Glyph} phase=${shown.phase} />
    <span class="phone-place" dir="auto">${part ? say('phone-part', { no: part.no, of: part.of, title: part.title }) : step.title}</span>
    <span class="phone-link is-${link.status}">${say(`phone-link-${link.status}`)}</span>
    ${shown.timer && html`<span class="phone-time num ${remaining(shown.timer, link.now()) < 0 ? 'is-over' : ''}" role="timer" aria-live="off"><bdi>${clockFace(remaining(shown.timer, link.now()))}</bdi></span>`}
  </header>`
}

/** Why this phone shows something else than the room, or somebody else's screen, and the way back. */
function Above({ say, room, at, voice, hand, finishing, dim, acts }) {
  const { shared, others } = spokenFor(room)
  const people = [room.me.id, ...shared.map(({ id }) => id)]
  const speaking = others.find(({ id }) => id === voice)
  const going = people.length > 1 && hand < 0 && at.why === 'room' && !speaking && !dim && takesAnswers(room)
  return html`
    ${at.why === 'writing' && html`<${MovedOn} ...${{ say, title: room.screen.title, finishing, acts }} />`}
    ${at.why === 'visit' && html`<${Visiting} ...${{ say, room, acts }} />`}
    ${speaking && html`<${Besides} what="Speaking" say=${say} name=${speaking.name} acts=${acts} />`}
    ${going && html`<${Besides} what="Round" ...${{ say, people, voice, acts }} />`}`
}

function takesAnswers({ screen, run, me }) {
  return (KINDS[screen.kind] || {}).answers !== false && !run.ended && !me.left
}

function MovedOn({ say, title, finishing, acts }) {
  return html`<div class="phone-moved is-over" role="status">
    <p dir="auto">${say(finishing ? 'phone-moved-on-staying' : 'phone-moved-on', { title })}</p>
    <p class="phone-moved-acts">
      <${Button} kind="quiet" label=${say('phone-go-there')} onClick=${acts.goThere} />
      ${!finishing && html`<${Button} kind="quiet" label=${say('phone-finish-first')} onClick=${acts.stayHere} />`}
    </p>
  </div>`
}

function Visiting({ say, room: { me, screen }, acts }) {
  return html`<div class="phone-moved">
    <p dir="auto">${me.left ? say('phone-visiting-early') : say('phone-visiting', { title: screen.title })}</p>
    <p class="phone-moved-acts"><${Button} kind="quiet" label=${say(me.left ? 'phone-back-to-leaving' : 'phone-back-to-room')} onClick=${acts.goThere} /></p>
  </div>`
}

/** What this table has agreed to keep before its eyes. */
function Pin({ say, pin: { text, step } }) {
  return html`<aside class="phone-pin" aria-label=${say('phone-pin')}>
    <p><b dir="auto">${text}</b> <small dir="auto">${say('phone-pin-from', { step })}</small></p>
  </aside>`
}

// ── the screen ──────────────────────────────────────────────────────────────

function Middle(props) {
  const { say, room, shown, at, hand, dim, mine, link, around, acts } = props
  if (room.run.ended) return html`<${Ended} say=${say} room=${room} />`
  const elsewhere = hand >= 0 || (room.me.left && at.why !== 'visit')
  if (elsewhere && !KINDS[BESIDES]) return html`<div class="phone-kind"><${Undrawn} say=${say} kind=${BESIDES} /></div>`
  if (hand >= 0) return html`<${Besides} what="Handing" key=${hand} say=${say} no=${hand + 1} of=${1 + spokenFor(room).shared.length} onTaken=${acts.taken} />`
  if (elsewhere) return html`<${Besides} what="Leaving" ...${{ say, room, acts }} />`
  if (!shown.view) return html`<div class="phone-kind"><${LookUp} title=${say('phone-coming')} /></div>`
  if (dim) return html`<${Quiet} ...${props} />`
  const caught = { say, room, around, now: link.now, onDone: () => { mine.away.put('catch-up'); acts.redraw() } }
  return html`
    ${isLate(props) && html`<${CatchUp} ...${caught} />`}
    <${Screen} ...${props} />`
}

/** Whether somebody has come late and has not said yet that they are with the others. */
export function isLate({ room, mine, voice }) {
  return room.me.late && !room.run.ended && !voice && !mine.away.has('catch-up')
}

function Screen({ say, shown, voice, around }) {
  const { screen, view } = shown
  const kind = KINDS[screen.kind]
  return html`
    <${Heading} key=${`${screen.id} ${voice}`} title=${headline(shown, around)} page=${shown.run.title} />
    <${BroughtOnPhone} brought=${shown.brought} say=${say} />
    <div class="phone-kind" key=${`${screen.id} ${voice} drawing`} data-kind=${screen.kind}>
      ${kind && kind.phone ? kind.phone(view, around) : html`<${Undrawn} say=${say} kind=${screen.kind} />`}
    </div>`
}

/** Where there is nothing to draw on a phone, or the drawing has not come yet. */
function Undrawn({ say, kind }) {
  const how = drawingOf(kind)
  if (how === 'coming') return html`<${LookUp} title=${say('phone-coming')} />`
  if (how !== 'late') return html`<${LookUp} title=${say('phone-look-up')} text=${say('phone-look-up-text')} />`
  return html`
    <${LookUp} title=${say('phone-late')} text=${say('phone-late-text')} />
    <${Button} kind="alt" label=${say('phone-late-reload')} onClick=${() => location.reload()} />`
}

function headline({ screen, view }, around) {
  const kind = KINDS[screen.kind]
  return (kind && kind.headline && kind.headline(view, around)) || screen.title
}

/** Phones down: the question and the time, and one way back to the rest of it. */
function Quiet({ say, shown, around, acts }) {
  const { screen } = shown
  const kind = KINDS[screen.kind] || {}
  const can = kind.answers !== false && screen.open
  const asked = kind.asked && kind.asked(shown.view, around)
  return html`
    <${Heading} key=${`${screen.id} quiet`} title=${headline(shown, around)} page=${shown.run.title} />
    <div class="phone-quiet">
      ${asked && html`<p class="phone-asked" dir="auto">${asked}</p>`}
      <p class="phone-hint">${say('phone-quiet')}</p>
      <p><${Button} kind="alt" label=${say(can ? 'phone-quiet-add' : 'phone-quiet-show')} onClick=${acts.undim} /></p>
    </div>`
}

function Ended({ say, room }) {
  return html`
    <${Heading} key="ended" title=${say('phone-ended')} page=${room.run.title} />
    <div class="phone-kind"><${LookUp} text=${say('phone-ended-text')} foot=${say('phone-ended-foot')} /></div>
    <${Besides} what="TakeAway" say=${say} run=${room.run.id} />
    <${Besides} what="Wrote" say=${say} wrote=${room.wrote} />`
}

// ── beside the screen ───────────────────────────────────────────────────────

/** Words that were refused are never kept back; the rest waits while people talk or somebody else has the phone. */
function Beside(props) {
  const { say, door, room, shown, at, voice, hand, dim, mine, voices, acts } = props
  const alone = !dim && !voice && hand < 0
  return html`<div class="phone-asides">
    ${!voice && hand < 0 && html`<${Refused} say=${say} mine=${mine} room=${room} voices=${voices} />`}
    ${alone && html`
      ${unsentElsewhere(mine.notes.all(), shown.screen.id).map((one) => html`<${Besides} what="Unsent" key=${one.screen} ...${{ say, one, earlier: room.earlier, notes: mine.notes, acts }} />`)}
      ${!room.me.left && html`<${Besides} what="Missed" ...${{ say, missed: room.missed, at, acts }} />`}
      ${!room.me.left && !room.run.ended && html`<${Besides} what="WriteFor" say=${say} others=${spokenFor(room).others} acts=${acts} />`}
      <${Besides} what="Own" ...${{ say, door, room, box: mine.box, acts }} />`}
  </div>`
}

function Refused({ say, mine, room, voices }) {
  const names = Object.fromEntries(spokenFor(room).others.map(({ id, name }) => [id, name]))
  const all = [['', mine], ...Object.entries(voices)]
  return all.map(([id, { box }]) => box.refused()
    .filter((move) => move.data.text || !move.screen)
    .map((move) => html`<${Besides} what="NotSaved" key=${move.id} ...${{ say, move, whose: names[id], onDone: () => box.dismiss(move.id) }} />`))
}
