// The room's clock on this device: the server's time, worked out from how long its answers took.
// Phones are minutes wrong, and nobody in the hall should see two different countdowns.

const KEPT = 5

const JUMP = 1000

/**
 * `heard(sent, received, server)` takes a sample; `now()` is the server's time in milliseconds, as well as we know it.
 *
 * `steady`: milliseconds that nobody can set. Where the two clocks of the device part, somebody has set the one, or sleep
 * has stopped the other; which of them is right the room must say: `onJump()` is called once for each time.
 */
export function clock(local = Date.now, { steady = local, onJump = () => {} } = {}) {
  let samples = []
  let apart = local() - steady()

  function look() {
    const now = local() - steady()
    if (Math.abs(now - apart) > JUMP) onJump()
    apart = now
  }

  return {
    heard(sent, received, server) {
      const sample = { trip: received - sent, offset: server - (sent + received) / 2 }
      if (!(sample.trip >= 0)) return // the device's clock was set back while the answer travelled
      samples = [...samples.filter((old) => agree(old, sample)), sample].slice(-KEPT)
    },
    now() {
      look()
      return Math.round(local() + offset(samples))
    },
  }
}

// The quicker the answer, the less room there is for error.
function offset(samples) {
  if (samples.length === 0) return 0
  return samples.reduce((best, one) => (one.trip <= best.trip ? one : best)).offset
}

// Two samples that cannot both be right mean that the device's clock was set in between: the older one is worthless.
function agree(old, sample) {
  const slack = 250
  return Math.abs(old.offset - sample.offset) <= (old.trip + sample.trip) / 2 + slack
}
