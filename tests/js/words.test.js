import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'

import { bundle, speaker, words } from '../../static/js/words.js'

const say = speaker([bundle('en', 'hello = Hello { $name }\npeople = { $count ->\n    [one] One is\n   *[other] { $count } are\n } here\n')])

test('a sentence with its arguments, and numbers in their right form', () => {
  assert.equal(say('hello', { name: 'Ana' }), 'Hello Ana')
  assert.equal(say('people', { count: 1 }), 'One is here')
  assert.equal(say('people', { count: 27 }), '27 are here')
})

test('a name written from right to left keeps to itself', () => {
  assert.equal(say('hello', { name: 'أمينة' }), 'Hello \u2068أمينة\u2069')
})

test('a key nobody wrote comes back, and a missing argument does not break the room', () => {
  assert.equal(say('nobody-wrote-this'), 'nobody-wrote-this')
  assert.match(say('hello'), /^Hello/)
})

test('what is not translated yet is said in English', async () => {
  const texts = { cy: 'hello = Helo { $name }', en: 'hello = Hello\nbye = Goodbye' }
  const speak = await words('cy', { fetchText: async (language) => texts[language] })
  assert.equal(speak('hello', { name: 'Ana' }), 'Helo Ana')
  assert.equal(speak('bye'), 'Goodbye')
})

test('a hall whose Wi-Fi stutters gets its words in the end; a translation is not waited for', async () => {
  let tries = 0
  const fetchText = async (language) => {
    if (language === 'cy' || ++tries < 5) throw new Error('no network')
    return 'bye = Goodbye'
  }
  const speak = await words('cy', { fetchText, pause: async () => {} })
  assert.equal(speak('bye'), 'Goodbye')
})
