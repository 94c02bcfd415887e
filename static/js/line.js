// The line to the room: a WebSocket that speaks Socket.IO, as far as this house does. It stands for that library's socket,
// which weighs ten times as much; a network that swallows WebSockets is given the library itself, which can do without.

const FAILURES_BEFORE_THE_LIBRARY = 2
const OPEN = '0'
const CLOSE = '1'
const PING = '2'
const PONG = '3'
const CONNECT = '40'
const DISCONNECT = '41'
const EVENT = '42'
const ANSWER = '43'
const REFUSED = '44'

/**
 * Opens a line and keeps it open. `on(event, act)`, `connect()`, `disconnect()`, `timeout(ms).emit(event, data, then)`,
 * `connected`, and `active`: whether it tries again by itself.
 */
export function line(options, world = browser()) {
  const acts = []
  const tell = (event, said) => acts.forEach(([name, act]) => name === event && act(said))
  let inner = wire(options, world, tell, async () => {
    const open = await world.library()
    if (inner.connected) return
    inner.disconnect()
    inner = open({ ...options, transports: ['polling', 'websocket'] })
    acts.forEach(([event, act]) => inner.on(event, act))
  })
  const self = {
    get connected() {
      return inner.connected
    },
    get active() {
      return inner.active
    },
    on(event, act) {
      acts.push([event, act])
      return self
    },
    connect() {
      inner.connect()
      return self
    },
    disconnect() {
      inner.disconnect()
      return self
    },
    timeout: (ms) => inner.timeout(ms),
  }
  inner.connect()
  return self
}

function wire({ path, auth, timeout, reconnectionDelay, reconnectionDelayMax, randomizationFactor }, world, tell, giveUp) {
  const self = { connected: false, active: true, connect, disconnect, timeout: (ms) => ({ emit: (...said) => emit(ms, ...said) }) }
  const waiting = new Map()
  let socket = null
  let watch = null
  let again = null
  let patience = 0
  let sent = 0
  let failures = 0
  let ever = false

  function connect() {
    if (socket) return
    self.active = true
    world.clear(again)
    const mine = world.socket(`${path}/?EIO=4&transport=websocket`)
    socket = mine
    expect(timeout)
    mine.onmessage = ({ data }) => mine === socket && hear(String(data))
    mine.onclose = () => mine === socket && lose('closed')
    mine.onerror = mine.onclose
  }

  function disconnect() {
    self.active = false
    world.clear(again)
    if (!socket) return
    if (self.connected) socket.send(DISCONNECT)
    drop('left')
  }

  function hear(said) {
    if (patience) expect(patience)
    if (said[0] === OPEN) {
      const { pingInterval, pingTimeout } = JSON.parse(said.slice(1))
      patience = pingInterval + pingTimeout
      socket.send(CONNECT + JSON.stringify(auth))
    } else if (said === PING) socket.send(PONG)
    else if (said === CLOSE) lose('closed')
    else if (said.startsWith(CONNECT)) welcome()
    else if (said.startsWith(DISCONNECT)) end('io server disconnect')
    else if (said.startsWith(EVENT)) tell(...JSON.parse(said.slice(2)))
    else if (said.startsWith(ANSWER)) answered(said)
    else if (said.startsWith(REFUSED)) refused(JSON.parse(said.slice(2)))
  }

  function welcome() {
    self.connected = true
    ever = true
    failures = 0
    tell('connect')
  }

  function refused(why) {
    self.active = false
    drop()
    tell('connect_error', Object.assign(new Error(why.message), { data: why.data }))
  }

  function end(reason) {
    self.active = false
    drop(reason)
  }

  /** The line is gone by itself: says so, and tries again after a while. */
  function lose(reason) {
    const was = self.connected
    drop(was ? reason : '')
    if (!was) tell('connect_error', new Error(reason))
    if (self.active && !socket) later()
  }

  function later() {
    failures += 1
    const wait = Math.min(reconnectionDelay * 2 ** (failures - 1), reconnectionDelayMax)
    again = world.later(next, wait * (1 + randomizationFactor * (2 * Math.random() - 1)))
  }

  function next() {
    if (ever || failures < FAILURES_BEFORE_THE_LIBRARY) return connect()
    return giveUp().catch(() => connect())
  }

  function drop(reason) {
    const [old, was] = [socket, self.connected]
    socket = null
    self.connected = false
    patience = 0
    world.clear(watch)
    old.close()
    const lost = [...waiting.values()]
    waiting.clear()
    lost.forEach((then) => then(new Error('the line is gone')))
    if (was && reason) tell('disconnect', reason)
  }

  function expect(ms) {
    world.clear(watch)
    watch = world.later(() => lose('silent'), ms)
  }

  // ── moves and their answers ──

  function emit(ms, event, data, then) {
    const no = sent++
    const late = world.later(() => settle(no, new Error('no answer')), ms)
    waiting.set(no, (...said) => {
      world.clear(late)
      then(...said)
    })
    socket.send(EVENT + no + JSON.stringify([event, data]))
  }

  function answered(said) {
    const [, no, told] = /^43(\d+)(.*)$/s.exec(said)
    settle(Number(no), null, ...JSON.parse(told))
  }

  function settle(no, ...said) {
    const then = waiting.get(no)
    waiting.delete(no)
    if (then) then(...said)
  }

  return self
}

function browser() {
  return {
    socket: (path) => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`),
    later: (then, ms) => setTimeout(then, ms),
    clear: (timer) => clearTimeout(timer),
    library: async () => (await import(document.body.dataset.library)).io,
  }
}
