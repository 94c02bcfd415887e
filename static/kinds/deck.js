// A deck of cards at every table. On the phone: the open card, a thought, a star, and for whoever holds the deck the
// next card; on the stage how far the tables are and what was shown; on the console the same with a helping hand.

import { html, useEffect, useState } from '../js/html.js'
import { Button } from '../js/elements/button.js'
import { CardArt } from '../js/elements/art.js'
import { CardBack } from '../js/elements/cardback.js'
import { Field } from '../js/elements/field.js'
import { about, arrived, inOrder, unsent } from '../js/elements/mine.js'
import { Visibility } from '../js/elements/visibility.js'
import { Wall } from '../js/elements/wall.js'

const SECOND = 1000
const TABLES_WITH_BACKS = 6
const TABLES_IN_ROWS = 18
const EVERYONE = ['me', 'table', 'facilitator', 'room']

export default {
  wide: true,
  reveals: false,
  stage: (view, room) => html`<${OnTheStage} view=${view} room=${room} />`,
  phone: (view, room) => html`<${AtTheTable} key=${room.screen.id} view=${view} room=${room} />`,
  console: (view, room) => html`<${Tables} view=${view} room=${room} />`,
  /** What lies open at a table, for somebody who has just come. */
  openNow: (view) => ((view.turned || {})[view.current] || {}).title,
}

// ── stage ───────────────────────────────────────────────────────────────────

function OnTheStage({ view, room }) {
  const thoughts = inOrder(view.thoughts, 'at')
  if (thoughts.length > 0) return html`<${Thoughts} thoughts=${thoughts} view=${view} room=${room} />`
  return html`<div class="dealt">
    <ol class="lines">
      <li>${room.say('deck-line-turn')}</li>
      <li>${room.say('deck-line-talk')}</li>
      <li>${room.say('deck-line-no-but')}</li>
    </ol>
    <${HowFar} view=${view} room=${room} />
  </div>`
}

function Thoughts({ thoughts, view, room }) {
  const notes = thoughts.map(({ id, text, by, card_title, stars }) => ({
    id,
    text,
    by,
    tags: [card_title, ...(stars > 0 ? [room.say('deck-stars', { count: stars })] : [])].filter(Boolean),
  }))
  return html`<div class="dealt has-wall">
    <${Wall} entries=${notes} foot=${sum(view, room)} say=${room.say} />
  </div>`
}

/** A pile for each table; where there are many tables, numbers; where there are very many, one sentence. */
function HowFar({ view, room }) {
  const tables = inOrder(view.tables, 'id')
  if (tables.length > TABLES_IN_ROWS) return html`<p class="sum">${sum(view, room)}</p>`
  const backs = tables.length <= TABLES_WITH_BACKS
  return html`<ul class="piles ${backs ? 'has-backs' : ''}">
    ${tables.map(({ id, name, turned }) => html`<li key=${id} class="pile">
      ${backs && html`<${CardBack} seed=${`table ${id} card ${turned}`} />`}
      <span class="pile-words">
        <bdi class="num">${turned}</bdi>
        <span class="pile-name" dir="auto">${name || room.say('look-table', { no: id })}</span>
      </span>
    </li>`)}
  </ul>
  <p class="visually-hidden">${sum(view, room)}</p>`
}

function sum(view, room) {
  const tables = Object.values(view.tables)
  return room.say('deck-sum', { cards: tables.reduce((all, { turned }) => all + turned, 0), tables: tables.length })
}

// ── phone ───────────────────────────────────────────────────────────────────

function AtTheTable({ view, room }) {
  const [looking, look] = useState('')
  const turned = inOrder(view.turned, 'no')
  const shown = turned.find(({ id }) => id === looking) || turned.find(({ id }) => id === view.current)
  const open = room.screen.open
  useNudgeInTime(view, room)
  return html`<div class="table">
    ${shown && shown.id !== view.current && html`<div class="newer">
      <${Button} kind="quiet" label=${room.say('deck-to-open-card', { title: view.turned[view.current].title })} onClick=${() => look('')} />
    </div>`}
    ${shown ? html`<${OpenCard} key=${shown.id} card=${shown} room=${room} />` : html`<${FaceDown} view=${view} room=${room} />`}
    ${open && shown && html`<${AskForNudge} card=${shown} room=${room} />`}
    ${open && room.holder && html`<${Turn} turned=${turned} view=${view} room=${room} onTurn=${() => look('')} />`}
    ${!room.holder && html`<p class="who-holds">${whoHolds(room)}</p>`}
    ${turned.length > 1 && html`<${Earlier} turned=${turned} shown=${shown} look=${look} room=${room} />`}
    ${open && shown && html`<${MyThought} key=${`think ${shown.id}`} card=${shown} view=${view} room=${room} onType=${() => look(shown.id)} onSent=${() => look('')} />`}
    ${!open && html`<p class="closed" role="status">${room.say('deck-closed')}</p>`}
    ${shown && html`<${ThoughtsOn} card=${shown} view=${view} room=${room} />`}
    <${MyOthers} shown=${shown} view=${view} room=${room} />
    ${open && room.holder && html`<${InOtherHands} room=${room} />`}
  </div>`
}

