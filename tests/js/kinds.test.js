import assert from 'node:assert/strict'
import test from 'node:test'

import { KINDS, drawingOf, foresee, learn, need, watch } from '../../static/js/kinds.js'

global.document = { body: { dataset: { kinds: 'deck rate match tables' } } }

/** A Wi-Fi that swallows a kind's files as often as told; what was asked for, and how long was waited, is written down. */
function wifi(swallows = {}) {
  const asked = []
  const waits = []
  const bring = (kind) => {
    if ((swallows[kind] = (swallows[kind] || 0) - 1) >= 0) throw new TypeError('Failed to fetch')
    return { default: { phone: () => kind }, SENTENCES: [] }
  }
  return {
    asked,
    waits,
    page: () => document.body.dataset,
    pause: async (ms) => void waits.push(ms),
    script: async (kind, tries) => {
      asked.push(`${kind} ${tries}`)
      return bring(kind)
    },
    style: async () => {},
  }
}

test('a kind that the Wi-Fi swallows is asked for again until it comes, and the phone can say that it is late', async () => {
  const said = []
  watch(() => said.push(drawingOf('deck')))
  const air = wifi({ deck: 4 })
  assert.equal(drawingOf('deck'), 'coming')
  await need('deck', air)
  assert.deepEqual(air.asked, ['deck 0', 'deck 1', 'deck 2', 'deck 3', 'deck 4'])
  assert.deepEqual(said, ['coming', 'coming', 'late', 'late', 'here'])
  assert.equal(KINDS.deck.phone(), 'deck')
  watch(() => {})
})

test('it is asked for once, however often it is needed, and never if the page does not know it', async () => {
  const air = wifi()
  await Promise.all([need('rate', air), need('rate', air), need('nothing', air)])
  assert.deepEqual(air.asked, ['rate 0'])
  assert.equal(drawingOf('nothing'), 'unknown')
})

test('the others are fetched one by one, each phone at moments of its own', async () => {
  const [one, other] = [wifi(), wifi()]
  await foresee(one)
  assert.deepEqual(one.asked, ['match 0', 'tables 0'])
  await foresee(other)
  assert.deepEqual(other.asked, [])
  assert.notEqual(one.waits[0], other.waits[0])
  assert.ok(one.waits.every((ms) => ms >= 3000))
})

test('a stage begins although one of its kinds is broken', async () => {
  document.body.dataset.kinds = 'canvas choose'
  const air = wifi({ canvas: 3 })
  await learn(['canvas', 'choose'], air)
  assert.ok(KINDS.choose)
})
