// Merge patches (RFC 7396), read side: a view and its changes make the next view. Knows nothing of workshops.
// The write side is workshop/patch.py; both are held to tests/vectors.json.

/** A new view with `changes` merged in. Parts that did not change are shared with the old one; neither is altered. */
export function apply(view, changes) {
  const merged = { ...view }
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete merged[key]
    else put(merged, key, isObject(value) ? apply(isObject(merged[key]) ? merged[key] : {}, value) : value)
  }
  return merged
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// A plain assignment to "__proto__" would change what the object is instead of what it holds.
function put(object, key, value) {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
}
