import assert from 'node:assert/strict'
import test from 'node:test'

import { hear, words } from '../../static/js/words.js'

const say = words()
hear([
  ['cy', { hello: ['Helo ', 'name', ''] }],
  ['en', { people: ['', ['count', { 0: 'Nobody is', one: 'One is', '*': ['', 'count', ' are'] }], ' here'] }],
])

test('a sentence with its arguments, and numbers in their right form', () => {
  assert.equal(say('hello', { name: 'Ana' }), 'Helo Ana')
  assert.equal(say('people', { count: 1 }), 'One is here')
  assert.equal(say('people', { count: 0 }), 'Nobody is here')
  assert.equal(say('people', { count: 1270 }), '1,270 are here')
})

test('a name written from right to left keeps to itself', () => {
  assert.equal(say('hello', { name: 'أمينة' }), 'Helo \u2068أمينة\u2069')
})

test('a key nobody wrote comes back, and a missing argument does not break the room', () => {
  assert.equal(say('nobody-wrote-this'), 'nobody-wrote-this')
  assert.match(say('hello'), /^Helo/)
})

test('sentences that come later can be said at once, in English what nobody has translated', () => {
  assert.equal(say('bye'), 'bye')
  hear([['en', { bye: 'Goodbye', hello: 'Hello' }]])
  assert.equal(say('bye'), 'Goodbye')
  assert.equal(say('hello', { name: 'Ana' }), 'Helo Ana')
})
