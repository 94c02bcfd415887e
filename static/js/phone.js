// The phone: the screen the room is on as this person may see it, and whatever must not be lost on the way there:
// half-typed words, moves not yet confirmed, screens missed. A view goes in, moves go out through the outbox.

import { connect } from './channel.js'
import { drafts } from './drafts.js'
import { Button } from './elements/button.js'
import { CodeTiles } from './elements/code.js'
import { Glyph } from './elements/glyph.js'
import { LookUp } from './elements/lookup.js'
import { clockFace, remaining } from './elements/ring.js'
import { html, render, useEffect, useRef, useState } from './html.js'
import { Choice, Door, canStay, tableName, tableOptions } from './join.js'
import { KINDS } from './kinds.js'
import { deviceStorage, outbox } from './outbox.js'
import { words } from './words.js'

const SECOND = 1000
const QUIET_BEFORE_LEAVING = 10 * SECOND
const SILENCE_BEFORE_SAYING_SO = 2.5 * SECOND
const TIMES_SAID = [60, 30, 10, 0]

/** Draws the phone of whoever opened this page: the door first, if they are not in the room yet. */
export async function start() {
  followTheLight()
  const door = atTheDoor()
  const say = await words(door.language)
  const place = document.getElementById('face') || document.body.appendChild(document.createElement('div'))
  if (door.joined) enter()
  else knock()

  function knock(why, returning) {
    ground('arrive')
    document.title = `${say('join-title')} · ${door.title}`
    render(html`<${Door} key=${why} ...${{ say, door, why, returning, onIn }} />`, place)
  }

  function onIn(answer, code) {
    door.run = answer.run
    door.code = code || door.code
    // No navigation: the page stays as it is, and a reload leads back into the room.
    history.replaceState(null, '', `/${door.code}`)
    enter()
  }

  function enter() {
    sitDown({ door, say, place, knock })
  }
}

// ── what the views say together ─────────────────────────────────────────────

/** The channels of one phone put together, or null while they speak of different screens or one is still missing. */
export function together(views) {
  const { floor } = views
  const table = channelOf(views, 'table:')
  const me = channelOf(views, 'me:')
  if (!floor || !me || !me.me) return null
  if (me.screen.id !== floor.screen.id || !table || table.screen.id !== floor.screen.id) return null
  return { ...floor, table: table.table, me: me.me, missed: me.missed || {}, wrote: me.wrote || {}, view: { ...floor.screen.view, ...table.screen.view, ...me.screen.view } }
}

function channelOf(views, start) {
  const name = Object.keys(views).find((channel) => channel.startsWith(start))
  return name && views[name]
}

/**
 * Where this phone should be: `{screen, why, room}`. `why` is "room" (with everybody), "writing" (the room moved on
 * while somebody was typing) or "visit" (gone back on purpose); `room` is where the room was when that began.
 */
export function follow(at, { screen, typing, quietFor, finishing }) {
  const withTheRoom = { screen, why: 'room', room: screen }
  if (!at || at.screen === screen) return at && at.why === 'room' ? at : withTheRoom
  if (at.why === 'writing') return finishing || quietFor < QUIET_BEFORE_LEAVING ? at : withTheRoom
  if (at.why === 'visit' && at.room === screen) return at
  return typing ? { screen: at.screen, why: 'writing', room: screen } : withTheRoom
}

/** Begun and unsent, by screen, other than the one in view: `{screen, text}`. A choice kept beside a text is no text. */
export function unsentElsewhere(all, screen) {
  const found = new Map()
  all.filter((one) => one.screen !== screen && !one.value.startsWith('{')).forEach((one) => {
    const longest = found.get(one.screen) || ''
    if (one.value.length > longest.length) found.set(one.screen, one.value)
  })
  return [...found].map(([where, text]) => ({ screen: where, text }))
}

/** Which of the times worth saying has passed between two looks at the clock, in seconds; or undefined. */
export function timeToSay(before, now) {
  return TIMES_SAID.find((seconds) => before > seconds * SECOND && now <= seconds * SECOND)
}

// ── in the room ─────────────────────────────────────────────────────────────

