import assert from 'node:assert/strict'
import test from 'node:test'

import { clock } from '../../static/js/clock.js'

const MINUTE = 60_000

test('a phone that is seven minutes slow shows the room’s time', () => {
  let local = 1_000_000
  const time = clock(() => local)
  time.heard(local, local + 80, local + 7 * MINUTE + 40)
  local += 5000
  assert.equal(time.now(), local + 7 * MINUTE)
})

test('before the first answer it is the phone’s own time', () => {
  assert.equal(clock(() => 42).now(), 42)
})

test('the quickest answer is believed over later slow ones', () => {
  const time = clock(() => 0)
  time.heard(0, 40, 1020) // offset 1000, error at most 20
  time.heard(100, 3100, 3000) // a crowded moment: it would say 1400
  assert.equal(time.now(), 1000)
})

test('a phone whose clock is set anew forgets what it knew', () => {
  let local = 0
  const time = clock(() => local)
  time.heard(0, 20, 10)
  local = 10 * MINUTE
  time.heard(local, local + 500, 1250) // the server's clock went on as always
  assert.equal(time.now(), 1000)
})

test('an old sample makes room in the end', () => {
  const time = clock(() => 0)
  time.heard(0, 10, 105)
  for (let i = 1; i <= 5; i++) time.heard(0, 100, 150 + i)
  assert.equal(time.now(), 105) // the last of the five slower ones
})

test('a phone whose clock is set while it is on asks the room anew, once for each time', () => {
  let [local, steady, jumps] = [1_000_000, 50_000, 0]
  const time = clock(() => local, { steady: () => steady, onJump: () => jumps++ })
  const pass = (ms) => { local += ms; steady += ms }
  time.heard(local, local, local)
  pass(60 * MINUTE)
  time.now()
  assert.equal(jumps, 0)
  local -= 24 * 60 * MINUTE // somebody sets it
  time.now()
  time.now()
  assert.equal(jumps, 1)
  local += 10 * MINUTE // it slept, and the steady clock with it
  time.now()
  assert.equal(jumps, 2)
})

test('phones a day wrong, or from 1970, show the room’s time all the same', () => {
  const room = 1_790_000_000_000
  for (const wrong of [-24 * 60 * MINUTE, 24 * 60 * MINUTE, 7 * MINUTE, -room]) {
    let local = room + wrong
    const time = clock(() => local)
    time.heard(local, local + 60, room + 30)
    local += 90 * 1000
    assert.equal(time.now(), room + 90 * 1000)
  }
})
