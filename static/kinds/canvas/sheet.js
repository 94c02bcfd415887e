// What stands on a sheet, in words: nothing here draws.

import { inOrder } from '../../js/elements/mine.js'

const MINUTE = 60 * 1000
const HEADLINE = 76 // characters that make a headline of two lines

/** On the room's sheet a phone is told what comes first in each box; its owner's own lines stand there in any case. */
export function known(view) {
  const { canvas, own_lines: own } = view
  return own && canvas ? { ...view, canvas: { ...canvas, lines: { ...own, ...canvas.lines } } } : view
}

export function linesIn({ lines }, box) {
  return inOrder(lines, 'at').filter((line) => line.box === box)
}

export function isFilled(box, sheet) {
  return linesIn(sheet, box.id).length > 0 || Boolean(sheet.choices[box.id]) || Boolean(sheet.points[box.id]) || Boolean(sheet.picked[box.id])
}

/** Everything in a box as notes: lines, what was picked, what was chosen. */
export function standing(box, sheet) {
  const lines = linesIn(sheet, box.id).map(({ id, text, fields }) => ({ id, text, fields, toGet: Boolean(box.fields) }))
  const picked = inOrder((sheet.picked || {})[box.id], 'no').map(({ id, text, step }) => ({ id, text, step }))
  const chosen = sheet.choices[box.id] ? [{ id: box.id, text: sheet.choices[box.id] }] : []
  return [...lines, ...picked, ...chosen]
}

/** What stands on a sheet and is not on the stage yet: exactly what she sees now goes up, and nothing that comes later. */
export function notUp({ lines, points }) {
  const drawn = Object.values(points).map(({ entry, shown }) => ({ id: entry, shown }))
  return [...inOrder(lines, 'at'), ...drawn].filter(({ shown }) => shown !== 'shown').map(({ id }) => id)
}

export function nameOf({ kind, no, name }, room) {
  if (kind === 'table') return name || room.say('look-table', { no })
  return kind === 'room' ? room.say('canvas-room') : name || room.say('canvas-others')
}

/** The issue: written here, or chosen before and brought along. */
export function issueOf(sheet, view, room) {
  const here = linesIn(sheet, 'issue').map(({ text }) => text)
  const { show, items } = (room.brought || {}).issue || {}
  const brought = show === 'kind' ? inOrder(items, 'no').map(({ text }) => text) : []
  return here[0] || brought[0] || ''
}

/** What stands in the issue's box of the sheet that is up. */
function ownIssue({ canvases = {}, shown, up }) {
  const issue = canvases[shown] && up !== 'issue' ? linesIn(canvases[shown], 'issue')[0] : undefined
  return issue ? issue.text : ''
}

/** An issue too long for a headline of two lines stands below the title of the screen, whole, in the letters of the body. */
export function headlineOf(view) {
  const own = ownIssue(view)
  return [...own].length > HEADLINE ? '' : own
}

/** A sheet without an issue is known by its first essential, or its first line. */
export function firstWords(sheet, view) {
  const essential = Object.keys(view.boxes).find((id) => view.boxes[id].type === 'essentials')
  const line = linesIn(sheet, essential)[0] || inOrder(sheet.lines, 'at')[0]
  return line ? line.text : ''
}

export function partsOf({ points }, { boxes }) {
  return Object.fromEntries(Object.entries(points).filter(([id]) => boxes[id]).map(([id, drawn]) => [boxes[id].draws, drawn]))
}

export function foundBy(fields, room) {
  const { who = '', by = '' } = fields || {}
  const known = who && by ? 'both' : who ? 'who' : by ? 'by' : 'nobody'
  return known === 'nobody' ? room.say('canvas-found-nobody') : room.say('canvas-found-by', { known, who, by })
}

/** What data is still to be found, and by whom: all of it, in a row. */
export function toFind(sheet, view, room) {
  const boxes = Object.keys(view.boxes).filter((id) => view.boxes[id].fields)
  const lines = boxes.flatMap((id) => linesIn(sheet, id))
  const drawn = Object.keys(sheet.points).length > 0
  return lines.map(({ text, fields }) => (drawn ? `${foundBy(fields, room)}: ${text}` : foundBy(fields, room))).join(' · ')
}

export function whoAndWhen({ starter, first_step_by: date }, room) {
  return [starter, date && room.say('canvas-until', { date: dayInWords(date, room) })].filter(Boolean).join(' · ')
}

/** 1 Mar, in the language of the room. */
export function dayInWords(date, room) {
  const [year, month, day] = date.split('-').map(Number)
  const language = (room.run || {}).language || 'en'
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { day: 'numeric', month: 'short' }).format(new Date(year, month - 1, day))
}

export function minutesInWords(view, box, room) {
  if (view.up !== box.id || !view.until) return room.say('canvas-minutes', { minutes: box.minutes })
  const left = Math.ceil((view.until - room.now()) / MINUTE)
  return left > 0 ? room.say('canvas-minutes-left', { minutes: left }) : room.say('canvas-minutes-over')
}
