// The door: which answers are worth another knock, and who came when.

import assert from 'node:assert/strict'
import test from 'node:test'

import { arrivals } from '../../static/js/console/door.js'
import { isWorthAnother, pauseBefore } from '../../static/js/knocking.js'

test('a phone knocks again where waiting helps, and asks its owner where it does not', () => {
  for (const code of ['crowding', 'closed_door', 'slow_down', 'busy']) assert.ok(isWorthAnother({ ok: false, code }))
  for (const code of ['wrong_code', 'ended', 'full', 'too_long', 'removed', 'turned_away', 'ask_facilitator', 'no_answer']) {
    assert.ok(!isWorthAnother({ ok: false, code }))
  }
  assert.ok(!isWorthAnother({ ok: true }))
})

test('it waits as long as it was told, and not everybody equally long', () => {
  assert.equal(pauseBefore({ args: { seconds: 4 } }, () => 0), 4000)
  assert.equal(pauseBefore({ args: { seconds: 4 } }, () => 1), 6000)
  assert.equal(pauseBefore({}, () => 0), 8000)
})

test('who came is counted from a minute until now; who has no phone of their own, or is out, is not', () => {
  const at = (minute, second = 0) => 1_790_000_040_000 + minute * 60_000 + second * 1000
  const people = {
    a: { phone: true, joined: at(0, 5) }, b: { phone: true, joined: at(0, 50) }, c: { phone: true, joined: at(3) },
    d: { phone: false, joined: at(3) }, e: { phone: true, joined: at(3), removed: true },
  }
  assert.deepEqual(arrivals(people), [{ since: at(3), count: 1 }, { since: at(0), count: 3 }])
})