function FaceDown({ view, room }) {
  return html`<div class="face-down">
    <div class="back"><${CardBack} seed=${`table ${room.table.no} card 0`} /></div>
    <p>${room.say('deck-face-down', { count: view.left })}</p>
  </div>`
}

function OpenCard({ card, room }) {
  return html`<article class="card" aria-live="polite">
    <${CardArt} seed=${card.id} suit=${card.suit} />
    <div class="card-words">
      ${card.suit && html`<p class="card-suit" dir="auto">${card.suit}</p>`}
      <h2 dir="auto">${card.title}</h2>
      <p class="card-sentence" dir="auto">${card.sentence}</p>
      ${card.own && html`<p class="card-own" dir="auto">${card.own}</p>`}
      ${card.nudge && html`<p class="card-nudge"><span class="card-nudge-label">${room.say('deck-nudge')}</span> <span dir="auto">${card.nudge}</span></p>`}
    </div>
  </article>`
}

function AskForNudge({ card, room }) {
  if (!room.holder || !card.has_nudge || card.nudge) return null
  return html`<p class="act"><${Button} kind="quiet" label=${room.say('deck-ask-nudge')} disabled=${unsent(room, 'nudge').length > 0}
    onClick=${() => room.play('nudge', { card: card.id })} /></p>`
}

/** A card that lies open for a while brings its nudge by itself; the phone that holds the deck asks for it, once. */
function useNudgeInTime(view, room) {
  const card = (view.turned || {})[view.current]
  const due = Boolean(card && card.has_nudge && !card.nudged && view.nudge_after > 0 && room.holder && room.screen.open)
  useEffect(() => {
    if (!due) return undefined
    const wait = card.at + view.nudge_after * SECOND - room.now()
    const timer = setTimeout(() => room.play('nudge', { card: view.current }), Math.max(0, wait))
    return () => clearTimeout(timer)
  }, [view.current, due])
}

/** The next card. It waits a little after the last one, so that nobody races; how long, it says. */
function Turn({ turned, view, room, onTurn }) {
  const [asked, setAsked] = useState(-1)
  const last = turned[turned.length - 1]
  const wait = useCountdown(last ? last.at + view.pace * SECOND : 0, room)
  const failed = room.refusal('turn')
  const busy = unsent(room, 'turn').length > 0 || (asked === turned.length && !failed)

  function turn() {
    setAsked(turned.length)
    room.play('turn', { seen: turned.length })
    onTurn()
  }

  return html`<div class="turn">
    ${view.left > 0
      ? html`<${Button} label=${room.say(last ? 'deck-turn-next' : 'deck-turn-first')} disabled=${busy || wait > 0} onClick=${turn} describedby="deck-turn-how" />
          <p id="deck-turn-how">${wait > 0 ? room.say('deck-turn-wait', { seconds: wait }) : last && room.say('deck-left', { count: view.left })}</p>`
      : html`<p>${room.say('deck-none-left')}</p>`}
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
    ${view.wild && !turned.some(({ wild }) => wild) && html`<${OwnCard} view=${view} room=${room} onTurn=${onTurn} />`}
  </div>`
}

/** Whole seconds until a moment on the server's clock; draws again at each of them. */
function useCountdown(until, room) {
  const [, beat] = useState(0)
  const seconds = Math.max(0, Math.ceil((until - room.now()) / SECOND))
  useEffect(() => {
    if (seconds === 0) return undefined
    const timer = setTimeout(() => beat((count) => count + 1), Math.max(50, until - room.now() - (seconds - 1) * SECOND))
    return () => clearTimeout(timer)
  })
  return seconds
}

