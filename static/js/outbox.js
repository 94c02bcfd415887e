// What was done on this device and not yet confirmed by the room: kept on the device, sent in order, one at a time,
// and let go only when the room has answered. A move's id is made before the first sending, so the room counts it once
// however often it arrives; that also makes two tabs of the same person harmless.

const FIRST_WAIT = 500
const LONGEST_WAIT = 10_000

/** A fresh move id: 12 random bytes in hex. (`crypto.randomUUID` does not exist on a plain http address.) */
export function moveId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** This device's storage, or null where the browser keeps none. */
export function deviceStorage() {
  try {
    const probe = 'workshop:probe'
    localStorage.setItem(probe, '1')
    localStorage.removeItem(probe)
    return localStorage
  } catch {
    return null
  }
}

/**
 * The outbox of one person in one run.
 *
 * `owner`: whose it is (run and person), so that a borrowed phone never sends one person's words as another's.
 * `send(move)`: resolves to the room's answer, `{ok: true}` or `{ok: false, code, args, retry}`; never rejects.
 * `onChange(happened)`: called after each change, with "saved" or "refused" and the move when the room has answered.
 */
export function outbox({ owner, storage, send, now = Date.now, timers = browserTimers, chance = Math.random, onChange = () => {} }) {
  const shelf = shelfFor(storage, `workshop:${owner}:`)
  let moves = shelf.read('move')
  let refused = shelf.read('refused')
  let answered = {}
  let flying = null
  let live = false
  let waiting = null
  let tries = 0

  // A copy: whatever the screen does to its own, the same id always says the same thing, or the room refuses it.
  function put({ screen = '', name, data = {} }) {
    const move = { id: moveId(), no: nextNo(), screen, name, data: JSON.parse(JSON.stringify(data)), at: now() }
    if (name === 'vote') replaceUnsentVote(screen)
    moves = [...moves, move]
    shelf.keep('move', move)
    onChange()
    flush()
    return move.id
  }

  function nextNo() {
    return moves.reduce((highest, move) => Math.max(highest, move.no), 0) + 1
  }

  // Only the last word of a ballot matters. The one in flight stays: it may have arrived.
  function replaceUnsentVote(screen) {
    const stale = moves.filter((move) => move.name === 'vote' && move.screen === screen && move !== flying)
    stale.forEach((move) => shelf.drop('move', move.id))
    moves = moves.filter((move) => !stale.includes(move))
  }

  async function flush() {
    if (!live || flying || waiting || moves.length === 0) return
    flying = moves[0]
    const { id, screen, name, data, at } = flying
    hear(await send({ id, screen, name, data, at }).catch(() => ({ ok: false, retry: true })))
  }

  function hear(answer) {
    if (answer && answer.ok) return settle('saved')
    if (!answer || answer.retry) return wait()
    const refusal = { ...flying, code: answer.code, args: answer.args || {} }
    refused = [...refused, refusal]
    shelf.keep('refused', refusal)
    settle('refused', refusal)
  }

  function settle(happened, move = flying) {
    shelf.drop('move', flying.id)
    moves = moves.filter((one) => one !== flying)
    remember(move, happened === 'saved' ? 'saved' : `failed:${move.code}`)
    if (happened === 'saved') outdo(move)
    flying = null
    tries = 0
    onChange(happened, move)
    flush()
  }

  // A tap that was refused is settled by the next one that is not. Words stay until somebody has put them away.
  function outdo({ screen, name, data }) {
    const stale = refused.filter((move) => !move.data.text).filter(alike(screen, name, about({ data })))
    stale.forEach((move) => shelf.drop('refused', move.id))
    refused = refused.filter((move) => !stale.includes(move))
  }

  function wait() {
    flying = null
    waiting = timers.set(() => {
      waiting = null
      flush()
    }, pause(tries++, chance()))
    onChange()
  }

  function remember(move, status) {
    answered = { ...answered, [move.screen]: [...(answered[move.screen] || []), { ...move, status }] }
  }

  function setLive(on) {
    live = on
    if (!on) return
    timers.clear(waiting)
    waiting = null
    adopt()
    flush()
  }

  // Moves that another tab left behind when it was closed. Should that tab still be open, both send: the room counts one.
  function adopt() {
    const known = new Set(moves.map((move) => move.id))
    moves = [...moves, ...shelf.read('move').filter((move) => !known.has(move.id))]
  }

  /** The last move of that kind that has been answered, also before this page was opened if it was refused. */
  function answer(...kind) {
    return (answered[kind[0]] || []).filter(alike(...kind)).pop() || refused.filter(alike(...kind)).pop()
  }

  return {
    put,
    live: setLive,
    /** Moves not yet confirmed, oldest first. */
    pending: (screen) => moves.filter((move) => screen === undefined || move.screen === screen),
    /** Moves the room would not take, each with `code` and `args`, kept so that the words can be copied. */
    refused: () => refused,
    /** Lets go of a refused move. */
    dismiss(id) {
      refused = refused.filter((move) => move.id !== id)
      shelf.drop('refused', id)
      onChange()
    },
    /** "sending", "saved", "failed:<code>" or undefined: the last move of that name (and subject) on a screen. */
    status(screen, name, subject) {
      if (moves.some(alike(screen, name, subject))) return 'sending'
      const last = answer(screen, name, subject)
      return last && (last.status || `failed:${last.code}`)
    },
    /** That move with its `code` and `args`, if the room would not take it. */
    refusal(screen, name, subject) {
      const last = moves.some(alike(screen, name, subject)) ? undefined : answer(screen, name, subject)
      return last && last.code ? last : undefined
    },
    /** False when this device keeps nothing and everything unsent would go with the page. */
    safe: () => shelf.safe(),
  }
}

function alike(screen, name, subject) {
  return (move) => move.screen === screen && move.name === name && (subject === undefined || about(move) === subject)
}

/** What a move is about: the box, card, entry or item it names. */
export function about({ data }) {
  return String(data.box || data.card || data.entry || data.item || '')
}

function pause(tries, chance) {
  return Math.min(FIRST_WAIT * 2 ** tries, LONGEST_WAIT) * (0.5 + chance)
}

const browserTimers = {
  set: (then, ms) => setTimeout(then, ms),
  clear: (timer) => clearTimeout(timer),
}

// One key for each move: two tabs that rewrote one shared list would lose each other's moves.
function shelfFor(storage, prefix) {
  let safe = storage !== null

  function attempt(act, otherwise) {
    try {
      return act()
    } catch {
      safe = false
      return otherwise
    }
  }

  return {
    read(sort) {
      const start = `${prefix}${sort}:`
      const keys = attempt(() => keysOf(storage).filter((key) => key.startsWith(start)), [])
      const found = keys.map((key) => parse(storage.getItem(key)))
      return found.filter(Boolean).sort((a, b) => a.no - b.no || a.at - b.at)
    },
    keep(sort, move) {
      attempt(() => storage.setItem(`${prefix}${sort}:${move.id}`, JSON.stringify(move)))
    },
    drop(sort, id) {
      attempt(() => storage.removeItem(`${prefix}${sort}:${id}`))
    },
    safe: () => safe,
  }
}

function keysOf(storage) {
  return Array.from({ length: storage.length }, (_, i) => storage.key(i))
}

function parse(text) {
  try {
    const move = JSON.parse(text)
    return move && typeof move.id === 'string' && typeof move.data === 'object' ? move : null
  } catch {
    return null
  }
}
