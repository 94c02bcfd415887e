// What somebody has begun to write and not yet sent, kept on this device with every keystroke.

/**
 * Drafts of one person in one run. `storage` may be null or fail: then they live as long as the page, and `safe()` is
 * false. `onChange` is called after each change.
 */
export function drafts({ owner, storage, onChange = () => {} }) {
  const prefix = `workshop:${owner}:draft:`
  const kept = remembered(storage, prefix)
  let safe = storage !== null

  function set(name, text) {
    if (text === '') kept.delete(name)
    else kept.set(name, text)
    safe = store(storage, prefix + name, text)
    onChange()
  }

  return {
    /** One field's draft: its `value` now, `set(text)` on each keystroke, `clear()` once it is on its way. */
    draft(screen, field) {
      const name = `${screen}:${field}`
      return { value: kept.get(name) || '', set: (text) => set(name, text), clear: () => set(name, '') }
    },
    /** Everything begun and not sent, as `{screen, field, value}`. */
    all() {
      return [...kept].map(([name, value]) => ({ ...split(name), value })).filter((one) => one.value.trim() !== '')
    },
    safe: () => safe,
  }
}

function split(name) {
  const colon = name.indexOf(':')
  return { screen: name.slice(0, colon), field: name.slice(colon + 1) }
}

function remembered(storage, prefix) {
  const found = new Map()
  try {
    for (let i = 0; i < storage.length; i++) {
      const key = storage.key(i)
      if (key.startsWith(prefix)) found.set(key.slice(prefix.length), storage.getItem(key))
    }
  } catch {
    // Without storage there is nothing to restore.
  }
  return found
}

function store(storage, key, text) {
  try {
    if (text === '') storage.removeItem(key)
    else storage.setItem(key, text)
    return true
  } catch {
    return false
  }
}
