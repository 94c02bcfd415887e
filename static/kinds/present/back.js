// When a break is over.

/** The hour, on the wall clock of this device; empty while the timer stands still. */
export function endsAt(room) {
  const { running, ends } = room.timer || {}
  if (!running || !ends) return ''
  const asHere = ends - room.now() + Date.now()
  return new Date(asHere).toLocaleTimeString((room.run || {}).language || [], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}