function sitDown({ door, say, place, knock }) {
  const storage = deviceStorage()
  const link = connect({ seat: 'participant', run: door.run, onChange: look })
  let mine = null // what belongs to this person on this phone: outbox, drafts, what was put away
  let room = null // the room as last seen whole
  let at = null
  let kept = null // the room as it was at `at`, while this phone is somewhere else than the room
  let finishing = false
  let lastStroke = 0
  let news = ''
  let wasLeft = Infinity
  let wasLive = false
  let gone = false

  const seconds = setInterval(look, SECOND)
  place.addEventListener('input', onStroke)
  draw()

  function look() {
    if (gone) return
    if (link.status === 'out') return leave(link.outCode)
    if (isRemoved(link.views)) return leave('removed')
    const now = together(link.views)
    if (now) {
      room = now
      mine = mine || belongings(`${now.run.id}:${now.me.id}`)
      move()
      sayTheTime()
    }
    if (mine && wasLive !== (link.status === 'live')) mine.box.live((wasLive = link.status === 'live'))
    draw()
  }

  function belongings(owner) {
    return {
      box: outbox({ owner, storage, send: link.play, now: link.now, onChange: onMove }),
      notes: drafts({ owner, storage, onChange: draw }),
      away: putAway(storage, owner),
    }
  }

  function move() {
    const next = follow(at, { screen: room.screen.id, typing: isTyping(place), quietFor: Date.now() - lastStroke, finishing })
    if (next.why === 'writing' && at.why !== 'writing') lastStroke = Date.now()
    if (next.why === 'room') {
      finishing = false
      kept = room
    }
    at = next
  }

  function onStroke() {
    lastStroke = Date.now()
  }

  function onMove(happened, move) {
    if (!happened) news = ''
    if (happened === 'saved') news = say('phone-saved')
    if (happened === 'refused') news = refusalInWords(move, say)
    if (happened && at.why !== 'room' && move.screen === at.screen) refresh(at.screen)
    draw()
  }

  function sayTheTime() {
    const left = room.timer ? remaining(room.timer, link.now()) : Infinity
    const seconds = room.timer && room.timer.running ? timeToSay(wasLeft, left) : undefined
    if (seconds !== undefined) news = say('phone-time-left', { seconds })
    wasLeft = left
  }

  // ── going elsewhere and coming back ──

  async function visit(screen) {
    const there = await aside(door.run, screen)
    if (!there) {
      news = say('phone-cannot-open')
      return draw()
    }
    kept = picture(there)
    at = { screen, why: 'visit', room: room.screen.id }
    draw()
  }

  async function refresh(screen) {
    const there = await aside(door.run, screen)
    if (!there || at.screen !== screen || at.why === 'room') return
    kept = picture(there)
    draw()
  }

  function picture({ screen, step }) {
    return { ...room, screen, view: screen.view, place: { step: { title: step }, ribbon: room.place.ribbon }, timer: undefined }
  }

  function goThere() {
    at = null
    move()
    draw()
  }

  function stayHere() {
    finishing = true
    draw()
  }

  function leave(code) {
    gone = true
    clearInterval(seconds)
    if (mine) mine.box.live(false)
    place.removeEventListener('input', onStroke)
    link.close()
    knock(code, code === 'elsewhere')
  }

  async function signOff() {
    await fetch('/leave', { method: 'POST', credentials: 'same-origin', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ run: door.run }) }).catch(() => null)
    leave('left')
  }

  // ── drawing ──

  function draw() {
    if (gone) return
    const trouble = troubleWith(link)
    if (!room) return render(html`<${Waiting} ...${{ say, trouble }} />`, place)
    const shown = at.why === 'room' ? room : { ...kept, table: room.table, me: room.me }
    ground(shown.phase)
    const acts = { visit, goThere, stayHere, signOff, play: (name, data) => mine.box.put({ name, data }), redraw: draw }
    render(html`<${Room} ...${{ say, door, link, room, shown, at, finishing, mine, news, trouble, acts }} around=${around(shown)} />`, place)
  }

  /** What a kind may know and do: its own screen's part of the room. */
  function around({ screen, place: where, phase, timer, table, me, here, names, tables, run, missed }) {
    const { box, notes } = mine
    return {
      say, screen, place: where, phase, timer, here, names, tables, run, table, me, missed,
      join: { address: door.address, code: door.code },
      holder: table.phone === me.id,
      now: link.now,
      play(name, data = {}) {
        finishing = false
        lastStroke = Date.now()
        box.put({ screen: screen.id, name, data })
      },
      status: (name, subject) => box.status(screen.id, name, subject),
      refusal(name, subject) {
        const move = box.refusal(screen.id, name, subject)
        return move ? refusalInWords(move, say) : ''
      },
      pending: box.pending(screen.id),
      draft: (field) => notes.draft(screen.id, field),
    }
  }
}

