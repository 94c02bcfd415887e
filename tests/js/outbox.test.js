import assert from 'node:assert/strict'
import test from 'node:test'

import { moveId, outbox } from '../../static/js/outbox.js'
import { brokenStorage, handClock, memoryStorage, settled } from './helpers.js'

/** A room that writes down what reaches it and answers as the test says; by default, with yes. */
function room() {
  const heard = []
  const answers = []
  return {
    heard,
    answers,
    send(move) {
      heard.push(move)
      const next = answers.shift()
      return Promise.resolve(next === undefined ? { ok: true, seq: heard.length } : next)
    },
    names: () => heard.map((move) => move.data.text),
  }
}

function anasPhone({ storage = memoryStorage(), hall = room(), live = true, happened = [] } = {}) {
  const time = handClock(5000)
  const box = outbox({
    owner: 'r1:ana', storage, send: hall.send, now: time.now, timers: time, chance: () => 0.5,
    onChange: (what, move) => what && happened.push([what, move.data.text]),
  })
  box.live(live)
  return { box, hall, time, storage, happened }
}

const note = (text) => ({ screen: 'who.offer', name: 'write', data: { box: 'offer', text } })
const busy = { ok: false, code: 'busy', retry: true }

test('an id is twelve bytes in hex and never the same twice', () => {
  assert.match(moveId(), /^[0-9a-f]{24}$/)
  assert.notEqual(moveId(), moveId())
})

test('a note goes out at once and is saved only when the room has answered', async () => {
  const { box, hall, happened } = anasPhone()
  box.put(note('choir'))
  assert.equal(box.status('who.offer', 'write'), 'sending')
  await settled()
  assert.deepEqual(hall.names(), ['choir'])
  assert.equal(box.status('who.offer', 'write'), 'saved')
  assert.deepEqual(box.pending(), [])
  assert.deepEqual(happened, [['saved', 'choir']])
})

test('what travels is the move and when it was made', async () => {
  const { box, hall } = anasPhone()
  const id = box.put(note('choir'))
  await settled()
  assert.deepEqual(hall.heard, [{ id, screen: 'who.offer', name: 'write', data: { box: 'offer', text: 'choir' }, at: 5000 }])
})

test('offline, everything waits; back again, everything arrives once and in order', async () => {
  const { box, hall } = anasPhone({ live: false })
  box.put(note('one'))
  box.put(note('two'))
  box.put(note('three'))
  await settled()
  assert.deepEqual(hall.names(), [])
  box.live(true)
  await settled()
  assert.deepEqual(hall.names(), ['one', 'two', 'three'])
})

test('one is in flight at a time', async () => {
  const hall = room()
  const { box } = anasPhone({ hall })
  hall.answers.push(new Promise(() => {}))
  box.put(note('one'))
  box.put(note('two'))
  await settled()
  assert.deepEqual(hall.names(), ['one'])
})

test('an answer that was lost means the same move again with the same id', async () => {
  const { box, hall, time } = anasPhone()
  hall.answers.push({ ok: false, code: 'no_answer', retry: true })
  box.put(note('choir'))
  await settled()
  await time.pass(500)
  assert.deepEqual(hall.names(), ['choir', 'choir'])
  assert.equal(hall.heard[0].id, hall.heard[1].id)
  assert.equal(box.status('who.offer', 'write'), 'saved')
})

test('what was put in is said again as it was, whatever became of it on the screen, and also after a reload', async () => {
  const storage = memoryStorage()
  const { box, hall, time } = anasPhone({ storage })
  hall.answers.push({ ok: false, code: 'no_answer', retry: true }, { ok: false, code: 'no_answer', retry: true })
  const ballot = { screen: 'vote.dots', name: 'vote', data: { picks: { b: 2, a: 1 }, round: undefined } }
  box.put(ballot)
  ballot.data.picks.a = 2
  await settled()
  await time.pass(500)
  box.live(false)
  const { hall: after } = anasPhone({ storage })
  await settled()
  const said = [...hall.heard, ...after.heard].map((move) => JSON.stringify(move))
  assert.equal(said.length, 3)
  assert.equal(new Set(said).size, 1)
})

