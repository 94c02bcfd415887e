import assert from 'node:assert/strict'
import test from 'node:test'

import { census } from '../../static/js/console/census.js'
import { atTheWheel } from '../../static/js/console/desk.js'
import { inLines } from '../../static/js/console/paper.js'
import { arrivals, inFront } from '../../static/js/console/review.js'
import { called, present, turnout } from '../../static/js/console/room.js'

const say = (key, args) => `${key} ${JSON.stringify(args ?? {})}`

function person(more = {}) {
  return { label: 'Ana', phone: true, left: false, removed: false, beside: '', ...more }
}

test('the wheel is free until somebody has moved the room', () => {
  assert.equal(atTheWheel({ wheel: '' }, 'mine'), true)
  assert.equal(atTheWheel({ wheel: 'mine' }, 'mine'), true)
  assert.equal(atTheWheel({ wheel: 'other' }, 'mine'), false)
})

test('who left is not waited for, unless they have answered', () => {
  const people = { ana: person(), ben: person({ left: true }), cara: person({ left: true }), dev: person({ removed: true }) }
  const view = { people, screen: { view: { done: { cara: true } } } }
  assert.deepEqual(present(view), ['ana'])
  assert.deepEqual(turnout(view), { done: 1, count: 2 })
  assert.equal(turnout({ people, screen: { view: {} } }), undefined)
})

test('a phone that somebody has not cannot be lost', () => {
  const people = { ana: person(), okoye: person({ phone: false }), gone: person({ left: true }) }
  const crowd = census()
  crowd.take({ people, presence: {} }, 0)
  const later = crowd.take({ people, presence: {} }, 60_000)
  assert.deepEqual(later, { here: 1, away: 1, lost: { ana: true } })
})

test('those around one phone are told apart by their place', () => {
  const people = { ana: person(), a: person({ label: '', beside: 'ana' }), b: person({ label: '', beside: 'ana' }), c: person({ label: '' }) }
  assert.equal(called({ people }, 'b', say), 'console-beside {"no":3,"name":"Ana"}')
  assert.equal(called({ people }, 'c', say), 'console-nameless {}')
  assert.equal(called({ people }, 'ana', say), 'Ana')
})

test('what waits for the screen that is on comes first, and later arrivals never slip in', () => {
  const waiting = { old: { at: 1, screen: 'who' }, here: { at: 5, screen: 'now' }, older: { at: 0, screen: 'who' } }
  assert.deepEqual(inFront([], waiting, 'now'), ['here', 'older', 'old'])
  assert.deepEqual(inFront(['old'], waiting, 'now'), ['old'])
  assert.deepEqual(arrivals(['old'], waiting, 'now'), ['here', 'older'])
})

test('of a sheet only lines with words count', () => {
  assert.deepEqual(inLines(' One \n\n\nTwo\n'), ['One', 'Two'])
})
