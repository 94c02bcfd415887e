// An order of one's own for each reader of a list in which nothing should be first for everybody.

/** Each thing is drawn a number by its id and the reader's seed, so that one that comes or goes moves none of the others. */
export function inOwnOrder(ids, seed) {
  const drawn = new Map(ids.map((id) => [id, stirred(lettersOf(id) ^ seed)]))
  return [...ids].sort((a, b) => drawn.get(a) - drawn.get(b))
}

/** An id as 32 bits. */
function lettersOf(id) {
  return [...id].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(0), 16777619), 2166136261)
}

/** 32 bits well stirred: two readers' orders have nothing to do with each other. */
function stirred(bits) {
  const once = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return (twice ^ (twice >>> 16)) >>> 0
}
