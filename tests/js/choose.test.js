// Everybody reads what there is to vote for in an order of their own.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { known, ordered } from '../../static/kinds/choose.js'

const ideas = (count) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`e${at}`, { no: at + 1 }]))
const read = (items, seed) => ordered({ items, seed }).map(({ id }) => id)

test('the order is the same at every look, also on another phone and in another year', () => {
  assert.deepEqual(read(ideas(6), 20270401), ['e2', 'e4', 'e1', 'e3', 'e5', 'e0'])
})

test('without a seed things stand as they were written', () => {
  assert.deepEqual(read(ideas(3)), ['e0', 'e1', 'e2'])
})

test('an idea that comes or goes moves none of the others', () => {
  const before = read(ideas(40), 5)
  const { e7: gone, ...items } = ideas(41)
  assert.equal(gone.no, 8)
  assert.deepEqual(read(items, 5).filter((id) => id !== 'e40'), before.filter((id) => id !== 'e7'))
})

test('nobody has an idea that is always first: among a thousand readers each of ten leads about a hundred times', () => {
  const first = {}
  const last = {}
  for (let reader = 0; reader < 1000; reader += 1) {
    const order = read(ideas(10), Math.imul(reader, 0x9e3779b9) >>> 0)
    first[order[0]] = (first[order[0]] || 0) + 1
    last[order[9]] = (last[order[9]] || 0) + 1
  }
  for (const id of Object.keys(ideas(10))) {
    assert.ok(first[id] > 60 && first[id] < 140, `${id} is first for ${first[id]}`)
    assert.ok(last[id] > 60 && last[id] < 140, `${id} is last for ${last[id]}`)
  }
})

test('who comes first for one reader says nothing of who comes second', () => {
  const pairs = {}
  for (let reader = 0; reader < 3000; reader += 1) {
    const [one, two] = read(ideas(4), Math.imul(reader, 0x9e3779b9) >>> 0)
    pairs[`${one} ${two}`] = (pairs[`${one} ${two}`] || 0) + 1
  }
  assert.equal(Object.keys(pairs).length, 12)
  for (const [pair, count] of Object.entries(pairs)) assert.ok(count > 170 && count < 340, `${pair}: ${count}`)
})

test('what a phone was told first stays first when the rest has come, and its own choice is among what it knows', () => {
  const share = { e3: { no: 4 }, e5: { no: 6 } }
  const before = known({ share, own: { e9: { no: 10 } }, count: 40, seed: 5 })
  assert.deepEqual(Object.keys(before.items).sort(), ['e3', 'e5', 'e9'])
  assert.equal(before.count, 40)
  const after = known({ share, own: { e9: { no: 10 } }, count: 40, seed: 5, items: ideas(40) })
  const first = (view) => ordered(view).slice(0, 2).map(({ id }) => id)
  assert.deepEqual(first(after), first(before))
  assert.equal(ordered(after).length, 40)
})