function isRemoved(views) {
  const me = channelOf(views, 'me:')
  return Boolean(me && me.removed)
}

/** "": all is well. Otherwise what to tell: the phone has no network, or the room does not answer. */
function troubleWith(link) {
  if (link.status === 'live') return ''
  if (link.offline) return 'offline'
  return Date.now() - link.since > SILENCE_BEFORE_SAYING_SO ? 'unreachable' : ''
}

// Fields of the face itself (a table, a name) don't hold anybody back.
function isTyping(place) {
  const held = document.activeElement
  return Boolean(held && place.contains(held) && held.closest('.phone-kind') && held.matches('textarea, input:not([type=checkbox]):not([type=radio])'))
}

/** An earlier screen as this phone may see it, or null when it cannot be had. */
async function aside(run, screen) {
  try {
    const answer = await fetch(`/run/${encodeURIComponent(run)}/aside/${encodeURIComponent(screen)}`, { credentials: 'same-origin' })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}

/** Notices that were put away on this phone stay away. */
function putAway(storage, owner) {
  const key = (what) => `workshop:${owner}:away:${what}`
  const here = new Set()
  return {
    has: (what) => here.has(what) || Boolean(storage && storage.getItem(key(what))),
    put(what) {
      here.add(what)
      try {
        storage.setItem(key(what), '1')
      } catch {
        // Then it comes back with the next page.
      }
    },
  }
}

function refusalInWords({ code, args }, say) {
  return say(`refused-${code}`, args)
}

// ── the page around a screen ────────────────────────────────────────────────

function Room({ say, door, link, room, shown, at, finishing, mine, news, trouble, acts, around }) {
  const unsent = unsentElsewhere(mine.notes.all(), shown.screen.id)
  const waiting = mine.box.pending().length
  const safe = mine.box.safe() && mine.notes.safe()
  return html`<div class="phone-page">
    <${Trouble} ...${{ say, trouble, waiting, safe }} />
    <${Bar} ...${{ say, shown, link }} />
    ${!safe && html`<p class="phone-note is-strong">${say('phone-keeps-nothing')}</p>`}
    ${at.why === 'writing' && html`<${MovedOn} ...${{ say, title: room.screen.title, finishing, acts }} />`}
    ${at.why === 'visit' && html`<${Visiting} ...${{ say, title: room.screen.title, acts }} />`}
    <main class="phone-main">
      ${room.me.late && !room.run.ended && !mine.away.has('catch-up') && html`<${CatchUp} ...${{ say, room, now: link.now, onDone: () => { mine.away.put('catch-up'); acts.redraw() } }} />`}
      ${room.run.ended ? html`<${Ended} ...${{ say, room }} />` : html`<${Screen} ...${{ say, shown, around }} />`}
      <div class="phone-asides">
        ${mine.box.refused().filter((move) => move.data.text || !move.screen).map((move) => html`<${NotSaved} key=${move.id} ...${{ say, move, onDone: () => mine.box.dismiss(move.id) }} />`)}
        ${unsent.map((one) => html`<${Unsent} key=${one.screen} ...${{ say, one, earlier: room.earlier, mine, acts }} />`)}
        <${Missed} ...${{ say, room, at, acts }} />
        <${Own} ...${{ say, door, room, mine, acts }} />
      </div>
    </main>
    <p class="visually-hidden" role="status">${news}</p>
  </div>`
}

/** Stays in the page while empty, so that a reader hears what is put into it. */
function Trouble({ say, trouble, waiting, safe }) {
  return html`<div class="phone-trouble ${trouble ? 'is-on' : ''}" role="status">
    ${trouble && html`<p><b>${say(`phone-${trouble}`)}</b> ${say(safe ? 'phone-keep-writing' : 'phone-keep-open')} ${waiting > 0 && say('phone-waiting', { count: waiting })}</p>`}
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

function MovedOn({ say, title, finishing, acts }) {
  return html`<div class="phone-moved is-over" role="status">
    <p dir="auto">${say(finishing ? 'phone-moved-on-staying' : 'phone-moved-on', { title })}</p>
    <p class="phone-moved-acts">
      <${Button} kind="quiet" label=${say('phone-go-there')} onClick=${acts.goThere} />
      ${!finishing && html`<${Button} kind="quiet" label=${say('phone-finish-first')} onClick=${acts.stayHere} />`}
    </p>
  </div>`
}

function Visiting({ say, title, acts }) {
  return html`<div class="phone-moved">
    <p dir="auto">${say('phone-visiting', { title })}</p>
    <p class="phone-moved-acts"><${Button} kind="quiet" label=${say('phone-back-to-room')} onClick=${acts.goThere} /></p>
  </div>`
}

function Screen({ say, shown, around }) {
  const { screen } = shown
  const kind = KINDS[screen.kind]
  return html`
    <${Heading} key=${screen.id} title=${(kind && kind.headline && kind.headline(shown.view, around)) || screen.title} page=${shown.run.title} />
    <div class="phone-kind" key=${`${screen.id} drawing`} data-kind=${screen.kind}>
      ${kind && kind.phone ? kind.phone(shown.view, around) : html`<${LookUp} title=${say('phone-look-up')} text=${say('phone-look-up-text')} />`}
    </div>`
}

/** A new screen is read out from its headline; the very first one comes with the page. */
function Heading({ title, page }) {
  const heading = useRef(null)
  useEffect(() => {
    document.title = `${title} · ${page}`
    if (Heading.drawn) heading.current.focus()
    Heading.drawn = true
  }, [])
  return html`<h1 class="phone-title" tabindex="-1" ref=${heading} dir="auto">${title}</h1>`
}

function Ended({ say, room }) {
  return html`
    <${Heading} key="ended" title=${say('phone-ended')} page=${room.run.title} />
    <div class="phone-kind"><${LookUp} text=${say('phone-ended-text')} foot=${say('phone-ended-foot')} /></div>
    <${Wrote} say=${say} wrote=${room.wrote} />`
}

// ── what must not get lost ──────────────────────────────────────────────────

function CatchUp({ say, room, now, onDone }) {
  const { part, step } = room.place
  const left = room.timer ? Math.ceil(remaining(room.timer, now()) / (60 * SECOND)) : 0
  return html`<section class="phone-card" aria-labelledby="catch-up">
    <h2 id="catch-up">${say('phone-catch-up', { title: room.run.title })}</h2>
    <p class="phone-where" dir="auto">
      ${part ? say('phone-catch-up-part', { no: part.no, of: part.of, step: step.title }) : step.title}${left > 0 && `, ${say('phone-minutes-left', { count: left })}`}
    </p>
    ${step.purpose && html`<p dir="auto">${step.purpose}</p>`}
    <${Button} kind="quiet" label=${say('phone-catch-up-done')} onClick=${onDone} />
  </section>`
}

function NotSaved({ say, move, onDone }) {
  const text = move.data.text
  return html`<section class="phone-card is-strong">
    <h2>${say(text ? 'phone-not-saved' : 'phone-not-done')}</h2>
    <p>${refusalInWords(move, say)}</p>
    ${text && html`<p class="phone-words" dir="auto">${text}</p>`}
    <p class="phone-acts">
      ${text && html`<${Button} kind="quiet" label=${say('phone-copy')} onClick=${(event) => copy(event.currentTarget.closest('section').querySelector('.phone-words'))} />`}
      <${Button} kind="alt" label=${say(text ? 'phone-discard' : 'phone-understood')} onClick=${onDone} />
    </p>
  </section>`
}

function Unsent({ say, one, earlier, mine, acts }) {
  const { screen, text } = one
  const behind = (earlier || {})[screen]
  const discard = () => mine.notes.all().filter((draft) => draft.screen === screen).forEach((draft) => mine.notes.draft(screen, draft.field).clear())
  return html`<section class="phone-card">
    <h2>${say('phone-unsent')}</h2>
    <p class="phone-words" dir="auto">${text}</p>
    <p class="phone-acts">
      ${behind
        ? html`<${Button} kind="quiet" label=${say('phone-unsent-send', { step: behind.step })} onClick=${() => acts.visit(screen)} />`
        : html`<span class="phone-hint">${say('phone-unsent-closed')}</span>`}
      <${Button} kind="alt" label=${say('phone-discard')} onClick=${discard} />
    </p>
  </section>`
}

function Missed({ say, room, at, acts }) {
  const missed = Object.entries(room.missed).filter(([screen]) => screen !== at.screen)
  if (missed.length === 0) return null
  return html`<details class="phone-fold">
    <summary>${say('phone-missed', { count: missed.length })}</summary>
    <p class="phone-hint">${say('phone-missed-hint')}</p>
    <ul class="phone-list">
      ${missed.map(([screen, { title, step }]) => html`<li key=${screen}><button type="button" class="phone-row" onClick=${() => acts.visit(screen)}>
        <span dir="auto">${title}</span> <small dir="auto">${step}</small>
      </button></li>`)}
    </ul>
  </details>`
}

// ── one's own card ──────────────────────────────────────────────────────────

function Own({ say, door, room, mine, acts }) {
  const { me, table, tables, names } = room
  const [open, setOpen] = useState(false)
  const asked = (name) => [...mine.box.pending('')].reverse().find((move) => move.name === name)
  const wanted = { table: String((asked('sit_at') || { data: me }).data.table), named: (asked('change') || { data: me }).data.named }
  return html`<details class="phone-fold" onToggle=${(event) => setOpen(event.currentTarget.open)}>
    <summary><span dir="auto">${say('phone-you', { name: me.name, table: tableName(table.no, table.name, say) })}</span></summary>
    <div class="phone-own">
      <h2>${say('phone-code')}</h2>
      <${CodeTiles} code=${me.code} />
      <p class="phone-hint">${say('phone-code-why')}</p>
      ${Object.keys(tables).length > 1 && html`<${Choice} id="own-table" label=${say('phone-change-table')} value=${wanted.table} options=${tableOptions(tables, say)} onChange=${(no) => acts.play('sit_at', { table: Number(no) })} />`}
      ${names && html`<label class="sees-choice">
        <input type="checkbox" checked=${wanted.named} onChange=${(event) => acts.play('change', { named: event.currentTarget.checked })} />
        <span>${say('join-named')}</span>
      </label>`}
      ${open && html`<${Wrote} say=${say} wrote=${room.wrote} />`}
      <p class="phone-hint">${say('phone-address', { address: door.address })}</p>
      <p><${Button} kind="alt" label=${say('phone-sign-off')} onClick=${acts.signOff} /></p>
    </div>
  </details>`
}

/** All that this person wrote, newest first: nobody else sees this list. */
function Wrote({ say, wrote = {} }) {
  const own = Object.entries(wrote).sort(([, a], [, b]) => b.at - a.at)
  if (own.length === 0) return null
  return html`<section class="phone-wrote">
    <h2>${say('phone-wrote')}</h2>
    <p class="phone-hint">${say('phone-wrote-who')}</p>
    <ul class="phone-list">
      ${own.map(([id, { text, said, step }]) => html`<li key=${id} class="phone-words">
        <span dir="auto">${text}</span>${said.map((one) => html`<br /><span dir="auto">${one}</span>`)}
        <br /><small dir="auto">${step}</small>
      </li>`)}
    </ul>
  </section>`
}

function Waiting({ say, trouble }) {
  return html`<div class="phone-page">
    <main class="phone-main"><${LookUp} level=${1} title=${say('phone-coming')} text=${say(trouble ? `phone-${trouble}` : 'phone-coming-text')} /></main>
  </div>`
}

// ── this phone ──────────────────────────────────────────────────────────────

/** What the page knows before the first view. */
function atTheDoor() {
  const { run, code, joined, language, lang, title } = document.body.dataset
  const told = JSON.parse((document.getElementById('data') || {}).textContent || '{}')
  const about = told.run || {}
  return {
    run, code: code || '', title: title || about.title || document.title, language: language || lang,
    joined: joined === '1' || joined === 'yes',
    names: about.names !== false,
    partnerships: about.partnerships || [],
    roles: told.roles || [],
    tables: told.tables || {},
    address: `${location.host}/${code || ''}`,
    stay: canStay(deviceStorage(), navigator.cookieEnabled),
  }
}

/** The whole phone takes the colour of the wall, its browser's frame too. */
function ground(phase) {
  if (document.body.dataset.phase === phase && ground.light === document.body.dataset.theme) return
  document.body.dataset.phase = phase
  ground.light = document.body.dataset.theme
  const colour = getComputedStyle(document.body).getPropertyValue('--ground').trim()
  const meta = document.querySelector('meta[name="theme-color"]')
  if (meta && colour) meta.setAttribute('content', colour)
}

/** By night the phone wears the evening colours, whatever the stage does. */
function followTheLight() {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const dress = () => {
    if (dark.matches) document.body.dataset.theme = 'evening'
    else delete document.body.dataset.theme
    if (document.body.dataset.phase) ground(document.body.dataset.phase)
  }
  dress()
  // The older way to listen is the one that every phone knows.
  dark.addListener(dress)
}

// The clipboard proper does not exist on a plain http address.
function copy(element) {
  const range = document.createRange()
  range.selectNodeContents(element)
  const selection = getSelection()
  selection.removeAllRanges()
  selection.addRange(range)
  document.execCommand('copy')
}
