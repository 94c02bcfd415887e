import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'

import { apply } from '../../static/js/patch.js'

const vectors = JSON.parse(readFileSync(new URL('../vectors.json', import.meta.url), 'utf8'))

for (const { story, before, changes, after } of vectors) {
  test(`patch: ${story}`, () => assert.equal(canonical(apply(before, changes)), canonical(after)))
}

test('a patch alters neither the view nor the changes, and shares what stayed the same', () => {
  const before = freeze({ screen: { id: 'who', view: { answered: 1 } }, tables: { 1: { name: 'Oak' } } })
  const after = apply(before, freeze({ screen: { view: { answered: 2 } } }))
  assert.equal(before.screen.view.answered, 1)
  assert.equal(after.screen.view.answered, 2)
  assert.equal(after.tables, before.tables)
})

function canonical(value) {
  return JSON.stringify(value, (_, part) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, inner])
  })
}

function freeze(value) {
  Object.values(value).forEach((part) => typeof part === 'object' && freeze(part))
  return Object.freeze(value)
}
