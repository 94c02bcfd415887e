// The link to the room: sits down, keeps each channel's view up to date, carries moves, and proves that it is still
// there when the phone wakes up. Whatever is doubtful (a gap, a restarted server, a woken phone) has one remedy: sit
// down again and get fresh views.

import { clock } from './clock.js'
import { line } from './line.js'
import { moveId } from './outbox.js'
import { apply } from './patch.js'

const ANSWER_WITHIN = 4000
const DRAW_WITHIN = 250
const FINAL = ['signed_out', 'removed', 'turned_away', 'ended', 'not_yours', 'elsewhere']
const DOOR_PAUSE = 2000
const GAP_PAUSE = 1000

const SOCKET = {
  path: '/socket.io',
  // Websocket first saves two round trips a phone; polling is for networks that swallow it, and is only tried with the third line.
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnection: true,
  reconnectionDelay: 300,
  reconnectionDelayMax: 2000,
  randomizationFactor: 0.5,
  timeout: 5000,
  forceNew: true,
}

/**
 * Sits down in a run and stays there.
 *
 * `onChange(link)` is called after changes, at most once a frame. `world` is the browser, or a test's stand-in.
 * The link: `views` by channel; `status` "trying", "live" or "out" (with `outCode`); `offline` when the device says so;
 * `since` when the status began, by `performance.now()`; `now()` server time; `play(move)` and `ask(event, data)` resolve
 * to the room's answer and never reject; `sit()`; `whole(screen)` for all of a screen's long lists; `close()`.
 */