test('a busy room is asked again, later and later', async () => {
  const { box, hall, time } = anasPhone()
  hall.answers.push(busy, busy, busy)
  box.put(note('choir'))
  await settled()
  await time.pass(499)
  assert.equal(hall.heard.length, 1)
  await time.pass(1)
  assert.equal(hall.heard.length, 2)
  await time.pass(999)
  assert.equal(hall.heard.length, 2)
  await time.pass(1)
  assert.equal(hall.heard.length, 3)
  await time.pass(2000)
  assert.equal(box.status('who.offer', 'write'), 'saved')
})

test('when the link comes back it does not sit out the rest of a pause', async () => {
  const { box, hall } = anasPhone()
  hall.answers.push(busy)
  box.put(note('choir'))
  await settled()
  box.live(false)
  box.live(true)
  await settled()
  assert.equal(hall.heard.length, 2)
})

test('a send that breaks is a lost answer, not a lost note', async () => {
  const { box, hall, time } = anasPhone()
  hall.answers.push(Promise.reject(new Error('torn')))
  box.put(note('choir'))
  await settled()
  assert.equal(box.status('who.offer', 'write'), 'sending')
  await time.pass(500)
  assert.equal(box.status('who.offer', 'write'), 'saved')
})

test('a killed tab finds its unsent notes again, in order', async () => {
  const { box, storage } = anasPhone({ live: false })
  box.put(note('one'))
  box.put(note('two'))
  const again = anasPhone({ storage })
  await settled()
  assert.deepEqual(again.hall.names(), ['one', 'two'])
  assert.equal(storage.length, 0)
})

test('two tabs lose nothing of each other’s, and what both send has one id', async () => {
  const storage = memoryStorage()
  const hall = room()
  const left = anasPhone({ storage, hall, live: false })
  const right = anasPhone({ storage, hall, live: false })
  left.box.put(note('left'))
  right.box.put(note('right'))
  assert.equal(storage.length, 2)
  left.box.live(true)
  right.box.live(true)
  await settled()
  assert.deepEqual(new Set(hall.names()), new Set(['left', 'right']))
  assert.equal(new Set(hall.heard.map((move) => move.id)).size, 2)
  assert.equal(storage.length, 0)
})

test('a borrowed phone does not send one person’s words as another’s', async () => {
  const { storage } = anasPhone({ live: false })
  const anas = outbox({ owner: 'r1:ana', storage, send: room().send })
  anas.put(note('for Ana only'))
  const hall = room()
  outbox({ owner: 'r1:ben', storage, send: hall.send }).live(true)
  await settled()
  assert.deepEqual(hall.heard, [])
})

test('a new ballot takes the place of one that has not left yet', async () => {
  const { box, hall } = anasPhone({ live: false })
  const vote = (item) => box.put({ screen: 'vote.one', name: 'vote', data: { picks: { [item]: 1 } } })
  vote('tea')
  vote('coffee')
  box.put({ screen: 'vote.two', name: 'vote', data: { picks: { cake: 1 } } })
  vote('water')
  box.live(true)
  await settled()
  assert.deepEqual(hall.heard.map((move) => move.data.picks), [{ cake: 1 }, { water: 1 }])
})

test('a ballot in flight is not taken back: it may have arrived', async () => {
  const { box, hall } = anasPhone()
  box.put({ screen: 'vote.one', name: 'vote', data: { picks: { tea: 1 } } })
  box.put({ screen: 'vote.one', name: 'vote', data: { picks: { coffee: 1 } } })
  await settled()
  assert.deepEqual(hall.heard.map((move) => move.data.picks), [{ tea: 1 }, { coffee: 1 }])
})

