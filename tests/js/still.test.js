// What a patch costs the browser, counted in drawings: whoever did not change is left alone.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Persons } from '../../static/js/console/people.js'
import { Review } from '../../static/js/console/review.js'
import { withId } from '../../static/js/elements/still.js'
import { inOrder } from '../../static/js/elements/mine.js'
import { html, render } from '../../static/js/html.js'
import { apply } from '../../static/js/patch.js'
import { fakePage } from './helpers.js'

globalThis.document = fakePage()

const THOUSAND = 1000

/** Counts how often somebody's table, or an entry's, is said: once for each line that is drawn. */
function counting() {
  const drawn = { lines: 0 }
  const say = (key) => {
    if (key === 'look-table') drawn.lines += 1
    return key
  }
  return { drawn, say, since: () => drawn.lines - (drawn.lines = 0) }
}

function hall() {
  const people = {}
  for (let no = 0; no < THOUSAND; no++) people[`p${no}`] = { label: `Guest ${no}`, table: 1 + (no % 20), phone: true, left: false, removed: false, joined: no }
  return { people, tables: {}, run: {}, hers: true }
}

function list(place, view, say) {
  render(html`<${Persons} ids=${Object.keys(view.people)} most=${Infinity} view=${view} away=${NOBODY} say=${say} play=${nothing} enter=${nothing} seat />`, place)
}

const NOBODY = {}
const nothing = () => {}

test('news of one person draws one line of a thousand', () => {
  const place = document.createElement('ul')
  const { say, since } = counting()
  const before = hall()
  list(place, before, say)
  assert.equal(since(), THOUSAND)
  list(place, apply(before, { people: { p7: { table: 19 } } }), say)
  assert.equal(since(), 1)
})

test('and all thousand where every line is given something new', () => {
  const place = document.createElement('ul')
  const { say, since } = counting()
  list(place, hall(), say)
  since()
  list(place, hall(), (key) => say(key))
  assert.equal(since(), THOUSAND)
})

function wall() {
  const shown = {}
  for (let no = 0; no < 40; no++) shown[`e${no}`] = { text: `Line ${no}`, table: 1, at: no, screen: 'now' }
  return { shown, waiting: {}, now: 'now', spotlight: '' }
}

function review(place, view, say, acts) {
  render(html`<${Review} view=${view} say=${say} acts=${acts} />`, place)
}

test('an entry that was changed draws one line of the wall, and a second that passed draws none', () => {
  const place = document.createElement('section')
  const { say, since } = counting()
  const view = wall()
  review(place, view, say, NOBODY)
  assert.equal(since(), 40)
  review(place, view, say, NOBODY)
  assert.equal(since(), 0)
  review(place, apply(view, { shown: { e3: { text: 'Another' } } }), say, NOBODY)
  assert.equal(since(), 1)
})

test('a view that came whole draws all of the wall', () => {
  const place = document.createElement('section')
  const { say, since } = counting()
  review(place, wall(), say, NOBODY)
  since()
  review(place, wall(), say, NOBODY)
  assert.equal(since(), 40)
})

test('a thing with its id is the same one until it changes, and under another id another', () => {
  const view = { a: { no: 1 }, b: { no: 2 } }
  const [a, b] = inOrder(view, 'no')
  const [sameA, newB] = inOrder(apply(view, { b: { text: 'new' } }), 'no')
  assert.equal(sameA, a)
  assert.notEqual(newB, b)
  assert.deepEqual(newB, { no: 2, text: 'new', id: 'b' })
  assert.equal(withId('c', view.a).id, 'c')
})
