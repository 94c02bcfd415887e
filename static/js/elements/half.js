// The geometry of a half disc, and a die that falls the same way for the same seed. Elements draw with it; nobody else.

/** The path of a half disc of radius `r` in the cell at (x, y); `side` says towards where it is round: n, e, s or w. */
export function half(x, y, side, r = 0.5) {
  const cx = x + 0.5
  const cy = y + 0.5
  const across = `M${cx - r},${cy}A${r},${r} 0 0`
  const down = `M${cx},${cy - r}A${r},${r} 0 0`
  if (side === 'n') return `${across} 1 ${cx + r},${cy}Z`
  if (side === 's') return `${across} 0 ${cx + r},${cy}Z`
  if (side === 'w') return `${down} 0 ${cx},${cy + r}Z`
  return `${down} 1 ${cx},${cy + r}Z`
}

/** A function that yields numbers in [0, 1), always the same ones for the same seed (a number or a text). */
export function dice(seed) {
  let state = typeof seed === 'number' ? seed || 7 : numberFrom(String(seed))
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) ^ Math.imul(state ^ (state >>> 13), 3266489917)
    state ^= state >>> 16
    return (state >>> 0) / 4294967296
  }
}

function numberFrom(text) {
  let number = 2166136261
  for (const letter of text) number = Math.imul(number ^ letter.codePointAt(0), 16777619)
  return number || 7
}
