// How a sheet is dealt onto pages of the stage. Sizes are in the stage's unit; how tall something is has been measured.

import { inOrder } from '../../js/elements/mine.js'
import { dealt } from '../../js/elements/pages.js'
import { linesIn, standing } from './sheet.js'

const SLOTS = 3
const SLOT_ROWS = 6
const SLOT_LETTERS = 40
const TOO_MANY_PAGES = 3
const GAP = 1.4 // between two notes, and below the question

/**
 * The curve, then the lines in columns, then the essentials; with one box up, that box. What is long goes on.
 * `tall(layout, at, thing)`: how tall a note, or a question, is in one of the columns; a layout says how wide those that
 * stand side by side are, and how many notes stand abreast in them.
 */
export function pagesOf(sheet, view, height, tall) {
  const boxes = inOrder(view.boxes, 'no').filter(({ id, type }) => id !== 'issue' || type !== 'line' || view.up === 'issue')
  const wanted = view.up ? boxes.filter(({ id }) => id === view.up) : boxes
  const hasCurve = boxes.some(({ type }) => type === 'points')
  const onCurve = hasCurve && wanted.some(({ type }) => type === 'points' || type === 'choice')
  const inCurve = onCurve && !view.up ? ['measure', 'agenda'] : []
  const inColumns = wanted.filter(({ id, type }) => ['lines', 'line', ...(hasCurve ? [] : ['choice'])].includes(type) && !inCurve.includes(id))
  const pages = [
    ...(onCurve ? [{ type: 'curve' }] : []),
    ...inGroups(inColumns).flatMap((group) => columnPages(group.map((box) => ({ box, notes: standing(box, sheet) })), height, tall)),
    ...wanted.filter(({ type }) => type === 'essentials').flatMap((box) => slotPages(linesIn(sheet, box.id), box.max)),
  ]
  return pages.length > 0 ? pages : [{ type: 'columns', layout: { widths: [1], abreast: 1 }, columns: [] }]
}

/** How many boxes stand side by side. */
function inGroups(boxes) {
  if (boxes.length === 0) return []
  return chunked(boxes, boxes.length === 4 ? 2 : Math.min(3, boxes.length))
}

/**
 * Boxes side by side. Where one of them would go on and on, or has a note too tall for its column, each gets pages of its
 * own; and where only one has anything in it, it takes all the place as soon as it needs more than a page.
 */
function columnPages(group, height, tall) {
  const filled = group.filter(({ notes }) => notes.length > 0)
  if (group.length === 1) return alonePages(group[0], height, tall)
  const layout = { widths: widthsOf(group, filled), abreast: 1 }
  const slices = group.map((one, at) => slicesOf(one, at, layout, height, tall))
  const count = Math.max(...slices.map((pages) => pages.length))
  const most = filled.length === 1 ? 1 : TOO_MANY_PAGES
  if (count > most || slices.some(overflows)) return filled.flatMap((one) => alonePages(one, height, tall))
  return Array.from({ length: count }, (_, page) => ({
    type: 'columns',
    layout,
    columns: group.map(({ box }, no) => ({ box, notes: slices[no][Math.min(page, slices[no].length - 1)].notes })),
  }))
}

/** One box: two notes in a row, or one where they are too long for that or take fewer pages so. */
function alonePages(one, height, tall) {
  const [pairs, rows] = [2, 1].map((abreast) => {
    const layout = { widths: [1], abreast }
    return slicesOf(one, 0, layout, height, tall).map(({ notes, over }) => ({ type: 'columns', layout, over, columns: [{ box: one.box, notes }] }))
  })
  return overflows(pairs) || rows.length < pairs.length ? rows : pairs
}

/** A box's notes, page by page: [{notes, over}]; `over` where one of them is taller than its page. */
function slicesOf({ box, notes }, at, layout, height, tall) {
  const room = height - tall(layout, at, { ask: box.ask })
  const size = (row) => GAP + Math.max(0, ...row.map((note) => tall(layout, at, note)))
  return dealt(chunked(notes, layout.abreast), room, size).map((rows) => ({ notes: rows.flat(), over: rows.some((row) => size(row) > room) }))
}

function overflows(pages) {
  return pages.some(({ over }) => over)
}

/** Of two boxes one in which nothing stands yet leaves its place to the other; a third of it would be too narrow. */
function widthsOf(group, filled) {
  return group.map((one) => (group.length === 2 && filled.length === 1 && one === filled[0] ? 2 : 1))
}

/** Essentials with their numbers, and the slots that are open; long ones go on another page. */
function slotPages(entries, most) {
  const open = Array.from({ length: Math.max(0, Math.min(SLOTS, most) - entries.length) }, () => ({ open: true, text: '' }))
  const slots = [...entries, ...open].map((slot, no) => ({ ...slot, no: no + 1 }))
  const rows = ({ text }) => Math.min(4, Math.max(1.2, Math.ceil([...text].length / SLOT_LETTERS)))
  const pages = slots.length > 0 ? dealt(slots, SLOT_ROWS, rows) : [[]]
  return pages.map((page) => ({ type: 'essentials', slots: page }))
}

/** So many on each page; one page at least. */
export function chunked(things, size) {
  const pages = []
  for (let at = 0; at < things.length; at += size) pages.push(things.slice(at, at + size))
  return pages.length > 0 ? pages : [[]]
}
