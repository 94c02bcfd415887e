// The browser's ladder gives the same rungs as the room's.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { beginsLike, suggested } from '../../static/js/elements/ladder.js'

const told = JSON.parse(readFileSync(new URL('../ladder.json', import.meta.url), 'utf-8'))

test('the first words say on which rung a question begins', () => {
  for (const [text, rung] of told.suggested) assert.equal(suggested(text, told.ladder), rung, text)
})

test('a why that is aimed at people is noticed, and no other', () => {
  for (const [text, aimed] of told.aimed) assert.equal(beginsLike(text, told.at_people), aimed, text)
})
