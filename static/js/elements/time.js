// What is left of a timer, and how it is written.

const SECOND = 1000

/** What is left, in ms; below zero once time is up. */
export function remaining(timer, now) {
  return timer.running ? timer.ends - now : timer.left
}

/** "1:14", and "+0:30" past zero. */
export function clockFace(left) {
  const seconds = left >= 0 ? Math.ceil(left / SECOND) : Math.floor(-left / SECOND)
  const face = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return left < 0 && seconds > 0 ? `+${face}` : face
}