/** The table's own card, in its own words. */
function OwnCard({ view, room, onTurn }) {
  const draft = room.draft('wild')
  const [wants, setWants] = useState('')

  function send(event) {
    event.preventDefault()
    const missing = whatIsMissing(draft.value, view.wild_max, room)
    setWants(missing)
    if (missing) return
    room.play('wild', { text: draft.value.trim() })
    draft.clear()
    onTurn()
  }

  return html`<details class="own-card" open=${draft.value !== ''}>
    <summary>${room.say('deck-wild')}</summary>
    <form onSubmit=${send}>
      <${Field} id="deck-wild" label=${room.say('deck-wild-label')} hint=${room.say('deck-wild-hint')} value=${draft.value} onInput=${draft.set} max=${view.wild_max} rows=${3} say=${room.say} />
      <p class="wants" role="alert">${wants}</p>
      <${Button} type="submit" kind="quiet" label=${room.say('deck-wild-send')} />
    </form>
  </details>`
}

function whoHolds(room) {
  const { phone, people = {} } = room.table
  if (!phone) return room.say('deck-nobody-holds')
  const { name } = people[phone] || {}
  return name ? room.say('deck-held-by', { name }) : room.say('deck-held')
}

/** What lies open stays readable: a row of all turned cards. */
function Earlier({ turned, shown, look, room }) {
  return html`<nav class="earlier" aria-label=${room.say('deck-open-cards')}>
    <ul>
      ${turned.map(({ id, no, title }) => html`<li key=${id}>
        <button type="button" class="small-card" aria-pressed=${shown && shown.id === id ? 'true' : 'false'} onClick=${() => look(id)}>
          <bdi class="num">${no}</bdi> <span dir="auto">${title}</span>
        </button>
      </li>`)}
    </ul>
  </nav>`
}

// ── thoughts ────────────────────────────────────────────────────────────────

