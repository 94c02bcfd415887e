// What stands on which page of the stage, and what a sheet says, without a stage.

import assert from 'node:assert/strict'
import test from 'node:test'

import { pagesOf } from '../../static/kinds/canvas/pages.js'
import { guessed, numberIn } from '../../static/kinds/canvas/points.js'
import { foundBy, headlineOf } from '../../static/kinds/canvas/sheet.js'

const HEIGHT = 50
const QUESTION = 6
const NOTE = 13

/** Every note is as tall as its text is long; in half of the width it is twice as tall, and so on. */
const tall = ({ widths, abreast }, at, { ask, text }) => (ask === undefined ? (text.length * abreast * (widths[0] + (widths[1] || 0))) / widths[at] : QUESTION)

function sheetWith(counts, length = NOTE) {
  const boxes = {}
  const lines = {}
  counts.forEach((count, no) => {
    boxes[`b${no}`] = { no, ask: `Question ${no}`, type: 'lines' }
    for (let at = 0; at < count; at++) lines[`${no}.${at}`] = { box: `b${no}`, at, text: 'x'.repeat(length) }
  })
  return [{ lines, points: {}, choices: {} }, { boxes, up: '' }]
}

const pages = (counts, length) => pagesOf(...sheetWith(counts, length), HEIGHT, tall)
const ids = (page) => page.columns.map(({ notes }) => notes.map(({ id }) => id))

test('boxes stand side by side while all of it fits', () => {
  const [page, ...more] = pages([1, 1])
  assert.deepEqual(more, [])
  assert.deepEqual(ids(page), [['0.0'], ['1.0']])
  assert.deepEqual(page.layout.widths, [1, 1])
})

test('a box in which nothing stands leaves its place to the other', () => {
  const [page] = pages([1, 0])
  assert.deepEqual(page.layout.widths, [2, 1])
  assert.deepEqual(ids(page), [['0.0'], []])
})

test('and all of it, before the other needs a second page', () => {
  const found = pages([3, 0])
  assert.deepEqual(found.map(ids), [[['0.0', '0.1', '0.2']]])
  assert.deepEqual(found[0].layout, { widths: [1], abreast: 1 })
})

test('a note too tall for half of the width takes the whole', () => {
  const found = pages([2, 2], 26)
  assert.deepEqual(found.map(ids), [[['0.0']], [['0.1']], [['1.0']], [['1.1']]])
  assert.ok(found.every(({ layout }) => layout.abreast === 1))
})

test('nothing is lost and nothing stands twice where one box goes on and on', () => {
  const found = pages([40, 3])
  assert.deepEqual(found.flatMap(ids).flat().sort(), Object.keys(sheetWith([40, 3])[0].lines).sort())
  const whole = found.every((page) => page.columns.every(({ notes }, at) => notes.reduce((sum, note) => sum + 1.4 + tall(page.layout, at, note), 0) <= HEIGHT))
  assert.ok(whole)
})

test('a sheet on which nothing stands has a page all the same', () => {
  assert.equal(pagesOf({ lines: {}, points: {}, choices: {} }, { boxes: {}, up: '' }, HEIGHT, tall).length, 1)
})

test('what people type as a number is read as they mean it', () => {
  assert.deepEqual(['57,5', ' 1,200 ', '40 %', '-3'].map(numberIn), [57.5, 1200, 40, -3])
  assert.ok(Number.isNaN(numberIn('many')))
  assert.ok(Number.isNaN(numberIn(' ')))
  assert.equal(guessed(3, { 1: '2020' }, {}), '2022')
})

test('who finds it, and the issue as a headline while it is short', () => {
  const say = (key, { known } = {}) => `${key} ${known || ''}`.trim()
  assert.deepEqual([{ who: 'Ana', by: 'May' }, { who: 'Ana' }, { by: 'May' }, undefined].map((fields) => foundBy(fields, { say })),
    ['canvas-found-by both', 'canvas-found-by who', 'canvas-found-by by', 'canvas-found-nobody'])
  const view = (text) => ({ canvases: { room: { lines: { a: { box: 'issue', at: 1, text } } } }, shown: 'room', up: '' })
  assert.equal(headlineOf(view('Late buses')), 'Late buses')
  assert.equal(headlineOf(view('x'.repeat(77))), '')
})
