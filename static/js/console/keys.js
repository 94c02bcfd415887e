// What a key means on the console. Clickers speak PageDown and PageUp; a field that is being typed in keeps its keys.

const MOVING = { ArrowRight: 'next', PageDown: 'next', ArrowLeft: 'back', PageUp: 'back', Escape: 'leave' }
const LETTERS = { r: 'results', b: 'blank', '.': 'blank', t: 'timer', '?': 'help' }

/** The wish behind a key press, or nothing. `letters`: whether single letters count. */
export function wish(event, letters) {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return ''
  if (typing(event.target)) return event.key === 'Escape' ? 'leave' : ''
  if (event.key === ' ') return pressable(event.target) ? '' : 'answers'
  return MOVING[event.key] ?? (letters ? LETTERS[event.key.toLowerCase()] ?? '' : '')
}

/** The keys that move the room from a clicker, which never means the preview. */
export function clicker(event) {
  return event.key === 'PageDown' || event.key === 'PageUp'
}

function typing(target) {
  const tag = target?.tagName
  if (tag === 'TEXTAREA' || tag === 'SELECT' || target?.isContentEditable) return true
  return tag === 'INPUT' && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
}

function pressable(target) {
  return ['BUTTON', 'A', 'SUMMARY', 'INPUT'].includes(target?.tagName)
}

/** Lets one press through, then none for a little while: a double press moves once. */
export function guard(ms, clock = () => performance.now()) {
  let open = -Infinity
  return () => {
    if (clock() < open) return false
    open = clock() + ms
    return true
  }
}