function MyThought({ card, view, room, onType, onSent }) {
  const text = room.draft(card.id)
  const how = room.draft(`${card.id}.how`)
  const { visibility, named } = { visibility: view.sees || 'table', named: false, ...parsed(how.value) }
  const [wants, setWants] = useState('')
  const failed = room.refusal('think', card.id)

  function type(typed) {
    text.set(typed)
    onType()
  }
  function send(event) {
    event.preventDefault()
    const missing = whatIsMissing(text.value, view.max, room)
    setWants(missing)
    if (missing) return
    // From here on the outbox keeps the words.
    room.play('think', { card: card.id, text: text.value.trim(), visibility, named })
    text.clear()
    how.clear()
    onSent()
  }

  return html`<form class="think" onSubmit=${send}>
    <${Field} id=${`think-${card.id}`} label=${room.say('deck-my-thought', { title: card.title })} value=${text.value} onInput=${type} max=${view.max} rows=${3} say=${room.say} />
    <${Visibility} id=${`sees-${card.id}`} value=${visibility} allow=${EVERYONE} named=${named} onChange=${(said) => how.set(JSON.stringify(said))} say=${room.say} review names=${room.names} />
    <p class="wants" role="alert">${wants || failed}</p>
    <${Button} type="submit" label=${room.say('deck-think-send')} />
  </form>`
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

function whatIsMissing(text, max, room) {
  if (!text.trim()) return room.say('refused-empty')
  return [...text.trim()].length > max ? room.say('refused-too_long', { limit: max }) : ''
}

/** What was thought of the card that is being looked at: my own first, then the table's. */
function ThoughtsOn({ card, view, room }) {
  const [star, give] = useStar(view, room)
  const on = ({ card: about }) => about === card.id
  const mine = inOrder(view.mine, 'at').filter(on)
  const theirs = inOrder(view.thoughts, 'at').filter((entry) => on(entry) && !view.mine[entry.id])
  const waiting = unsent(room, 'think').filter((move) => on(move.data) && !arrived(move, view.mine))
  if (mine.length + theirs.length + waiting.length === 0) return null
  return html`<section class="thoughts">
    <h2>${room.say('deck-thoughts')}</h2>
    <ul>
      ${waiting.map(({ id, data }) => html`<li key=${id} class="thought is-waiting">
        <p class="thought-text" dir="auto">${data.text}</p>
        <p class="thought-by" role="status">${room.say('mine-status-sending')}</p>
      </li>`)}
      ${mine.map((entry) => html`<${Mine} key=${entry.id} entry=${entry} star=${star} give=${give} view=${view} room=${room} />`)}
      ${theirs.map((entry) => html`<li key=${entry.id} class="thought">
        <p class="thought-text" dir="auto">${entry.text}</p>
        ${entry.by && html`<p class="thought-by" dir="auto">${entry.by}</p>`}
        <${Star} entry=${entry.id} star=${star} give=${give} view=${view} room=${room} />
      </li>`)}
    </ul>
  </section>`
}

function Mine({ entry, star, give, view, room }) {
  const [doing, setDoing] = useState('')
  const changing = about(room, 'edit', entry.id)
  const leaving = about(room, 'withdraw', entry.id).length > 0
  const seen = changing.reduce((so_far, { data }) => ({ ...so_far, ...data }), entry)
  const failed = room.refusal('edit', entry.id) || room.refusal('withdraw', entry.id)
  if (doing === 'edit') return html`<${Changing} entry=${seen} view=${view} room=${room} onDone=${() => setDoing('')} />`
  return html`<li class="thought is-mine ${leaving ? 'is-waiting' : ''}">
    <p class="thought-text" dir="auto">${seen.text}</p>
    <p class="thought-by" role="status">${leaving || changing.length > 0 ? room.say('mine-status-sending') : status(seen, room)}</p>
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
    <${Star} entry=${entry.id} star=${star} give=${give} view=${view} room=${room} />
    ${doing === 'withdraw'
      ? html`<div class="sure" role="group" aria-label=${room.say('mine-withdraw-sure')}>
          <p>${room.say('mine-withdraw-sure')}</p>
          <${Button} kind="quiet" label=${room.say('mine-withdraw-yes')} onClick=${() => { room.play('withdraw', { entry: entry.id }); setDoing('') }} />
          <${Button} kind="quiet" label=${room.say('mine-withdraw-no')} onClick=${() => setDoing('')} />
        </div>`
      : !leaving && html`<p class="acts">
          <${Button} kind="alt" label=${room.say('mine-edit')} onClick=${() => setDoing('edit')} />
          <${Button} kind="alt" label=${room.say('mine-withdraw')} onClick=${() => setDoing('withdraw')} />
        </p>`}
  </li>`
}

function Changing({ entry, view, room, onDone }) {
  const draft = room.draft(entry.id)
  const [text, setText] = useState(draft.value || entry.text)
  const [how, setHow] = useState({ visibility: entry.visibility, named: entry.named })
  const [wants, setWants] = useState('')

  function save(event) {
    event.preventDefault()
    const missing = whatIsMissing(text, view.max, room)
    setWants(missing)
    if (missing) return
    room.play('edit', { entry: entry.id, text: text.trim(), ...how })
    leave()
  }
  function leave() {
    draft.clear()
    onDone()
  }

  return html`<li class="thought is-mine"><form onSubmit=${save}>
    <${Field} id=${`edit-${entry.id}`} label=${room.say('deck-edit-label')} value=${text} onInput=${(typed) => { setText(typed); draft.set(typed) }} max=${view.max} rows=${3} say=${room.say} />
    <${Visibility} id=${`sees-${entry.id}`} value=${how.visibility} allow=${EVERYONE} named=${how.named} onChange=${setHow} say=${room.say} review names=${room.names} />
    <p class="wants" role="alert">${wants}</p>
    <${Button} type="submit" kind="quiet" label=${room.say('mine-edit-save')} />
    <${Button} kind="alt" label=${room.say('mine-edit-leave')} onClick=${leave} />
  </form></li>`
}

function status({ visibility, shown }, room) {
  return room.say(`mine-status-${visibility === 'room' ? shown : visibility}`)
}

/** One star each; it says in words whether it is given. */
function Star({ entry, star, give, view, room }) {
  if (!view.stars) return null
  const given = star === entry
  return html`<button type="button" class="star" aria-pressed=${given ? 'true' : 'false'} disabled=${!room.screen.open} onClick=${() => give(entry, !given)}>
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M12 2.6l2.9 6 6.6.9-4.8 4.6 1.2 6.5L12 17.5l-5.9 3.1 1.2-6.5L2.5 9.5l6.6-.9z" /></svg>
    <span>${room.say(given ? 'deck-starred' : 'deck-star')}</span>
  </button>`
}

/** My star as I left it: at once, while it is on its way, and until the room's next view. */
function useStar(view, room) {
  const [wish, setWish] = useState(undefined)
  const waiting = unsent(room, 'star').pop()
  const ahead = wish && wish.before === view.star && !room.refusal('star', wish.entry)
  const star = waiting ? said(waiting.data, view.star) : ahead ? wish.star : view.star

  function give(entry, on) {
    setWish({ entry, star: on ? entry : '', before: view.star })
    room.play('star', { entry, on })
  }
  return [star, give]
}

function said({ entry, on }, before) {
  if (on) return entry
  return before === entry ? '' : before
}

/** My thoughts on other cards, also those of a table where I sat before. */
function MyOthers({ shown, view, room }) {
  const [star, give] = useStar(view, room)
  const others = inOrder(view.mine, 'at').filter(({ card }) => !shown || card !== shown.id)
  if (others.length === 0) return null
  return html`<details class="my-others">
    <summary>${room.say('deck-my-others', { count: others.length })}</summary>
    <ul>${others.map((entry) => html`<li key=${entry.id} class="about">
      <p class="about-card" dir="auto">${entry.card_title}</p>
      <ul><${Mine} entry=${entry} star=${star} give=${give} view=${view} room=${room} /></ul>
    </li>`)}</ul>
  </details>`
}

function InOtherHands({ room }) {
  const others = Object.entries(room.table.people || {}).filter(([id]) => id !== room.table.phone)
  if (others.length === 0) return null
  return html`<details class="hand-over">
    <summary>${room.say('deck-hand-over')}</summary>
    <p>${room.say('deck-hand-over-how')}</p>
    <ul>${others.map(([id, { name }]) => html`<li key=${id}>
      <${Button} kind="quiet" label=${name ? room.say('deck-hand-to', { name }) : room.say('deck-hand-to-nameless')} onClick=${() => room.play('hand_over', { to: id })} />
    </li>`)}</ul>
  </details>`
}

// ── console ─────────────────────────────────────────────────────────────────

function Tables({ view, room }) {
  const failed = room.refusal('turn')
  return html`<div class="tables">
    <ul class="table-list">
      ${inOrder(view.tables, 'id').map((table) => html`<li key=${table.id}>
        <p class="table-name"><strong dir="auto">${table.name || room.say('look-table', { no: table.id })}</strong></p>
        <p>${room.say('deck-console-turned', { count: table.turned, of: view.count })} ${room.say('deck-console-thoughts', { count: table.thoughts })}</p>
        ${table.card && html`<p class="aside" dir="auto">${table.card}</p>`}
        ${table.own && html`<p class="aside">${room.say('deck-console-own')} <span dir="auto">${table.own}</span></p>`}
        ${room.screen.open && table.turned < view.count && html`<${Button} kind="alt" label=${room.say('deck-console-turn', { table: table.name || room.say('look-table', { no: table.id }) })}
          onClick=${() => room.play('turn', { table: Number(table.id) })} />`}
      </li>`)}
    </ul>
    <p class="wants" role="alert">${failed}</p>
    <${Written} view=${view} room=${room} />
  </div>`
}

/** What was written for the facilitator or for everyone, most stars first, to be let onto the stage. */
function Written({ view, room }) {
  const thoughts = inOrder(view.thoughts, 'at').sort((a, b) => b.stars - a.stars)
  if (thoughts.length === 0) return null
  return html`<section class="written">
    <h3>${room.say('deck-console-written')}</h3>
    <ul>${thoughts.map((entry) => html`<li key=${entry.id}>
      <p class="about-card" dir="auto">${entry.card_title}</p>
      <p class="thought-text" dir="auto">${entry.text}</p>
      <p class="aside">
        <span dir="auto">${(view.tables[entry.table] || {}).name || room.say('look-table', { no: entry.table })}</span>
        ${entry.by && html` · <span dir="auto">${entry.by}</span>`}
        ${entry.stars > 0 && html` · <span>${room.say('deck-stars', { count: entry.stars })}</span>`}
        ${entry.visibility === 'facilitator' && html` · <span>${room.say('deck-console-for-you')}</span>`}
      </p>
      ${entry.visibility === 'room' && html`<${Button} kind="quiet" label=${room.say(entry.shown === 'shown' ? 'console-take-down' : 'console-show')}
        onClick=${() => room.play(entry.shown === 'shown' ? 'hide' : 'show', { entries: [entry.id] })} />`}
    </li>`)}</ul>
  </section>`
}
