import assert from 'node:assert/strict'
import test from 'node:test'

import { toDraw } from '../../static/js/elements/brought.js'
import { ask, canStay, tidied } from '../../static/js/join.js'
import { follow, spokenFor, timeToSay, together, unsentElsewhere } from '../../static/js/phone/place.js'

const typing = { typing: true, quietFor: 0, finishing: false }
const still = { typing: false, quietFor: 60_000, finishing: false }

function views({ floor = 'who', table = 'who', me = 'who' } = {}) {
  return {
    floor: { screen: { id: floor, title: 'Who are we?', view: { boxes: {} } }, phase: 'listen' },
    'table:3': { table: { no: 3 }, screen: { id: table, view: { table_entries: {} } } },
    'me:ana': { me: { id: 'ana' }, missed: { a: {} }, screen: { id: me, view: { mine: {} } } },
  }
}

test('what floor, table and person see is drawn together', () => {
  const room = together(views())
  assert.deepEqual(room.view, { boxes: {}, table_entries: {}, mine: {} })
  assert.deepEqual([room.table.no, room.me.id, room.screen.title], [3, 'ana', 'Who are we?'])
})

test('while the three speak of different screens, nothing new is drawn', () => {
  assert.equal(together(views({ floor: 'vote' })), null)
  assert.equal(together(views({ table: 'vote' })), null)
  const { floor } = views()
  assert.equal(together({ floor }), null)
  assert.equal(together({ ...views(), 'me:ana': { removed: true } }), null)
})

test('a phone goes with the room', () => {
  const here = follow(null, { screen: 'who', ...still })
  assert.equal(here.why, 'room')
  assert.deepEqual(follow(here, { screen: 'vote', ...still }), { screen: 'vote', why: 'room', room: 'vote' })
})

test('nothing is pulled from under the fingers of somebody who types', () => {
  const here = follow(null, { screen: 'who', ...still })
  const held = follow(here, { screen: 'vote', ...typing })
  assert.deepEqual([held.screen, held.why], ['who', 'writing'])
  assert.equal(follow(held, { screen: 'vote', typing: false, quietFor: 9999, finishing: false }), held)
  assert.equal(follow(held, { screen: 'vote', ...still }).screen, 'vote')
})

test('who wants to finish first may take their time, and is with the room again when it comes back', () => {
  const held = { screen: 'who', why: 'writing', room: 'vote' }
  assert.equal(follow(held, { screen: 'vote', ...still, finishing: true }), held)
  assert.deepEqual(follow(held, { screen: 'who', ...still }), { screen: 'who', why: 'room', room: 'who' })
})

test('who went back to something missed stays until the room moves on', () => {
  const visit = { screen: 'who', why: 'visit', room: 'vote' }
  assert.equal(follow(visit, { screen: 'vote', ...still }), visit)
  assert.equal(follow(visit, { screen: 'close', ...still }).screen, 'close')
  assert.deepEqual(follow(visit, { screen: 'close', ...typing }), { screen: 'who', why: 'writing', room: 'close' })
})

test('who had to leave is not called back by the room', () => {
  const visit = { screen: 'promise', why: 'visit', room: 'vote' }
  assert.equal(follow(visit, { screen: 'close', ...still, left: true }), visit)
  assert.equal(follow(visit, { screen: 'promise', ...still, left: true }), visit)
  assert.equal(follow(null, { screen: 'close', ...still, left: true }).why, 'room')
})

test('what is brought comes from all three, and a stand-in gives way to what it stands for', () => {
  const items = { e1: { no: 1, text: 'Our buses could meet', step: 'Imagine' } }
  const seen = views()
  seen['table:3'].screen.brought = { table_star: { label: '', show: 'phone', items, unless: 'star' }, holds: { label: '', show: 'kind', items } }
  assert.deepEqual(Object.keys(together(seen).brought), ['table_star', 'holds'])
  seen['me:ana'].screen.brought = { star: { label: '', show: 'both', items } }
  assert.deepEqual(Object.keys(together(seen).brought), ['holds', 'star'])
})

test('a face draws what it is asked to, in order, and leaves the rest to the kind', () => {
  const items = { b: { no: 2, text: 'second' }, a: { no: 1, text: 'first' } }
  const brought = { one: { label: '', show: 'both', items }, two: { label: '', show: 'kind', items }, none: { label: '', show: 'phone', items: {} } }
  assert.deepEqual(toDraw(brought, 'phone').map(({ name }) => name), ['one'])
  assert.deepEqual(toDraw(brought, 'stage')[0].items.map(({ text }) => text), ['first', 'second'])
  assert.deepEqual(toDraw(undefined, 'stage'), [])
})

test('a phone writes for those around it and for those of its table who have none', () => {
  const without_phone = { p1: { name: '', beside: 'ana' }, p2: { name: 'Mr Okoye', beside: '' }, p3: { name: '', beside: 'ben' } }
  const { shared, others } = spokenFor({ table: { without_phone }, me: { id: 'ana' } })
  assert.deepEqual([shared.map(({ id }) => id), others.map(({ name }) => name)], [['p1'], ['Mr Okoye']])
})

test('what was begun on earlier screens is offered once a screen, in its longest words', () => {
  const all = [
    { screen: 'who', field: 'offer', value: 'choir' },
    { screen: 'who', field: 'offer.how', value: '{"visibility":"room","tags":["music"]}' },
    { screen: 'who', field: 'need', value: 'a piano player' },
    { screen: 'vote', field: 'why', value: 'being written now' },
  ]
  assert.deepEqual(unsentElsewhere(all, 'vote'), [{ screen: 'who', text: 'a piano player' }])
})

test('time is said at one minute, thirty, ten and nought, and not in between', () => {
  assert.equal(timeToSay(61_000, 60_000), 60)
  assert.equal(timeToSay(60_000, 59_000), undefined)
  assert.equal(timeToSay(10_500, 9_500), 10)
  assert.equal(timeToSay(400, -600), 0)
})

test('a code may be typed or pasted as people do', () => {
  assert.equal(tidied(' k7 rm-2x '), 'K7RM2X')
  assert.equal(tidied('k7rm2xyz'), 'K7RM2X')
  assert.equal(tidied('ab 3d', 4), 'AB3D')
})

test('a sign-in window that keeps nothing is told apart from a browser', () => {
  assert.equal(canStay({}, true), 'yes')
  assert.equal(canStay(null, true), 'without storage')
  assert.equal(canStay({}, false), 'no')
})

test('a door that does not answer is an answer too', async () => {
  const torn = async () => {
    throw new Error('no network')
  }
  assert.deepEqual(await ask('/join', {}, torn), { ok: false, code: 'no_answer', retry: true })
})
