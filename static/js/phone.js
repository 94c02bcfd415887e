// The phone: the screen the room is on as this person may see it, and whatever must not be lost on the way there:
// half-typed words, moves not yet confirmed, screens missed. A view goes in, moves go out through the outbox.

import { connect } from './channel.js'
import { drawn } from './elements/brought.js'
import { remaining } from './elements/time.js'
import { html, render } from './html.js'
import { Door } from './join.js'
import { BESIDES, drawingOf, foresee, need, onThePage, watch } from './kinds.js'
import { aroundPhone } from './phone/around.js'
import { aside, atTheDoor, belongings, followTheLight, ground, isTyping, signOut } from './phone/device.js'
import { refusalInWords } from './phone/later.js'
import { Page, Waiting, isLate } from './phone/page.js'
import { channelOf, follow, isAtTheDoor, isRemoved, spokenFor, timeToSay, together } from './phone/place.js'
import { words } from './words.js'

const SECOND = 1000
const SILENCE_BEFORE_SAYING_SO = 2.5 * SECOND
const LOOK_AGAIN = 0.7 * SECOND
const NOBODY = -1

/** Draws the phone of whoever opened this page: the door first, if they are not in the room yet. */
export function start() {
  const door = atTheDoor()
  const say = words()
  const place = document.getElementById('face') || document.body.appendChild(document.createElement('div'))
  followTheLight(() => ground(document.body.dataset.phase || 'arrive'))
  need(onThePage()[0])
  if (door.joined) enter()
  else knock()
  foresee()

  function knock(why, returning) {
    ground('arrive')
    document.title = `${say('join-title')} · ${door.title}`
    render(html`<${Door} key=${why} ...${{ say, door, why, returning, onIn }} />`, place)
  }

  function onIn(answer, code) {
    door.run = answer.run
    door.code = code || door.code
    enter()
  }

  /** No navigation: the page stays as it is, and a reload leads back into the room. The key goes from the address. */
  function enter() {
    history.replaceState(null, '', `/${door.code}`)
    sitDown({ door, say, place, knock })
  }
}

// ── in the room ─────────────────────────────────────────────────────────────

