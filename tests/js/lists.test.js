// What a phone makes of a list of which it was told the beginning.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { known as sheet } from '../../static/kinds/canvas/sheet.js'
import { shelved } from '../../static/kinds/harvest/looking.js'
import { groupsOf } from '../../static/kinds/harvest/pieces.js'
import { known as market } from '../../static/kinds/match.js'
import { everything, spelledOut } from '../../static/kinds/rate.js'

const room = { say: (key) => key }
const items = (count, group) => Array.from({ length: count }, (_, at) => ({ id: `${group}${at}`, group }))

test('a wall says how much hangs beyond what a phone was told', () => {
  const view = { look: 'wall', groups: { a: { no: 1, title: 'A', count: 20 }, b: { no: 2, title: 'B', count: 5 } } }
  const groups = groupsOf([...items(9, 'a'), ...items(3, 'b')], view, room)
  assert.deepEqual(groups.map(({ id, count }) => [id, count]), [['a', 20], ['b', 5]])
  const { shelves, shown, more } = shelved(groups, 30, 25)
  assert.deepEqual([shelves.length, shown, more], [2, 12, 13])
})

test('a wall that is all here unfolds piece by piece as ever', () => {
  const groups = groupsOf([...items(20, 'a'), ...items(30, 'b')], { look: 'wall', groups: { a: { no: 1 }, b: { no: 2 } } }, room)
  const { shelves, shown, more } = shelved(groups, 30)
  assert.deepEqual(shelves.map(({ items: here }) => here.length), [20, 10])
  assert.deepEqual([shown, more], [30, 20])
})

test('a large market is put together from a share, what suits and what is pointed at', () => {
  const view = {
    share: { n1: { text: 'a' }, n2: { text: 'b' } }, suits: { n3: { text: 'c' } }, nudged: { n4: { text: 'd' } },
    standing: { n2: 'matched', n9: 'offered' }, fitting: { o1: { text: 'e' } }, my_needs: {}, count: { needs: 90, offers: 80 },
  }
  const { needs, offers, all } = market(view)
  assert.deepEqual(Object.entries(needs).map(([id, { standing, nudged }]) => [id, standing, nudged]),
    [['n1', 'open', false], ['n2', 'matched', false], ['n3', 'open', false], ['n4', 'open', true]])
  assert.deepEqual([Object.keys(offers), all], [['o1'], undefined])
  assert.deepEqual(market({ ...view, needs: { n7: {} } }).needs, { n7: {} }, 'who asked knows all of it')
})

test('a rating told in short is what the drawings look at', () => {
  const view = spelledOut({ items: { a: { no: 1, cells: ['Charity', 'Both', 0, 0] }, b: { no: 2, cells: ['x', ''] } }, scale: ['Low', 'High'] })
  assert.deepEqual(view.items.a.cells, { 1: { to: 1, text: 'Charity' }, 2: { to: 4, text: 'Both' } })
  assert.deepEqual(view.items.b.cells, { 1: { to: 1, text: 'x' }, 2: { to: 2, text: '' } })
  assert.deepEqual([view.scale, view.asks, view.mine], [{ 1: { label: 'Low' }, 2: { label: 'High' } }, [], {}])
})

test('what is rated stands as given, or in an order of one’s own, and then what only some rate', () => {
  const things = { a: { no: 1 }, b: { no: 2 }, c: { no: 3 } }
  const order = (seed) => everything({ items: things, seed, table_items: { t: { no: 1 } }, own_items: {} }).map(({ id }) => id)
  assert.deepEqual(order(), ['a', 'b', 'c', 't'])
  assert.equal(new Set([1, 2, 3, 4, 5].map((seed) => order(seed).join())).size > 1, true)
  assert.equal(order(4)[3], 't')
})

test('one’s own lines stand on the room’s sheet, whether they came first or not', () => {
  const canvas = { lines: { l1: { text: 'first' } }, more: { ideas: true } }
  assert.deepEqual(Object.keys(sheet({ canvas, own_lines: { l9: { text: 'mine' } } }).canvas.lines).sort(), ['l1', 'l9'])
  assert.deepEqual(sheet({ canvas }), { canvas })
})
