import assert from 'node:assert/strict'
import test from 'node:test'

import { connect } from '../../static/js/channel.js'
import { fakeWorld, settled } from './helpers.js'

function anasLink() {
  const hall = fakeWorld()
  const drawn = []
  const link = connect({ seat: 'participant', run: 'r1', onChange: (l) => drawn.push(l.status), world: hall.world })
  const says = (channel, version, view) => hall.says('view', { channel, version, view, epoch: 'e1' })
  const patch = (channel, version, changes) => hall.says('patch', { channel, version, changes })
  const sits = () => hall.socket.sent.filter((one) => one.event === 'sit').length
  const sat = async () => {
    hall.last('sit').answer({ ok: true, epoch: 'e1', now: hall.time.now() })
    await settled()
  }
  const live = async () => {
    hall.arrives()
    says('floor', 1, { n: 1 })
    await sat()
  }
  return { ...hall, link, drawn, view: says, patch, sits, sat, live }
}

test('it says who it is, tries websocket first and polling too', () => {
  const { socket } = anasLink()
  assert.deepEqual(socket.options.auth, { seat: 'participant', run: 'r1' })
  assert.deepEqual(socket.options.transports, ['websocket', 'polling'])
  assert.equal(socket.options.tryAllTransports, true)
})

test('it sits down as soon as it is in, and is live once it has seen the room', async () => {
  const { link, live, sits } = anasLink()
  assert.equal(link.status, 'trying')
  await live()
  assert.equal(sits(), 1)
  assert.equal(link.status, 'live')
  assert.deepEqual(link.views.floor, { n: 1 })
})

test('changes that follow one another are merged in', async () => {
  const { link, live, patch, sits } = anasLink()
  await live()
  patch('floor', 2, { n: 2 })
  patch('floor', 3, { m: 1 })
  assert.deepEqual(link.views.floor, { n: 2, m: 1 })
  assert.equal(sits(), 1)
})

test('a gap means sitting down again, once, and nothing is merged meanwhile', async () => {
  const { link, live, view, patch, sits, sat, time } = anasLink()
  await live()
  await time.pass(2000)
  patch('floor', 3, { n: 3 })
  patch('floor', 4, { n: 4 })
  assert.equal(sits(), 2)
  assert.deepEqual(link.views.floor, { n: 1 })
  view('floor', 4, { n: 4 })
  await sat()
  patch('floor', 5, { n: 5 })
  assert.deepEqual(link.views.floor, { n: 5 })
  assert.equal(sits(), 2)
})

test('a room that never fits does not make a flood', async () => {
  const { live, patch, sits, time } = anasLink()
  await live()
  for (let version = 10; version < 30; version++) patch('floor', version, {})
  assert.equal(sits(), 1)
  await time.pass(1000)
  assert.equal(sits(), 2)
})

test('a channel it does not know makes it sit down', async () => {
  const { live, patch, sits, time } = anasLink()
  await live()
  await time.pass(2000)
  patch('me:ana', 7, { x: 1 })
  assert.equal(sits(), 2)
})

test('whoever changes tables sees only the new one', async () => {
  const { link, live, view } = anasLink()
  await live()
  view('table:1', 4, { table: { no: 1 } })
  view('table:3', 9, { table: { no: 3 } })
  assert.deepEqual(Object.keys(link.views), ['floor', 'table:3'])
})

test('after a restart of the server, a change that would fit by accident is not merged into the old view', async () => {
  const { link, live, dies, arrives, patch } = anasLink()
  await live()
  dies()
  assert.equal(link.status, 'trying')
  arrives()
  patch('floor', 2, { n: 'from another time' })
  assert.deepEqual(link.views.floor, { n: 1 })
})

test('a view with a lower number is believed: the server began anew', async () => {
  const { link, live, view, patch } = anasLink()
  await live()
  view('floor', 40, { n: 40 })
  view('floor', 1, { n: 'new' })
  patch('floor', 2, { m: 1 })
  assert.deepEqual(link.views.floor, { n: 'new', m: 1 })
})

test('nothing is ever sent while disconnected', async () => {
  const { link, socket } = anasLink()
  assert.deepEqual(await link.play({ name: 'write' }), { ok: false, code: 'not_connected', retry: true })
  assert.deepEqual(socket.sent, [])
})

test('a move brings back the room’s answer', async () => {
  const { link, live, last } = anasLink()
  await live()
  const answer = link.play({ id: 'x', screen: 's', name: 'write', data: { text: 'choir' } })
  assert.deepEqual(last('move').data, { id: 'x', screen: 's', name: 'write', data: { text: 'choir' } })
  last('move').answer({ ok: true, seq: 7 })
  assert.deepEqual(await answer, { ok: true, seq: 7 })
})

test('a move without an answer in four seconds may be tried again, and the link is put to the proof', async () => {
  const { link, live, sits, time } = anasLink()
  await live()
  const answer = link.play({ name: 'write' })
  await time.pass(4000)
  assert.deepEqual(await answer, { ok: false, code: 'no_answer', retry: true })
  assert.equal(sits(), 2)
})

for (const waking of ['visible', 'online', 'pageshow']) {
  test(`on ${waking}, a link that does not answer in four seconds is made anew`, async () => {
    const { link, live, happens, sits, socket, time } = anasLink()
    await live()
    happens(waking)
    assert.equal(sits(), 2)
    await time.pass(4000)
    assert.equal(socket.connected, false)
    assert.equal(socket.knocks, 1)
    assert.equal(link.status, 'trying')
  })
}

