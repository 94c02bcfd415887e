// Long lists in sheaves of a few lines each. A sheaf out of sight is not drawn (console.css), so a list of a thousand
// is a hundred things for the browser to look after. It is still one list to whoever hears it, and found by its words.

import { alike, still } from '../elements/still.js'
import { html, useRef } from '../html.js'

/** How many lines a sheaf begins with; where others come in between later, it grows. */
export const SHEAF = 10

/**
 * Sheaves({lines: [{id, ...}], line, name, ...shared}): a list whose lines are drawn by `line`, from what each holds and
 * what all of them share. A sheaf is drawn again only when one of its lines, or what is shared, is another than before.
 */
export function Sheaves({ lines, line, name, ...shared }) {
  const before = useRef([])
  before.current = bound(lines, before.current)
  return html`<div class=${name} role="list">
    ${before.current.map((sheaf) => html`<${Sheaf} key=${sheaf.key} lines=${sheaf.lines} line=${line} ...${shared} />`)}
  </div>`
}

const Sheaf = still(({ lines, line: Line, ...shared }) => html`<div class="con-sheaf" style=${{ '--lines': String(lines.length) }}>
  ${lines.map((one) => html`<${Line} key=${one.id} ...${one} ...${shared} />`)}
</div>`)

/**
 * `lines` in their order, in sheaves: [{key, lines}]. Whoever was in a sheaf `before` stays in it, whatever comes and goes
 * around them, as what is open or in focus there must not be made anew. The very same sheaf where nothing in it changed.
 */
export function bound(lines, before = []) {
  const homes = homed(lines.map(({ id }) => id), before)
  const made = new Map()
  lines.forEach((line, at) => made.set(homes[at], [...(made.get(homes[at]) ?? []), line]))
  const known = new Map(before.map((sheaf) => [sheaf.key, sheaf]))
  return [...made].map(([key, some]) => (same(known.get(key), some) ? known.get(key) : { key, lines: some }))
}

function same(sheaf, lines) {
  return Boolean(sheaf) && sheaf.lines.length === lines.length && lines.every((line, at) => alike(line, sheaf.lines[at]))
}

/** The key of each one's sheaf: the old one for those who had one, a neighbour's for those who are new. */
function homed(ids, before) {
  const old = new Map(before.flatMap(({ key, lines }) => lines.map(({ id }) => [id, key])))
  const homes = ids.map((id) => old.get(id))
  const first = homes.findIndex(isKnown)
  const last = homes.findLastIndex(isKnown)
  const join = joining(homes, before)
  for (let at = first - 1; at >= 0; at--) homes[at] = join(homes[at + 1], true)
  const begun = new Set()
  for (let at = 0; at < ids.length; at++) {
    if (!isKnown(homes[at]) || hasMoved(homes, at, begun)) homes[at] = join(homes[at - 1], at > last)
    begun.add(homes[at])
  }
  return homes
}

/** Whether somebody is no longer among those of their sheaf: then they belong to those they have come to. */
function hasMoved(homes, at, begun) {
  const key = homes[at]
  if (key === homes[at - 1]) return false
  return begun.has(key) || (homes.indexOf(key, at + 1) > at && key !== homes.slice(at + 1).find(isKnown))
}

function isKnown(key) {
  return key !== undefined
}

/** Gives the key of a neighbour's sheaf, or of a new one: at either end of the list a full sheaf is left as it is. */
function joining(homes, before) {
  const sizes = new Map()
  let newest = Math.max(0, ...before.map(({ key }) => key))
  const count = (key) => sizes.set(key, (sizes.get(key) ?? 0) + 1)
  homes.filter(isKnown).forEach(count)
  return (neighbour, atAnEnd) => {
    const key = neighbour === undefined || (atAnEnd && sizes.get(neighbour) >= SHEAF) ? (newest += 1) : neighbour
    count(key)
    return key
  }
}
