import assert from 'node:assert/strict'
import test from 'node:test'

import { drafts } from '../../static/js/drafts.js'
import { brokenStorage, memoryStorage } from './helpers.js'

test('half a sentence is there again after a reload', () => {
  const storage = memoryStorage()
  drafts({ owner: 'r1:ana', storage }).draft('imagine.deck', 'thought').set('We could al')
  assert.equal(drafts({ owner: 'r1:ana', storage }).draft('imagine.deck', 'thought').value, 'We could al')
})

test('each field, screen, person and run has its own', () => {
  const storage = memoryStorage()
  const ana = drafts({ owner: 'r1:ana', storage })
  ana.draft('who.offer', 'offer').set('choir')
  assert.equal(ana.draft('who.offer', 'need').value, '')
  assert.equal(ana.draft('stock.end', 'offer').value, '')
  assert.equal(drafts({ owner: 'r1:ben', storage }).draft('who.offer', 'offer').value, '')
  assert.equal(drafts({ owner: 'r2:ana', storage }).draft('who.offer', 'offer').value, '')
})

test('a cleared draft is gone for good', () => {
  const storage = memoryStorage()
  const ana = drafts({ owner: 'r1:ana', storage })
  ana.draft('who.offer', 'offer').set('choir')
  ana.draft('who.offer', 'offer').clear()
  assert.deepEqual(ana.all(), [])
  assert.equal(storage.length, 0)
})

test('what is begun and unsent is listed with its place, blanks left out', () => {
  const ana = drafts({ owner: 'r1:ana', storage: memoryStorage() })
  ana.draft('imagine.deck', 'thought:holding').set('money')
  ana.draft('who.offer', 'offer').set('   ')
  assert.deepEqual(ana.all(), [{ screen: 'imagine.deck', field: 'thought:holding', value: 'money' }])
})

test('with a storage that fails, drafts last as long as the page and it is said', () => {
  let drawn = 0
  const ana = drafts({ owner: 'r1:ana', storage: brokenStorage(), onChange: () => (drawn += 1) })
  assert.equal(ana.safe(), true)
  ana.draft('who.offer', 'offer').set('choir')
  assert.equal(ana.draft('who.offer', 'offer').value, 'choir')
  assert.equal(ana.safe(), false)
  assert.equal(drawn, 1)
})