test('on waking, a link that answers stays', async () => {
  const { link, live, happens, sat, socket, time } = anasLink()
  await live()
  happens('visible')
  await sat()
  await time.pass(10_000)
  assert.equal(socket.knocks, 0)
  assert.equal(link.status, 'live')
})

test('a woken phone whose link is gone does not wait for the next try', async () => {
  const { live, dies, happens, socket } = anasLink()
  await live()
  dies()
  happens('visible')
  assert.equal(socket.knocks, 1)
})

test('offline is said at once, and anything that arrives proves the opposite', async () => {
  const { link, live, happens, patch } = anasLink()
  await live()
  happens('offline')
  assert.deepEqual([link.status, link.offline], ['trying', true])
  patch('floor', 2, { n: 2 })
  assert.deepEqual([link.status, link.offline], ['live', false])
})

test('leaving the page closes the link, coming back opens it', async () => {
  const { live, happens, socket } = anasLink()
  await live()
  happens('pagehide')
  assert.equal(socket.connected, false)
  happens('pageshow')
  assert.equal(socket.knocks, 1)
})

test('shown out, it stays out', async () => {
  const { link, live, says, happens, socket, time } = anasLink()
  await live()
  says('out', { code: 'removed' })
  happens('visible')
  await time.pass(60_000)
  assert.deepEqual([link.status, link.outCode, socket.knocks], ['out', 'removed', 0])
})

test('turned away at the door with a reason, it stays out; without one, it knocks again', async () => {
  const refused = anasLink()
  refused.socket.active = false
  refused.says('connect_error', { message: "{'code': 'signed_out'}" })
  assert.deepEqual([refused.link.status, refused.link.outCode], ['out', 'signed_out'])

  const full = anasLink()
  full.socket.active = false
  full.says('connect_error', { message: 'busy' })
  await full.time.pass(3000)
  assert.deepEqual([full.link.status, full.socket.knocks], ['trying', 1])
})

test('when the server hangs up, it comes back by itself', async () => {
  const { live, dies, socket, time } = anasLink()
  await live()
  dies('io server disconnect')
  await time.pass(3000)
  assert.equal(socket.knocks, 1)
})

test('many changes are one drawing', async () => {
  const { live, drawn, patch, time } = anasLink()
  await live()
  await time.pass(1000)
  drawn.length = 0
  for (let version = 2; version < 12; version++) patch('floor', version, { n: version })
  await time.pass(1000)
  assert.equal(drawn.length, 1)
})

test('its clock is the room’s', async () => {
  const { link, arrives, last, time } = anasLink()
  arrives()
  await time.pass(100)
  last('sit').answer({ ok: true, epoch: 'e1', now: time.now() + 420_000 - 50 })
  await settled()
  assert.equal(link.now(), time.now() + 420_000)
})

test('a phone whose clock is set in between sits down again and shows the room’s time', async () => {
  const { world, time, arrives, socket, last } = fakeWorld()
  let set = 0
  const own = { ...world, now: () => time.now() + set, steady: time.now }
  const link = connect({ seat: 'participant', run: 'r1', onChange: () => {}, world: own })
  const sits = () => socket.sent.filter((one) => one.event === 'sit').length
  const answer = async () => {
    last('sit').answer({ ok: true, epoch: 'e1', now: time.now() })
    await settled()
  }
  arrives()
  await answer()
  for (const ms of [-86_400_000, 3_600_000, -60_000]) {
    const before = sits()
    set += ms
    link.now()
    await time.pass(10)
    assert.equal(sits(), before + 1)
    await answer()
    assert.ok(Math.abs(link.now() - time.now()) <= 10)
    await time.pass(10_000)
    assert.equal(sits(), before + 1)
  }
})

test('a gap is mended soon even if the clock was put back by a day', async () => {
  const { world, time, arrives, socket, says, last } = fakeWorld()
  let set = 0
  connect({ seat: 'participant', run: 'r1', onChange: () => {}, world: { ...world, now: () => time.now() + set, steady: time.now } })
  arrives()
  says('view', { channel: 'floor', version: 1, view: {}, epoch: 'e1' })
  last('sit').answer({ ok: true, epoch: 'e1', now: time.now() })
  await settled()
  set = -86_400_000
  says('patch', { channel: 'floor', version: 5, changes: {} })
  await time.pass(1500)
  assert.equal(socket.sent.filter((one) => one.event === 'sit').length, 2)
})

test('who asks for all of a long list sits down for it, and again after every break', async () => {
  const { link, live, view, socket, sat, says, dies, arrives, last } = anasLink()
  await live()
  await link.whole('vote')
  assert.deepEqual(last('sit').data, { whole: 'vote' })
  await sat()
  view('whole:vote', 1, { view: { items: { a: 1 } } })
  says('patch', { channel: 'whole:vote', version: 2, changes: { view: { items: { a: null, b: 2 } } } })
  assert.deepEqual(link.views['whole:vote'], { view: { items: { b: 2 } } })
  const asked = socket.sent.length
  await link.whole('vote')
  assert.equal(socket.sent.length, asked, 'once is enough')
  dies()
  arrives()
  assert.deepEqual(last('sit').data, { whole: 'vote' })
})

test('of two screens it is told only the later one in full', async () => {
  const { link, live, view, sat } = anasLink()
  await live()
  await link.whole('vote')
  await sat()
  view('whole:vote', 1, { view: { items: { a: 1 } } })
  await link.whole('wall')
  await sat()
  view('whole:wall', 1, { view: {} })
  assert.deepEqual(Object.keys(link.views), ['floor', 'whole:wall'])
})
