// Dots on a strip: one for each person as long as they fit, then one for several, the same on every strip.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heightOfStrip, peoplePerDot } from '../../static/js/elements/strip.js'
import { listed, slicesOf, stopName } from '../../static/js/elements/spread.js'

const SCALE = { stops: 4, halves: false, width: 92, flat: true }

test('a small room has a dot for everyone', () => {
  assert.equal(peoplePerDot([{ counts: { 1: 6, 3: 12 } }], SCALE), 1)
  assert.equal(peoplePerDot([], SCALE), 1)
})

test('in a large room a dot stands for several, and the fullest heap still fits', () => {
  const per = peoplePerDot([{ counts: { 2: 10 } }, { counts: { 3: 180 } }], SCALE)
  assert.ok(per > 1)
  assert.ok(Math.ceil(180 / per) <= 22, 'two rows of eleven')
})

test('the first round counts too, and takes its place below the line', () => {
  assert.ok(peoplePerDot([{ counts: { 1: 2 }, before: { counts: { 1: 180 } } }], SCALE) > 1)
  assert.ok(heightOfStrip({ flat: true, before: {} }) > heightOfStrip({ flat: true }))
})

test('a place between two stops is called by both', () => {
  const view = { scale: { 1: { label: 'Emerging' }, 2: { label: 'Established' } } }
  assert.equal(stopName(2, view), 'Established')
  assert.equal(stopName('1.5', view), 'Emerging / Established')
})

test('things stand in the order of the result, and slices in the order in which they were named', () => {
  const view = { items: { a: { no: 1 }, b: { no: 2 } }, order: ['b', 'gone', 'a'] }
  assert.deepEqual(listed(view).map(({ id }) => id), ['b', 'a'])
  assert.deepEqual(listed({ items: view.items }).map(({ id }) => id), ['a', 'b'])
  assert.deepEqual(slicesOf({ slices: { 2: { no: 2 }, 1: { no: 1 } } }).map(({ no }) => no), [1, 2])
})
