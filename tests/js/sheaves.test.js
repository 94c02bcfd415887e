import assert from 'node:assert/strict'
import test from 'node:test'

import { SHEAF, bound } from '../../static/js/console/sheaves.js'

const people = (...ids) => ids.map((id) => ({ id, name: `Guest ${id}` }))
const upTo = (count, from = 0) => Array.from({ length: count }, (_, no) => from + no)
const order = (sheaves) => sheaves.flatMap(({ lines }) => lines.map(({ id }) => id))
const homeOf = (sheaves, id) => sheaves.find(({ lines }) => lines.some((line) => line.id === id)).key

test('a long list is parted, in its order', () => {
  const sheaves = bound(people(...upTo(25)))
  assert.deepEqual(sheaves.map(({ lines }) => lines.length), [SHEAF, SHEAF, 5])
  assert.deepEqual(order(sheaves), upTo(25))
  assert.deepEqual(bound([]), [])
})

test('a sheaf in which nothing changed is the very same', () => {
  const before = bound(people(...upTo(25)))
  const after = bound(people(...upTo(25)).map((one) => (one.id === 12 ? { ...one, name: 'Ana' } : one)), before)
  assert.deepEqual(after.map((sheaf, no) => sheaf === before[no]), [true, false, true])
})

test('newcomers begin a sheaf of their own at either end and join those around them in between', () => {
  const before = bound(people(...upTo(20)))
  const onTop = bound(people('new', ...upTo(20)), before)
  assert.deepEqual(onTop.map(({ lines }) => lines.length), [1, SHEAF, SHEAF])
  const further = bound(people('newer', 'new', ...upTo(20)), onTop)
  assert.deepEqual(further.map(({ lines }) => lines.length), [2, SHEAF, SHEAF])
  const below = bound(people(...upTo(20), 'last'), before)
  assert.deepEqual(below.map(({ lines }) => lines.length), [SHEAF, SHEAF, 1])
  const between = bound(people(...upTo(5), 'Ana', ...upTo(15, 5)), before)
  assert.deepEqual(between.map(({ lines }) => lines.length), [SHEAF + 1, SHEAF])
})

test('whoever stays in the list stays in their sheaf, as their line may be open', () => {
  const before = bound(people(...upTo(40)))
  const after = bound(people(...upTo(40).filter((id) => id % 3)), before)
  after.flatMap(({ lines }) => lines).forEach(({ id }) => assert.equal(homeOf(after, id), homeOf(before, id)))
})

test('one who moves takes nobody along', () => {
  const before = bound(people(...upTo(40)))
  for (const moved of [[35, ...upTo(35), ...upTo(4, 36)], [...upTo(3), 35, ...upTo(32, 3), ...upTo(4, 36)], [...upTo(39, 1), 0]]) {
    const after = bound(people(...moved), before)
    assert.deepEqual(order(after), moved)
    const strangers = moved.filter((id) => homeOf(after, id) !== homeOf(before, id))
    assert.ok(strangers.length <= 1, `${strangers}`)
  }
})

test('whatever happens, the order is kept and nobody is lost', () => {
  let [sheaves, seed] = [[], 7]
  const roll = (most) => (seed = (seed * 48271) % 2147483647) % most
  let ids = upTo(30)
  for (let round = 0; round < 300; round++) {
    const at = roll(ids.length + 1)
    if (roll(3) === 0) ids = [...ids.slice(0, at), `new ${round}`, ...ids.slice(at)]
    else if (roll(2)) ids = ids.filter((_, no) => no !== at)
    else ids = [...ids.slice(at), ...ids.slice(0, at)]
    sheaves = bound(people(...ids), sheaves)
    assert.deepEqual(order(sheaves), ids)
  }
})