export function connect({ seat, run, onChange, world = browser() }) {
  const { steady = world.now } = world
  const time = clock(world.now, { steady, onJump: () => world.later(prove, 0) })
  const socket = world.open({ ...SOCKET, auth: { seat, run } })
  let versions = {}
  const link = { views: {}, status: 'trying', outCode: '', offline: false, since: steady(), epoch: '', now: time.now }
  const changed = coalesced(world, () => onChange(link))
  let sitting = null
  let wanted = {} // of which screen everything was asked for
  let satAt = -Infinity
  let gapSeen = false
  let closed = false

  function become(status) {
    if (link.status === status || link.status === 'out') return
    link.status = status
    link.since = steady()
    changed()
  }

  // ── from the room ──

  socket.on('connect', () => sit())
  socket.on('disconnect', (reason) => {
    // A restarted server counts from one again; no patch may fit by accident before the fresh view.
    versions = {}
    become('trying')
    // The library does not come back by itself after the server hung up.
    if (reason === 'io server disconnect') knockAgain()
  })
  socket.on('connect_error', (error) => {
    become('trying')
    if (socket.active) return // the library tries again
    const reason = reasonOf(error)
    if (reason) leave(reason)
    else knockAgain()
  })
  socket.on('view', ({ channel, version, view, epoch }) => {
    // Who sits down at another table, or turns out to be somebody else, leaves the old channel.
    if (/^(table|me|whole):/.test(channel)) leaveAll(channel.split(':')[0])
    versions[channel] = version
    link.views = { ...link.views, [channel]: view }
    link.epoch = epoch
    heard()
  })
  socket.on('patch', ({ channel, version, changes }) => {
    if (versions[channel] !== version - 1) return mendGap()
    versions[channel] = version
    link.views = { ...link.views, [channel]: apply(link.views[channel], changes) }
    heard()
  })
  socket.on('out', ({ code } = {}) => leave(code || 'signed_out'))

  function leaveAll(sort) {
    const others = (channels) => Object.fromEntries(Object.entries(channels).filter(([channel]) => !channel.startsWith(`${sort}:`)))
    link.views = others(link.views)
    versions = others(versions)
  }

  // Anything that arrives proves the link, whatever the device believes about its network.
  function heard() {
    link.offline = false
    if (Object.keys(link.views).length > 0) become('live')
    changed()
  }

  function leave(code) {
    link.outCode = code
    become('out')
    socket.disconnect()
  }

  // Spread out, so that a whole hall does not knock at the same moment.
  function knockAgain() {
    world.later(() => {
      if (!closed && link.status !== 'out' && !socket.connected) socket.connect()
    }, DOOR_PAUSE * (0.5 + Math.random()))
  }

  // One sitting down mends all gaps; should it not, the next waits a little, so that a fault never becomes a flood.
  function mendGap() {
    if (gapSeen || sitting) return
    gapSeen = true
    const mend = () => {
      gapSeen = false
      sit()
    }
    const wait = satAt + GAP_PAUSE - steady()
    if (wait > 0) world.later(mend, wait)
    else mend()
  }

  // ── to the room ──

  /** Asks for fresh views. One at a time: ten gaps in a row are still one reason to sit down again. */
  function sit() {
    if (!sitting) {
      sitting = sitDown().finally(() => {
        sitting = null
      })
    }
    return sitting
  }

  /** Of a long list everybody is told the beginning; this asks for all of it, and goes on being told what changes. */
  async function whole(screen) {
    if (wanted.whole === screen) return
    wanted = { whole: screen }
    await sitting
    sit()
  }

  async function sitDown() {
    const sent = world.now()
    satAt = steady()
    const answer = await ask('sit', wanted)
    if (!answer.ok) return answer.code === 'no_answer' ? again() : answer
    time.heard(sent, world.now(), answer.now)
    heard()
    return answer
  }

  function again() {
    become('trying')
    if (!closed && link.status !== 'out') socket.disconnect().connect()
    return { ok: false, code: 'no_answer', retry: true }
  }

  /** Never while disconnected: the library would keep it and send it a second time beside our outbox. */
  function ask(event, data) {
    if (!socket.connected) return Promise.resolve({ ok: false, code: 'not_connected', retry: true })
    return new Promise((resolve) => {
      socket.timeout(ANSWER_WITHIN).emit(event, data, (late, answer) => resolve(late ? { ok: false, code: 'no_answer', retry: true } : answer))
    })
  }

  async function play(move) {
    const answer = await ask('move', { id: moveId(), screen: '', data: {}, ...move })
    if (answer.ok) heard()
    else if (answer.code === 'no_answer') prove()
    return answer
  }

  // ── waking up ──

  // A woken phone's socket may look open and be dead for a long while; only an answer proves it.
  function prove() {
    if (closed || link.status === 'out') return
    if (socket.connected) sit()
    else socket.disconnect().connect()
  }

  const listeners = [
    world.on('visible', prove),
    world.on('online', () => {
      link.offline = false
      prove()
      changed()
    }),
    world.on('offline', () => {
      link.offline = true
      become('trying')
      changed()
    }),
    world.on('pageshow', prove),
    world.on('pagehide', () => socket.disconnect()),
  ]

  function close() {
    closed = true
    listeners.forEach((stop) => stop())
    socket.disconnect()
  }

  return Object.assign(link, { play, ask, sit, whole, close })
}

// Why the room will not let this browser in, when trying again is no use. A room that is only busy gives no such reason.
function reasonOf({ data, message }) {
  const said = (data && data.code) || String(message)
  return FINAL.find((code) => said.includes(code))
}

// Many patches, one drawing. The timer is for hidden tabs, where no frame ever comes.
function coalesced(world, draw) {
  let due = false
  const run = () => {
    if (!due) return
    due = false
    draw()
  }
  return () => {
    if (due) return
    due = true
    world.frame(run)
    world.later(run, DRAW_WITHIN)
  }
}

function browser() {
  const on = (target, event, act) => {
    target.addEventListener(event, act)
    return () => target.removeEventListener(event, act)
  }
  const listen = {
    visible: (act) => on(document, 'visibilitychange', () => document.hidden || act()),
    online: (act) => on(window, 'online', act),
    offline: (act) => on(window, 'offline', act),
    pageshow: (act) => on(window, 'pageshow', (event) => event.persisted && act()),
    pagehide: (act) => on(window, 'pagehide', act),
  }
  return {
    open: (options) => line(options),
    now: () => Date.now(),
    steady: () => performance.now(),
    later: (then, ms) => setTimeout(then, ms),
    frame: (then) => requestAnimationFrame(then),
    on: (event, act) => listen[event](act),
  }
}