test('refused words are kept with the reason, also after a reload, until their writer lets go', async () => {
  const { box, hall, storage, happened } = anasPhone()
  hall.answers.push({ ok: false, code: 'too_long', args: { key: 'text', limit: 280 }, retry: false })
  box.put(note('a long story'))
  box.put(note('short'))
  await settled()
  assert.deepEqual(hall.names(), ['a long story', 'short'])
  assert.deepEqual(happened, [['refused', 'a long story'], ['saved', 'short']])

  const again = anasPhone({ storage }).box
  assert.equal(again.status('who.offer', 'write'), 'failed:too_long')
  const [kept] = again.refused()
  assert.equal(kept.data.text, 'a long story')
  assert.deepEqual([kept.code, kept.args], ['too_long', { key: 'text', limit: 280 }])
  assert.deepEqual(again.refusal('who.offer', 'write').args, { key: 'text', limit: 280 })
  again.dismiss(kept.id)
  assert.equal(storage.length, 0)
})

test('the status is that of the last move of its name and subject on its screen', async () => {
  const { box, hall } = anasPhone()
  hall.answers.push({ ok: false, code: 'not_open', retry: false })
  box.put(note('too late'))
  await settled()
  assert.equal(box.status('who.offer', 'write', 'offer'), 'failed:not_open')
  assert.equal(box.status('who.offer', 'write', 'need'), undefined)
  assert.equal(box.status('other', 'write'), undefined)
  assert.equal(box.refusal('who.offer', 'write', 'offer').code, 'not_open')
  assert.equal(box.refusal('who.offer', 'write', 'need'), undefined)
  box.put(note('again'))
  assert.equal(box.refusal('who.offer', 'write', 'offer'), undefined)
  await settled()
  assert.equal(box.status('who.offer', 'write', 'offer'), 'saved')
})

for (const [how, storage] of [['no storage', null], ['a full storage', brokenStorage()]]) {
  test(`with ${how} notes still go out, and it is said that the phone keeps nothing`, async () => {
    const { box, hall } = anasPhone({ storage })
    box.put(note('choir'))
    await settled()
    assert.deepEqual(hall.names(), ['choir'])
    assert.equal(box.safe(), false)
  })
}

test('something else in the storage does not stop it', async () => {
  const storage = memoryStorage()
  storage.setItem('workshop:r1:ana:move:x', '{broken')
  storage.setItem('other', 'thing')
  const { box, hall } = anasPhone({ storage })
  box.put(note('choir'))
  await settled()
  assert.deepEqual(hall.names(), ['choir'])
  assert.equal(box.safe(), true)
})

test('a refused ballot is settled by the next one; refused words stay until their writer lets go', async () => {
  const storage = memoryStorage()
  const { box, hall } = anasPhone({ storage })
  const ballot = { screen: 'loosen.vote', name: 'vote', data: { picks: { tea: 1 } } }
  hall.answers.push({ ok: false, code: 'not_open', retry: false }, undefined, { ok: false, code: 'not_open', retry: false }, undefined)
  box.put(ballot)
  await settled()
  assert.equal(box.status('loosen.vote', 'vote'), 'failed:not_open')
  box.put(ballot)
  await settled()
  assert.deepEqual(box.refused(), [])
  assert.equal(anasPhone({ storage }).box.status('loosen.vote', 'vote'), undefined)
  box.put(note('choir'))
  await settled()
  box.put(note('band'))
  await settled()
  assert.deepEqual(box.refused().map((move) => move.data.text), ['choir'])
})

test('an answer that is no answer at all is waited for again', async () => {
  const { box, hall, time } = anasPhone()
  hall.answers.push(null)
  box.put(note('choir'))
  await settled()
  assert.equal(box.pending().length, 1)
  time.pass(60_000)
  await settled()
  assert.deepEqual(hall.names(), ['choir', 'choir'])
  assert.deepEqual(box.pending(), [])
})