function sitDown({ door, say, place, knock }) {
  const link = connect({ seat: 'participant', run: door.run, onChange: look })
  let mine = null // what belongs to this person on this phone: outbox, drafts, what was put away
  let former = [] // the same for whoever its owner was taken for before
  let voices = {} // the same for each of those this phone writes for
  let voice = '' // who is written for just now; empty for the phone's owner
  let hand = NOBODY // whose turn it is next, while a shared phone goes from one to the other
  let room = null // the room as last seen whole
  let at = null
  let kept = null // what is drawn while this phone shows something else than everybody's
  let told = [] // what the room had said when `kept` was fetched
  let again = null
  let finishing = false
  let bright = '' // the screen on which somebody wanted their phone back while the others talk
  let lastStroke = -Infinity
  let news = ''
  let wasLeft = Infinity
  let wasLive = false
  let gone = false

  const seconds = setInterval(look, SECOND)
  place.addEventListener('input', onStroke)
  watch(draw)
  draw()

  function look() {
    if (gone) return
    if (link.status === 'out') return leave(link.outCode)
    if (isRemoved(link.views)) return leave(isAtTheDoor(link.views) ? 'turned_away' : 'removed')
    const now = together(link.views)
    if (now) {
      room = now
      if (room.code !== door.code) recode(room.code)
      if (!mine || mine.owner !== ownerOf(room)) settle()
      hear()
      move()
      sayTheTime()
    }
    if (mine && wasLive !== (link.status === 'live')) everyone().forEach(({ box }) => box.live(link.status === 'live'))
    wasLive = link.status === 'live'
    draw()
  }

  /** The facilitator has drawn another code: this page's address, and the one to tell a neighbour, are the new ones. */
  function recode(code) {
    door.code = code
    door.address = `${location.host}/${code}`
    history.replaceState(null, '', `/${code}`)
  }

  /** Whoever turned out to be somebody else goes on as the one they are, with all that was begun or on its way. */
  function settle() {
    const before = mine
    mine = belonging()
    mine.box.live(wasLive)
    if (!before) return
    former = [...former, before]
    before.notes.all().forEach(({ screen, field, value }) => mine.notes.draft(screen, field).set(value))
  }

  function belonging(whose = '') {
    const onMove = (happened, sent) => onSent(whose, happened, sent)
    return belongings({ owner: ownerOf(room), voice: whose, link, onMove, onDraft: draw })
  }

  /** Those this phone writes for: what they left unsent goes on its way too. Who is gone is not written for any more. */
  function hear() {
    const { shared, others } = spokenFor(room)
    const known = [...shared, ...others].map(({ id }) => id)
    known.filter((id) => !voices[id]).forEach((id) => {
      voices = { ...voices, [id]: belonging(id) }
      voices[id].box.live(wasLive)
    })
    if (voice && !known.includes(voice)) speakFor('')
  }

  function everyone() {
    return [mine, ...former, ...Object.values(voices)]
  }

  function own() {
    return voice ? voices[voice] : mine
  }

  function move() {
    const next = follow(at, { screen: room.screen.id, typing: isTyping(place), quietFor: performance.now() - lastStroke, finishing, left: room.me.left })
    const moved = at && next.why === 'room' && next.screen !== at.screen
    if (next.why === 'writing' && at.why !== 'writing') lastStroke = performance.now()
    if (next.why === 'room') finishing = false
    at = next
    if (moved) {
      news = '' // what was said of the last screen is not true of this one
      arrive()
    }
    if (at.why === 'room' && !voice) kept = room
    else if (at.why === 'room') lookAgainSoon()
  }

  /** On a new screen a shared phone begins with its owner again; whoever writes for somebody goes on doing so. */
  function arrive() {
    if (hand !== NOBODY || spokenFor(room).shared.some(({ id }) => id === voice)) return speakFor('')
    if (!voice) return undefined
    kept = null
    return refresh()
  }

  function onStroke() {
    lastStroke = performance.now()
  }

  function onSent(whose, happened, sent) {
    if (!happened) news = ''
    if (happened === 'saved') news = say('phone-saved')
    if (happened === 'refused') tellWhy(sent)
    if (happened && (at.why !== 'room' || voice) && whose === voice && sent.screen === at.screen) refresh()
    draw()
  }

  async function tellWhy(sent) {
    await need(BESIDES)
    news = refusalInWords(sent, say)
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
    fromTheTop()
  }

  async function refresh() {
    const [screen, whose] = [at.screen, voice]
    told = saidNow()
    const there = await aside(door.run, screen, whose)
    if (!there || at.screen !== screen || voice !== whose || (at.why === 'room' && !voice)) return
    kept = picture(there)
    draw()
  }

  /** While one writes for somebody, what the others do meanwhile is fetched in a calm rhythm. */
  function lookAgainSoon() {
    const same = saidNow().every((part, no) => part === told[no])
    if (same || again) return
    again = setTimeout(() => {
      again = null
      if (!gone && voice) refresh()
    }, LOOK_AGAIN)
  }

  function saidNow() {
    const table = channelOf(link.views, 'table:')
    return [link.views.floor.screen, table && table.screen]
  }

  function picture({ screen, step }) {
    const here = screen.id === room.screen.id
    const where = here ? room.place : { step: { title: step }, ribbon: room.place.ribbon }
    return { ...room, screen, view: screen.view, brought: drawn(screen.brought), place: where, timer: here ? room.timer : undefined }
  }

  function goThere() {
    at = null
    move()
    fromTheTop()
  }

  function stayHere() {
    finishing = true
    draw()
  }

  // ── writing for somebody else ──

  function speakFor(id) {
    voice = id
    hand = NOBODY
    at = null
    finishing = false
    kept = id ? null : room
    at = follow(null, { screen: room.screen.id })
    if (id) refresh()
    fromTheTop()
  }

  /** A shared phone goes to the next: first a page with nothing on it. */
  function handOn(next) {
    hand = next
    kept = null
    fromTheTop()
  }

  function taken() {
    const people = ['', ...spokenFor(room).shared.map(({ id }) => id)]
    speakFor(people[hand] || '')
  }

  // ── out ──

  function leave(code) {
    gone = true
    clearInterval(seconds)
    if (mine) everyone().forEach(({ box }) => box.live(false))
    place.removeEventListener('input', onStroke)
    link.close()
    door.ended = Boolean(room && room.run.ended)
    knock(code, code === 'elsewhere')
  }

  async function goOut() {
    await signOut(door.run)
    leave('left')
  }

  // ── drawing ──

  /** Another page begins at its beginning, wherever the last one had been left. */
  function fromTheTop() {
    draw()
    scrollTo(0, 0)
  }

  function draw() {
    if (gone) return
    const trouble = troubleWith(link)
    if (!room) return render(html`<${Waiting} ...${{ say, trouble }} title=${door.title} outside=${isAtTheDoor(link.views)} />`, place)
    const shown = at.why === 'room' && !voice ? room : { ...room, view: null, ...kept, table: room.table, me: speaker() }
    const dim = isQuiet(shown)
    need(shown.screen.kind)
    if (drawingOf(shown.screen.kind) !== 'coming') need(BESIDES)
    ground(shown.phase, dim)
    const acts = { visit, goThere, stayHere, speakFor, hand: handOn, taken, undim, signOut: goOut, play: (name, data) => mine.box.put({ name, data }), redraw: draw }
    render(html`<${Page} ...${{ say, door, link, room, shown, at, voice, hand, dim, finishing, mine, voices, news, trouble, acts }} around=${around(shown)} />`, place)
  }

  /** Who this page speaks for: its owner, or somebody without a phone, of whom no more is known than the name. */
  function speaker() {
    if (!voice) return room.me
    const { name } = (room.table.without_phone || {})[voice] || {}
    return { id: voice, name: name || '', table: room.me.table, organisation: '', role: '', partnership: room.me.partnership, code: '', named: false, left: false, late: false }
  }

  /** In a talk the phone goes quiet, for whoever is with the room and has not asked for it back. */
  function isQuiet({ screen }) {
    const withTheRoom = at.why === 'room' && !voice && hand === NOBODY && !room.me.left && !room.run.ended
    return Boolean(screen.dim && withTheRoom && bright !== screen.id && !isLate({ room, mine, voice }))
  }

  function undim() {
    bright = room.screen.id
    draw()
  }

  function around(shown) {
    const join = { address: door.address, code: door.code }
    return aroundPhone(shown, { say, inWords: refusalInWords, now: link.now, join, own: own(), onPlay, calendar, whole: () => link.whole(shown.screen.id) })
  }

  function onPlay() {
    finishing = false
    lastStroke = performance.now()
  }

  /** Only one's own promise goes into the calendar of one's own phone. */
  function calendar(entry) {
    return voice ? '' : `/mine/${encodeURIComponent(door.run)}/commitment/${encodeURIComponent(entry)}.ics`
  }
}

function ownerOf({ run, me }) {
  return `${run.id}:${me.id}`
}

/** "": all is well. Otherwise what to tell: the phone has no network, or the room does not answer. */
function troubleWith(link) {
  if (link.status === 'live') return ''
  if (link.offline) return 'offline'
  return performance.now() - link.since > SILENCE_BEFORE_SAYING_SO ? 'unreachable' : ''
}
