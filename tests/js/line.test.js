import assert from 'node:assert/strict'
import test from 'node:test'

import { line } from '../../static/js/line.js'
import { handClock, settled } from './helpers.js'

const HOW = { path: '/socket.io', auth: { seat: 'participant', run: 'r' }, timeout: 5000, reconnectionDelay: 300, reconnectionDelayMax: 2000, randomizationFactor: 0.5 }
const HELLO = '0{"sid":"x","pingInterval":10000,"pingTimeout":8000}'

/** A browser whose WebSockets the test holds the other end of. */
function world() {
  const time = handClock()
  const lines = []
  const library = { sockets: [] }
  const io = (options) => {
    const socket = { options, heard: {}, connected: false, active: true, on: (event, act) => (socket.heard[event] = act), connect() {}, disconnect() {} }
    library.sockets.push(socket)
    return socket
  }
  return {
    time,
    lines,
    library,
    browser: {
      socket(address) {
        const one = { address, sent: [], open: true, send: (said) => one.sent.push(said), close: () => (one.open = false) }
        lines.push(one)
        return one
      },
      later: time.set,
      clear: time.clear,
      library: async () => io,
    },
  }
}

/** A line that is up, and what it told. */
function up() {
  const there = world()
  const told = []
  const socket = line(HOW, there.browser)
  for (const event of ['connect', 'disconnect', 'connect_error', 'view']) socket.on(event, (said) => told.push([event, said]))
  const say = (said, no = there.lines.length - 1) => there.lines[no].onmessage({ data: said })
  say(HELLO)
  say('40{"sid":"y"}')
  return { ...there, socket, told, say }
}

test('it says who it is, hears what the room says, and answers when it is asked whether it is still there', () => {
  const { lines, socket, told, say } = up()
  assert.equal(lines[0].address, '/socket.io/?EIO=4&transport=websocket')
  assert.deepEqual(lines[0].sent, ['40{"seat":"participant","run":"r"}'])
  assert.ok(socket.connected)
  say('42["view",{"version":1}]')
  say('2')
  assert.equal(lines[0].sent[1], '3')
  assert.deepEqual(told, [['connect', undefined], ['view', { version: 1 }]])
})

test('each move gets its own answer, or none in time', async () => {
  const { lines, socket, say, time } = up()
  const answers = []
  socket.timeout(4000).emit('move', { id: 1 }, (late, answer) => answers.push(late ? 'late' : answer))
  socket.timeout(4000).emit('sit', {}, (late, answer) => answers.push(late ? 'late' : answer))
  assert.deepEqual(lines[0].sent.slice(1), ['420["move",{"id":1}]', '421["sit",{}]'])
  say('431[{"ok":true,"now":7}]')
  await time.pass(4001)
  say('430[{"ok":true}]')
  assert.deepEqual(answers, [{ ok: true, now: 7 }, 'late'])
})

test('a line that falls silent or breaks is tried again, and its unanswered moves are given back', async () => {
  const { lines, socket, told, say, time } = up()
  const answers = []
  socket.timeout(40_000).emit('move', {}, (late) => answers.push(Boolean(late)))
  await time.pass(18_001)
  assert.deepEqual([told.at(-1), answers, lines[0].open], [['disconnect', 'silent'], [true], false])
  await time.pass(500)
  assert.equal(lines.length, 2)
  say(HELLO)
  say('40{}')
  lines[1].onclose()
  assert.deepEqual(told.at(-1), ['disconnect', 'closed'])
  await time.pass(500)
  assert.equal(lines.length, 3)
  say('42["view",{}]', 0)
  assert.equal(told.filter(([event]) => event === 'view').length, 0, 'an old line is not listened to')
})

test('whoever is turned away, shown out or leaves does not come back by itself', async () => {
  const { lines, socket, told, say, time } = up()
  say('41')
  assert.deepEqual([told.at(-1), socket.active], [['disconnect', 'io server disconnect'], false])
  socket.connect()
  say(HELLO)
  say('44{"message":"signed_out","data":{"code":"signed_out"}}')
  const [event, error] = told.at(-1)
  assert.deepEqual([event, error.message, error.data, socket.active], ['connect_error', 'signed_out', { code: 'signed_out' }, false])
  socket.connect()
  say(HELLO)
  say('40{}')
  socket.disconnect()
  assert.deepEqual([lines[2].sent.at(-1), told.at(-1)], ['41', ['disconnect', 'left']])
  await time.pass(60_000)
  assert.equal(lines.length, 3)
})

test('a network that swallows WebSockets is given the library, which can do without', async () => {
  const { lines, library, browser, time } = world()
  const told = []
  const socket = line(HOW, browser)
  socket.on('connect', () => told.push('connect'))
  await time.pass(5001)
  assert.deepEqual([library.sockets.length, lines.length], [0, 1])
  await time.pass(500 + 5001 + 1000)
  await settled()
  assert.deepEqual(library.sockets.map(({ options }) => options.transports), [['polling', 'websocket']])
  library.sockets[0].connected = true
  library.sockets[0].heard.connect()
  assert.deepEqual([told, socket.connected], [['connect'], true])
  await time.pass(60_000)
  assert.equal(lines.length, 2)
})

test('a room that has been reached once is only far away', async () => {
  const { lines, library, time } = up()
  lines[0].onclose()
  await time.pass(30_000)
  assert.ok(lines.length > 4)
  assert.equal(library.sockets.length, 0)
})
