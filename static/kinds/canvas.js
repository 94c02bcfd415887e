// A group fills named boxes together. On the phone one box at a time, with what the others write coming in as they write
// it; on the stage the sheet that was let up, or all of them small; on the console whose sheets, which box, and the lock.

import { html, useEffect, useRef, useState } from '../js/html.js'
import { Button } from '../js/elements/button.js'
import { Curve, PAST, TODAY, columnName, columnsOf, inWords, niceStep, valuesOf, written } from '../js/elements/curve.js'
import { Field } from '../js/elements/field.js'
import { about, arrived, inOrder, unsent } from '../js/elements/mine.js'
import { Option } from '../js/elements/option.js'
import { PageMark, useHeight, usePage } from '../js/elements/pages.js'
import { useSeconds } from '../js/elements/ring.js'
import { Sure } from '../js/elements/sure.js'

const MINUTE = 60 * 1000
const STILL_WRITING = 2 * MINUTE
const AGAIN = MINUTE
const LABEL = 12
const FIELD = 140
const BY_WHEN = 40
const LEAST = { history: 3, forecast: 1, hope: 1 }
const PURPOSES = { means: 'canvas-means-ask', uses: 'canvas-uses-ask', loosens: 'canvas-loosens-ask' }
const ON = { means: 'canvas-means', uses: 'canvas-uses', loosens: 'canvas-loosens' }
const SHEET_OF = { room: 'canvas-sheet-of-room', table: 'canvas-sheet-of-table' }
const SEES = { table: 'canvas-sees-table', partnership: 'canvas-sees-partnership' }
const SCOPES = { room: 'canvas-console-scope-room', partnership: 'canvas-console-scope-partnership', table: 'canvas-console-scope-table' }
const GALLERY = 12
const LARGE_GALLERY = 6
const SLOTS = 3
const USUAL_HEIGHT = 68
const SHEET_FOOT = 7.4
const HEADLINE = 76 // characters that make a headline of two lines
const TOO_MANY_PAGES = 3

export default {
  wide: true,
  reveals: false,
  /** The issue is the headline of its sheet, unless it is too long for one. */
  ownTitle: headlineOf,
  stage: (view, room) => html`<${OnTheStage} view=${view} room=${room} />`,
  phone: (view, room) => html`<${Working} key=${`${room.screen.id}/${view.canvas ? view.canvas.key : ''}`} view=${view} room=${room} />`,
  console: (view, room) => html`<${Steering} key=${room.screen.id} view=${view} room=${room} />`,
  openNow: (view) => ((view.boxes || {})[view.up] || {}).ask || '',
}

// ── stage ───────────────────────────────────────────────────────────────────

function OnTheStage({ view, room }) {
  const sheets = inOrder(view.canvases, 'order')
  const shown = view.canvases[view.shown]
  if (shown && isLetUp(shown)) return html`<${OneSheet} key=${view.up} sheet=${shown} view=${view} room=${room} />`
  if (sheets.some((sheet) => isLetUp(sheet))) return html`<${Gallery} sheets=${sheets} view=${view} room=${room} />`
  return html`<${WhatToDo} sheets=${sheets} view=${view} room=${room} />`
}

function isLetUp({ lines, points, choices }) {
  return [lines, points, choices].some((found) => Object.keys(found).length > 0)
}

/** Before anything is up: what the boxes ask for, so that nobody has to look it up. */
function WhatToDo({ sheets, view, room }) {
  const all = inOrder(view.boxes, 'no')
  const boxes = view.up ? all.filter(({ id }) => id === view.up) : all
  const [frame, height] = useHeight(USUAL_HEIGHT)
  const pages = chunked(boxes, Math.max(3, Math.floor((height - SHEET_FOOT) / 18)))
  const page = usePage(pages.length, undefined, 'first')
  const count = sheets.reduce((sum, sheet) => sum + sheet.count, 0)
  return html`<div class="sheet" ref=${frame}>
    <ul class="asks has-${Math.min(boxes.length, 3)}">${pages[page].map((box) => html`<li key=${box.id}>
      <span class="asks-words" dir="auto">${box.ask}</span>
      ${view.up && box.hint && html`<span class="asks-hint" dir="auto">${box.hint}</span>`}
      ${view.up && box.minutes > 0 && html`<span class="asks-hint">${minutesInWords(view, box, room)}</span>`}
    </li>`)}</ul>
    <${Foot} words=${room.say('canvas-stage-lines', { count })} page=${page} count=${pages.length} room=${room} />
  </div>`
}

function OneSheet({ sheet, view, room }) {
  const title = headlineOf(view)
  const issue = view.up === 'issue' || title ? '' : issueOf(sheet, view, room)
  const [frame, height] = useHeight(USUAL_HEIGHT)
  const pages = pagesOf(sheet, view, height - SHEET_FOOT - (issue ? 7.4 * linesOf(issue, 56, 3) : 0))
  const page = usePage(pages.length, undefined, 'last')
  const box = view.boxes[view.up]
  return html`<div class="sheet" ref=${frame}>
    ${issue && html`<p class="sheet-issue" dir="auto">${issue}</p>`}
    <${StagePage} key=${page} page=${pages[page]} sheet=${sheet} view=${view} room=${room} />
    <${Foot} name=${sheet.kind === 'room' ? '' : nameOf(sheet, room)} words=${footWords(pages[page], box, sheet, view, room)} page=${page} count=${pages.length} room=${room} />
  </div>`
}

/** What is said in small letters below: how long for this box, or who will find the data. */
function footWords(page, box, sheet, view, room) {
  if (box && box.minutes > 0) return minutesInWords(view, box, room)
  return page.type === 'curve' && Object.keys(sheet.points).length > 0 ? toFind(sheet, view, room) : ''
}

/** What stands in the issue's box of the sheet that is up. */
function ownIssue({ canvases = {}, shown, up }) {
  const issue = canvases[shown] && up !== 'issue' ? linesIn(canvases[shown], 'issue')[0] : undefined
  return issue ? issue.text : ''
}

/** An issue too long for a headline of two lines stands below the title of the screen, whole, in the letters of the body. */
function headlineOf(view) {
  const own = ownIssue(view)
  return [...own].length > HEADLINE ? '' : own
}

function Foot({ name, words, page, count, room }) {
  if (!name && !words && count < 2) return null
  return html`<div class="sheet-foot">
    ${name && html`<p class="sheet-name" dir="auto">${name}</p>`}
    <p class="sheet-foot-words" dir="auto">${words}</p>
    <${PageMark} page=${page} count=${count} say=${room.say} />
  </div>`
}

function StagePage({ page, sheet, view, room }) {
  if (page.type === 'curve') return html`<${CurvePage} sheet=${sheet} view=${view} room=${room} />`
  if (page.type === 'essentials') return html`<${Slots} slots=${page.slots} room=${room} />`
  return html`<${Columns} columns=${page.columns} room=${room} />`
}

/** The curve, then the lines in columns, then the essentials; with one box up, that box. What is long goes on. */
function pagesOf(sheet, view, height) {
  const boxes = inOrder(view.boxes, 'no').filter(({ id, type }) => id !== 'issue' || type !== 'line' || view.up === 'issue')
  const wanted = view.up ? boxes.filter(({ id }) => id === view.up) : boxes
  const hasCurve = boxes.some(({ type }) => type === 'points')
  const onCurve = hasCurve && wanted.some(({ type }) => type === 'points' || type === 'choice')
  const inCurve = onCurve && !view.up ? ['measure', 'agenda'] : []
  const inColumns = wanted.filter(({ id, type }) => ['lines', 'line', ...(hasCurve ? [] : ['choice'])].includes(type) && !inCurve.includes(id))
  const pages = [
    ...(onCurve ? [{ type: 'curve' }] : []),
    ...inGroups(inColumns).flatMap((group) => columnPages(group, sheet, height)),
    ...wanted.filter(({ type }) => type === 'essentials').flatMap((box) => slotPages(linesIn(sheet, box.id), box.max)),
  ]
  return pages.length > 0 ? pages : [{ type: 'columns', columns: [] }]
}

const SLOT_ROWS = 6
const SLOT_LETTERS = 40

/** Essentials with their numbers, and the slots that are open; long ones go on another page. */
function slotPages(entries, most) {
  const open = Array.from({ length: Math.max(0, Math.min(SLOTS, most) - entries.length) }, () => ({ open: true, text: '' }))
  const slots = [...entries, ...open].map((slot, no) => ({ ...slot, no: no + 1 }))
  const pages = [[]]
  let left = SLOT_ROWS
  for (const slot of slots) {
    const rows = Math.min(4, Math.max(1.2, Math.ceil([...slot.text].length / SLOT_LETTERS)))
    if (rows > left && pages[pages.length - 1].length > 0) {
      pages.push([])
      left = SLOT_ROWS
    }
    pages[pages.length - 1].push(slot)
    left -= rows
  }
  return pages.map((page) => ({ type: 'essentials', slots: page }))
}

/** How many boxes stand side by side. */
function inGroups(boxes) {
  if (boxes.length === 0) return []
  return chunked(boxes, boxes.length === 4 ? 2 : Math.min(3, boxes.length))
}

const LETTERS = { 1: 30, 2: 30, 3: 19 } // of body text in a row of a column, by the number of columns

/** How many rows of body text there is place for under the questions, all in units of the stage. */
function rowsBelow(height, asks, letters) {
  return (height - 6.6 * Math.max(...asks.map((ask) => linesOf(ask, letters, 3)))) / 7
}

/** How many rows a text takes, broken between words as the page will break it. */
function linesOf(text, letters, most) {
  let rows = 1
  let at = 0
  for (const word of text.split(' ')) {
    const length = [...word].length
    if (at > 0 && at + 1 + length > letters) {
      rows += 1
      at = 0
    }
    rows += Math.max(0, Math.ceil(length / letters) - 1)
    at += (at > 0 ? 1 : 0) + length
  }
  return Math.min(most, rows)
}

/** Boxes side by side; where one of them would go on and on, each gets pages of its own, in two columns. */
function columnPages(group, sheet, height) {
  const asks = group.map(({ ask }) => ask)
  const wide = group.length === 1
  const rows = rowsBelow(height, asks, wide ? 60 : LETTERS[group.length]) * (wide ? 1.6 : 1)
  const slices = group.map((box) => sliced(standing(box, sheet), rows, LETTERS[group.length]))
  const count = Math.max(...slices.map(({ length }) => length))
  if (!wide && count > TOO_MANY_PAGES) return group.flatMap((box) => columnPages([box], sheet, height))
  return Array.from({ length: count }, (_, page) => ({
    type: 'columns',
    columns: group.map((box, no) => ({ box, notes: slices[no][Math.min(page, slices[no].length - 1)] })),
  }))
}

/** Everything in a box as notes: lines, what was picked, what was chosen. */
function standing(box, sheet) {
  const lines = linesIn(sheet, box.id).map(({ id, text, fields }) => ({ id, text, fields, toGet: Boolean(box.fields) }))
  const picked = inOrder((sheet.picked || {})[box.id], 'no').map(({ id, text, step }) => ({ id, text, step }))
  const chosen = sheet.choices[box.id] ? [{ id: box.id, text: sheet.choices[box.id] }] : []
  return [...lines, ...picked, ...chosen]
}

function sliced(notes, rows, letters) {
  const slices = [[]]
  let left = rows
  for (const note of notes) {
    const size = linesOf(note.text, letters, 4) + 0.55 + 0.8 * smallRows(note, letters)
    if (size > left && slices[slices.length - 1].length > 0) {
      slices.push([])
      left = rows
    }
    slices[slices.length - 1].push(note)
    left -= size
  }
  return slices
}

/** How many rows the small words under a note take: where it is from, or who will find it, and the words around that. */
function smallRows({ step, fields }, letters) {
  const said = step || Object.values(fields || {}).join(' ')
  return step || fields ? linesOf(`${AROUND} ${said}`, Math.round(letters * 1.2), 3) : 0
}

const AROUND = 'x'.repeat(14) // what "to be found by" takes, or the like in another language

function Columns({ columns, room }) {
  return html`<div class="columns has-${columns.length}">
    ${columns.map(({ box, notes }) => html`<section key=${box.id} class="column">
      <h2 dir="auto">${box.ask}</h2>
      <ul>${notes.map((note) => html`<li key=${note.id} class="stage-line">
        <span class="stage-line-words" dir="auto">${note.text}</span>
        ${note.step && html`<small dir="auto">${room.say('canvas-pick-from', { step: note.step })}</small>`}
        ${note.toGet && html`<small dir="auto">${foundBy(note.fields, room)}</small>`}
      </li>`)}</ul>
    </section>`)}
  </div>`
}

function CurvePage({ sheet, view, room }) {
  const parts = partsOf(sheet, view)
  const measure = linesIn(sheet, 'measure').map(({ text }) => text).join(' · ')
  const said = Object.entries(view.boxes).filter(([id, { type }]) => type === 'choice' && sheet.choices[id]).map(([id]) => sheet.choices[id])
  const find = toFind(sheet, view, room)
  return html`<div class="curve-page">
    ${(measure || said.length > 0) && html`<p class="curve-words">
      ${measure && html`<b dir="auto">${measure}</b>`}
      ${said.map((word) => html`<span key=${word} class="curve-said" dir="auto">${word}</span>`)}
    </p>`}
    ${Object.keys(parts).length > 0
      ? html`<${Curve} parts=${parts} say=${room.say} />`
      : html`<p class="no-curve">${find ? room.say('canvas-curve-to-find', { found: find }) : room.say('canvas-curve-none')}</p>`}
  </div>`
}

/** What data is still to be found, and by whom: all of it, in a row. */
function toFind(sheet, view, room) {
  const boxes = Object.keys(view.boxes).filter((id) => view.boxes[id].fields)
  const lines = boxes.flatMap((id) => linesIn(sheet, id))
  const drawn = Object.keys(sheet.points).length > 0
  return lines.map(({ text, fields }) => (drawn ? `${foundBy(fields, room)}: ${text}` : foundBy(fields, room))).join(' · ')
}

function Slots({ slots, room }) {
  const full = slots.length > 2 || slots.some(({ text }) => [...text].length > 76)
  return html`<ol class="slots ${full ? 'is-full' : ''}">
    ${slots.map(({ id, no, open, text, fields = {} }) => html`<li key=${id || no} class="slot ${open ? 'is-open' : ''}">
      <bdi class="num">${no}</bdi>
      <span class="slot-text" dir="auto">${open ? room.say('canvas-stage-slot') : text}</span>
      ${(fields.starter || fields.first_step_by) && html`<small dir="auto">${whoAndWhen(fields, room)}</small>`}
    </li>`)}
  </ol>`
}

/** All sheets small, twelve to a page; where there are few they say more. */
function Gallery({ sheets, view, room }) {
  const pages = chunked(sheets, GALLERY)
  const page = usePage(pages.length, undefined, 'first')
  const many = sheets.length > LARGE_GALLERY
  const curve = Object.values(view.boxes).some(({ type }) => type === 'points')
  return html`<div class="sheet">
    <ul class="gallery ${many ? 'is-many' : ''} has-${Math.min(sheets.length, 4)}">
      ${pages[page].map((sheet) => html`<li key=${sheet.key} class="small-sheet">
        <div class="small-head">
          <p class="small-name" dir="auto">${nameOf(sheet, room)}</p>
          <${SmallCount} sheet=${sheet} many=${many} view=${view} room=${room} />
        </div>
        ${!many && html`<p class="small-issue" dir="auto">${issueOf(sheet, view, room) || firstWords(sheet, view)}</p>`}
        ${curve && html`<div class="small-curve"><${Curve} parts=${partsOf(sheet, view)} say=${room.say} small /></div>`}
      </li>`)}
    </ul>
    <${Foot} words="" page=${page} count=${pages.length} room=${room} />
  </div>`
}

/** How far a sheet is. Where there is little place: three halves for its essentials, or a number of lines. */
function SmallCount({ sheet, many, view, room }) {
  const ofEssentials = Object.values(view.boxes).some(({ type }) => type === 'essentials')
  const words = ofEssentials ? room.say('canvas-stage-essentials', { count: sheet.essentials }) : room.say('canvas-stage-lines', { count: sheet.count })
  if (!many) return html`<p class="small-count">${words}</p>`
  return html`<p class="small-count">
    ${ofEssentials
      ? html`<span class="small-slots" aria-hidden="true">${Array.from({ length: SLOTS }, (_, no) => html`<i key=${no} class=${no < sheet.essentials ? 'is-full' : ''} />`)}</span>`
      : html`<bdi class="num" aria-hidden="true">${sheet.count}</bdi>`}
    <span class="visually-hidden">${words}</span>
  </p>`
}

/** A sheet without an issue is known by its first essential, or its first line. */
function firstWords(sheet, view) {
  const essential = Object.keys(view.boxes).find((id) => view.boxes[id].type === 'essentials')
  const line = linesIn(sheet, essential)[0] || inOrder(sheet.lines, 'at')[0]
  return line ? line.text : ''
}

// ── what a sheet says ───────────────────────────────────────────────────────

function linesIn({ lines }, box) {
  return inOrder(lines, 'at').filter((line) => line.box === box)
}

function nameOf({ kind, no, name }, room) {
  if (kind === 'table') return name || room.say('look-table', { no })
  return kind === 'room' ? room.say('canvas-room') : name || room.say('canvas-others')
}

/** The issue: written here, or chosen before and brought along. */
function issueOf(sheet, view, room) {
  const here = linesIn(sheet, 'issue').map(({ text }) => text)
  const { show, items } = (room.brought || {}).issue || {}
  const brought = show === 'kind' ? inOrder(items, 'no').map(({ text }) => text) : []
  return here[0] || brought[0] || ''
}

function partsOf({ points }, { boxes }) {
  return Object.fromEntries(Object.entries(points).filter(([id]) => boxes[id]).map(([id, drawn]) => [boxes[id].draws, drawn]))
}

function foundBy(fields, room) {
  const { who = '', by = '' } = fields || {}
  const known = who && by ? 'both' : who ? 'who' : by ? 'by' : 'nobody'
  return known === 'nobody' ? room.say('canvas-found-nobody') : room.say('canvas-found-by', { known, who, by })
}

function whoAndWhen({ starter, first_step_by: date }, room) {
  return [starter, date && room.say('canvas-until', { date: dayInWords(date, room) })].filter(Boolean).join(' · ')
}

/** 1 Mar, in the language of the room. */
function dayInWords(date, room) {
  const [year, month, day] = date.split('-').map(Number)
  const language = (room.run || {}).language || 'en'
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { day: 'numeric', month: 'short' }).format(new Date(year, month - 1, day))
}

function minutesInWords(view, box, room) {
  if (view.up !== box.id || !view.until) return room.say('canvas-minutes', { minutes: box.minutes })
  const left = Math.ceil((view.until - room.now()) / MINUTE)
  return left > 0 ? room.say('canvas-minutes-left', { minutes: left }) : room.say('canvas-minutes-over')
}

function chunked(things, size) {
  const pages = []
  for (let at = 0; at < things.length; at += size) pages.push(things.slice(at, at + size))
  return pages.length > 0 ? pages : [[]]
}

// ── phone: one box at a time ────────────────────────────────────────────────

function Working({ view, room }) {
  const boxes = inOrder(view.boxes, 'no')
  const [at, setAt] = useState(() => whereToBegin(boxes, view))
  const [moved, setMoved] = useState(false)
  const go = (to) => { setMoved(true); setAt(to) }
  useFollowing(view.up, () => go(boxes.findIndex(({ id }) => id === view.up)), boxes[at], room)
  if (!view.canvas) return html`<div class="working"><p>${room.say('canvas-no-table')}</p></div>`
  const box = boxes[at]
  return html`<div class="working">
    <${Top} boxes=${boxes} at=${at} view=${view} room=${room} />
    ${view.up && (!box || box.id !== view.up) && html`<${Elsewhere} boxes=${boxes} go=${go} view=${view} room=${room} />`}
    ${box
      ? html`<${OneBox} key=${box.id} box=${box} focus=${moved} view=${view} room=${room} />`
      : html`<${Whole} boxes=${boxes} go=${go} focus=${moved} view=${view} room=${room} />`}
    <${Onwards} boxes=${boxes} at=${at} go=${go} room=${room} />
  </div>`
}

/** The box the room is at, else the first that is empty. */
function whereToBegin(boxes, view) {
  const up = boxes.findIndex(({ id }) => id === view.up)
  if (up >= 0) return up
  const empty = view.canvas ? boxes.findIndex((box) => !isFilled(box, view.canvas)) : 0
  return empty >= 0 ? empty : boxes.length
}

/** When the facilitator puts a box up the phone goes along, unless something has been begun in the box it is at. */
function useFollowing(up, go, here, room) {
  const last = useRef(up)
  useEffect(() => {
    if (last.current === up) return
    last.current = up
    const begun = here && [`${here.id}`, 'essential'].some((field) => room.draft(field).value.trim() !== '')
    if (up && !begun) go()
  }, [up])
}

function isFilled(box, sheet) {
  return linesIn(sheet, box.id).length > 0 || Boolean(sheet.choices[box.id]) || Boolean(sheet.points[box.id]) || Boolean(sheet.picked[box.id])
}

function Top({ boxes, at, view, room }) {
  const { kind, name, locked } = view.canvas
  const whose = kind === 'partnership' ? (name ? room.say('canvas-sheet-of-partnership', { name }) : room.say('canvas-sheet-of-others')) : room.say(SHEET_OF[kind])
  return html`<div class="top">
    <p class="whose" dir="auto">${whose}</p>
    ${boxes.length > 1 && html`<p class="steps">
      <span class="steps-dots" aria-hidden="true">${boxes.map((box, no) => html`<i key=${box.id} class="${no === at ? 'is-here' : ''} ${isFilled(box, view.canvas) ? 'is-done' : ''}" />`)}</span>
      <span>${at < boxes.length ? room.say('canvas-step', { no: at + 1, count: boxes.length }) : room.say('canvas-all')}</span>
    </p>`}
    ${(locked || !room.screen.open) && html`<p class="aside" role="status">${room.say(locked ? 'canvas-locked' : 'canvas-closed')}</p>`}
  </div>`
}

function Elsewhere({ boxes, go, view, room }) {
  const up = boxes.findIndex(({ id }) => id === view.up)
  return html`<p class="elsewhere" role="status">
    <span dir="auto">${room.say('canvas-up-elsewhere', { title: boxes[up].ask })}</span>
    <${Button} kind="alt" label=${room.say('canvas-up-go')} onClick=${() => go(up)} />
  </p>`
}

function Onwards({ boxes, at, go, room }) {
  return html`<div class="onwards">
    ${at > 0 && html`<${Button} kind="quiet" label=${room.say('canvas-back')} onClick=${() => go(at - 1)} />`}
    ${at < boxes.length - 1 && html`<${Button} kind="quiet" label=${room.say('canvas-next')} onClick=${() => go(at + 1)} />`}
    ${at < boxes.length && html`<${Button} kind="alt" label=${room.say('canvas-see-all')} onClick=${() => go(boxes.length)} />`}
  </div>`
}

function OneBox({ box, focus, view, room }) {
  const here = useFocus(focus)
  const open = room.screen.open && !view.canvas.locked
  const mine = box.who === 'anyone' || room.holder
  const may = open && mine
  return html`<section class="one-box" tabindex="-1" ref=${here} aria-label=${box.ask}>
    <header class="box-head">
      <h2 class="ask" dir="auto">${box.ask}</h2>
      ${box.hint && html`<p class="aside" dir="auto">${box.hint}</p>`}
      ${box.minutes > 0 && html`<p class="aside">${minutesInWords(view, box, room)}</p>`}
      ${open && !mine && html`<p class="aside">${room.say('canvas-holder-them')}</p>`}
      ${may && room.holder && view.scope === 'table' && html`<${Nudge} box=${box} view=${view} room=${room} />`}
    </header>
    <${Inside} box=${box} may=${may} view=${view} room=${room} />
  </section>`
}

/** Whoever holds the pen is asked to begin, and at a box that waits for nobody else. */
function Nudge({ box, view, room }) {
  const begun = Object.keys(view.boxes).some((id) => isFilled({ id }, view.canvas))
  if (box.who === 'holder') return isFilled(box, view.canvas) ? null : html`<p class="nudge">${room.say('canvas-holder-you')}</p>`
  return begun ? null : html`<p class="nudge">${room.say('canvas-holder-nudge')}</p>`
}

function Inside(props) {
  switch (props.box.type) {
    case 'choice': return html`<${Choosing} ...${props} />`
    case 'points': return html`<${Drawing} ...${props} />`
    case 'essentials': return html`<${Essentials} ...${props} />`
    default: return html`<${Lines} ...${props} />`
  }
}

function useFocus(wanted) {
  const here = useRef(null)
  useEffect(() => {
    if (!wanted || !here.current) return
    here.current.focus({ preventScroll: true })
    here.current.scrollIntoView({ block: 'nearest' })
  }, [])
  return here
}

// ── who is writing ──────────────────────────────────────────────────────────

/** Others who are at this box, or at one line of it. Where there are many the room says only that. */
function othersAt(box, view, room, entry = '') {
  const hands = Object.entries((view.canvas.writing || {})[box.id] || {})
  return hands.map(([id, hand]) => ({ ...hand, id })).filter(({ id, at, entry: line = '' }) => id !== room.me.id && line === entry && room.now() - at < STILL_WRITING)
}

function Writers({ box, view, room }) {
  const others = othersAt(box, view, room)
  return html`<p class="writers" role="status">${others.length > 0 && html`<i class="pen" aria-hidden="true"></i><span dir="auto">${writersInWords(others, room)}</span>`}</p>`
}

function writersInWords(others, room) {
  if (others.length > 1 || others[0].several) return room.say('canvas-writing-several')
  return others[0].name ? room.say('canvas-writing', { name: others[0].name }) : room.say('canvas-writing-somebody')
}

/** Tells the others that somebody is writing here, and when they have stopped. Not while things wait to be sent. */
function useHand(box, room, entry) {
  const since = useRef(0)
  const now = useRef(room)
  now.current = room
  const letGo = () => {
    if (since.current > 0) now.current.play('let_go', { box: box.id })
    since.current = 0
  }
  useEffect(() => letGo, [])
  return {
    typing(text) {
      if (text.trim() === '') return letGo()
      if (Date.now() - since.current < AGAIN || now.current.pending.length > 0) return undefined
      since.current = Date.now()
      return now.current.play('begin', entry ? { box: box.id, entry } : { box: box.id })
    },
    /** What was sent takes the hand off by itself. */
    sent: () => { since.current = 0 },
    letGo,
  }
}

// ── lines ───────────────────────────────────────────────────────────────────

function Lines({ box, may, view, room }) {
  const lines = linesIn(view.canvas, box.id)
  const waiting = unsent(room, 'add').filter((move) => move.data.box === box.id && !arrived(move, mineInWords(view)))
  const full = box.max > 0 && lines.length + waiting.length >= box.max
  return html`
    <ul class="lines">
      ${lines.map((line) => html`<${Line} key=${line.id} line=${line} box=${box} may=${may} view=${view} room=${room} />`)}
      ${waiting.map(({ id, data }) => html`<li key=${id} class="line is-waiting">
        <p class="line-text" dir="auto">${data.text}</p>
        <p class="line-about" role="status">${room.say('mine-status-sending')}</p>
      </li>`)}
      <${TakenDown} box=${box} view=${view} room=${room} />
    </ul>
    <${Picked} box=${box} may=${may} view=${view} room=${room} />
    <${Writers} box=${box} view=${view} room=${room} />
    ${may && !full && html`<${NewLine} box=${box} any=${lines.length > 0} view=${view} room=${room} />`}
    ${may && full && box.type === 'lines' && html`<p class="aside">${room.say('canvas-box-full')}</p>`}
    ${may && box.from.length > 0 && html`<${PickSheet} names=${box.from} chosen=${chosenIn(box, view, room)} room=${room}
      onToggle=${(id, on) => room.play('pick', { box: box.id, id, on })} />`}
    <p class="wants" role="alert">${room.refusal('pick', box.id)}</p>
  `
}

/** My lines with the words that stand on the sheet. */
function mineInWords(view) {
  return Object.fromEntries(Object.entries(view.mine || {}).map(([id, entry]) => [id, { ...entry, text: (view.canvas.lines[id] || entry).text }]))
}

/** What the facilitator took down is seen by its author alone, without reproach. */
function TakenDown({ box, view, room }) {
  const down = inOrder(view.mine, 'at').filter((entry) => entry.down && entry.box === box.id)
  return down.map(({ id, text }) => html`<li key=${id} class="line is-waiting">
    <p class="line-text" dir="auto">${text}</p>
    <p class="line-about">${room.say('canvas-taken-down')}</p>
  </li>`)
}

function NewLine({ box, any, view, room }) {
  const text = room.draft(box.id)
  const more = useMore(box.id, room)
  const hand = useHand(box, room)
  const [wants, setWants] = useState('')
  const sent = useGivenBack(room, 'add', box.id, (data) => {
    if (room.draft(box.id).value !== '') return
    text.set(data.text)
    more.set(data.fields || {})
  })

  function type(typed) {
    text.set(typed)
    hand.typing(typed)
  }
  function send(event) {
    event.preventDefault()
    const missing = whatIsMissing(text.value, box.longest, room)
    setWants(missing)
    if (missing) return
    const fields = Object.fromEntries((box.fields || []).map((key) => [key, (more.value[key] || '').trim()]))
    const data = { box: box.id, text: text.value.trim(), ...(box.fields ? { fields } : {}) }
    room.play('add', data)
    sent(data)
    text.clear()
    more.clear()
    hand.sent()
  }

  return html`<form class="box" onSubmit=${send}>
    <${Field} id=${`add-${box.id}`} label=${room.say(box.type === 'line' ? 'canvas-line-label' : any ? 'canvas-add-another' : 'canvas-add-label')}
      value=${text.value} onInput=${type} max=${box.longest} rows=${box.longest <= 80 ? 2 : 3} say=${room.say} />
    <${WhoAndBy} id=${`add-${box.id}`} box=${box} value=${more.value} onChange=${more.set} room=${room} />
    <p class="sees">${sees(view, room)}</p>
    <p class="wants" role="alert">${wants || (text.value && room.refusal('add', box.id))}</p>
    <${Button} type="submit" label=${room.say('canvas-add')} />
  </form>`
}

function sees(view, room) {
  if (view.canvas.kind === 'room') return room.say(view.review ? 'canvas-sees-room-review' : 'canvas-sees-room')
  return room.say(SEES[view.canvas.kind])
}

/** Data to get says who gets it, and by when. */
function WhoAndBy({ id, box, value, onChange, room }) {
  if (!box.fields) return null
  const set = (key) => (typed) => onChange({ ...value, [key]: typed })
  return html`
    ${box.fields.includes('who') && html`<${Field} id=${`${id}-who`} label=${room.say('canvas-who')} value=${value.who || ''} onInput=${set('who')} max=${FIELD} optional say=${room.say} />`}
    ${box.fields.includes('by') && html`<${Field} id=${`${id}-by`} label=${room.say('canvas-by')} hint=${room.say('canvas-by-hint')} value=${value.by || ''} onInput=${set('by')} max=${BY_WHEN} optional say=${room.say} />`}
  `
}

/** Whatever stands beside a text that is being written, kept like a draft. */
function useMore(name, room) {
  const kept = room.draft(`${name}.more`)
  return { value: parsed(kept.value), set: (value) => kept.set(JSON.stringify(value)), clear: kept.clear }
}

function parsed(text) {
  try {
    return JSON.parse(text) || {}
  } catch {
    return {}
  }
}

/** Words that the room would not take come back to where they were written. Gives the function that remembers them. */
function useGivenBack(room, name, subject, giveBack) {
  const sent = useRef([])
  useEffect(() => {
    if (sent.current.length === 0 || unsent(room, name).some(({ data }) => sent.current.includes(data))) return
    const [last] = sent.current.slice(-1)
    sent.current = []
    if (room.refusal(name, subject)) afterDrawing(() => giveBack(last))
  })
  return (data) => sent.current.push(data)
}

/** A draft that changes draws the screen again at once, which must not happen while it is being drawn. */
function afterDrawing(act) {
  setTimeout(act, 0)
}

function whatIsMissing(text, most, room) {
  if (!text.trim()) return room.say('refused-empty')
  return [...text.trim()].length > most ? room.say('refused-too_long', { limit: most }) : ''
}

function Line({ line, box, may, view, room }) {
  const [doing, setDoing] = useState('')
  const changes = about(room, 'rewrite', line.id).filter(({ data }) => data.seen === line.version)
  const leaving = about(room, 'withdraw', line.id).length > 0
  const seen = changes.reduce((so_far, { data }) => ({ ...so_far, ...data, fields: { ...so_far.fields, ...data.fields } }), line)
  const failed = room.refusal('rewrite', line.id) || room.refusal('withdraw', line.id)
  if (doing === 'change') return html`<${Changing} line=${line} box=${box} view=${view} room=${room} onDone=${() => setDoing('')} />`
  return html`<li class="line ${leaving || changes.length > 0 ? 'is-waiting' : ''}">
    <p class="line-text" dir="auto">${seen.text}</p>
    ${box.fields && html`<p class="line-about" dir="auto">${foundBy(seen.fields, room)}</p>`}
    ${(leaving || changes.length > 0) && html`<p class="line-about" role="status">${room.say('mine-status-sending')}</p>`}
    <${AboutLine} line=${line} box=${box} view=${view} room=${room} />
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
    ${may && !leaving && html`<${LineActs} line=${line} label=${room.say('canvas-change')} onChange=${() => setDoing('change')} view=${view} room=${room} />`}
  </li>`
}

function LineActs({ line, label, onChange, view, room }) {
  const mine = Boolean((view.mine || {})[line.id])
  return html`<div class="acts">
    <${Button} kind="alt" label=${label} onClick=${onChange} />
    ${mine && html`<${Sure} label=${room.say('mine-withdraw')} ask=${room.say('mine-withdraw-sure')} yes=${room.say('mine-withdraw-yes')} no=${room.say('mine-withdraw-no')}
      onYes=${() => room.play('withdraw', { entry: line.id })} />`}
  </div>`
}

function AboutLine({ line, box, view, room }) {
  const writing = othersAt(box, view, room, line.id)
  const told = [
    line.by,
    line.was && room.say('canvas-was', { table: room.say('look-table', { no: line.was }) }),
    line.beside && room.say('canvas-beside'),
    writing.length > 0 && (writing[0].name ? room.say('canvas-changing', { name: writing[0].name }) : room.say('canvas-changing-somebody')),
  ].filter(Boolean)
  return html`
    ${told.length > 0 && html`<p class="line-about">${told.map((words) => html`<span key=${words} dir="auto">${words}</span>`)}</p>`}
    ${line.versions && html`<details class="versions">
      <summary>${room.say('canvas-versions', { count: line.version })}</summary>
      <ol>${Object.entries(line.versions).sort(([a], [b]) => b - a).map(([no, { text, by, at }]) => html`<li key=${no}>
        <span dir="auto">${text}</span>
        <small><span dir="auto">${by ? room.say('canvas-version-by', { no, name: by }) : room.say('canvas-version', { no })}</span> <time>${timeOfDay(at)}</time></small>
      </li>`)}</ol>
    </details>`}
  `
}

function timeOfDay(at) {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
}

function Changing({ line, box, view, room, onDone }) {
  const draft = room.draft(`change.${line.id}`)
  const more = useMore(`change.${line.id}`, room)
  const hand = useHand(box, room, line.id)
  const [seen] = useState(line.version)
  const [text, setText] = useState(draft.value || line.text)
  const [wants, setWants] = useState('')
  const here = useFocus(true)
  const outdone = seen !== line.version
  const fields = { ...line.fields, ...more.value }

  function type(typed) {
    setText(typed)
    draft.set(typed)
    hand.typing(typed)
  }
  function save(event) {
    event.preventDefault()
    const missing = whatIsMissing(text, box.longest, room)
    setWants(missing)
    if (missing) return
    room.play('rewrite', { entry: line.id, text: text.trim(), seen, ...(box.fields ? { fields: picked(fields, box.fields) } : {}) })
    hand.sent()
    leave()
  }
  function leave() {
    draft.clear()
    more.clear()
    onDone()
  }

  return html`<li class="line is-changing"><form class="box" onSubmit=${save} ref=${here} tabindex="-1">
    <${Field} id=${`change-${line.id}`} label=${room.say('canvas-change-label')} value=${text} onInput=${type} max=${box.longest} rows=${3} say=${room.say} />
    <${WhoAndBy} id=${`change-${line.id}`} box=${box} value=${fields} onChange=${more.set} room=${room} />
    ${outdone && html`<p class="aside" role="status">${room.say('canvas-change-meanwhile', { text: line.text })}</p>`}
    <p class="sees">${sees(view, room)}</p>
    <p class="wants" role="alert">${wants}</p>
    <${Button} type="submit" label=${room.say(outdone ? 'canvas-change-beside' : 'canvas-change-save')} />
    <${Button} kind="alt" label=${room.say('canvas-change-leave')} onClick=${leave} />
  </form></li>`
}

function picked(fields, keys) {
  return Object.fromEntries(keys.map((key) => [key, (fields[key] || '').trim()]))
}

// ── picks ───────────────────────────────────────────────────────────────────

/** What is picked into a box, as it will be once everything has arrived. */
function chosenIn(box, view, room) {
  const there = new Set(Object.keys(view.canvas.picked[box.id] || {}))
  unsent(room, 'pick').filter(({ data }) => data.box === box.id).forEach(({ data }) => (data.on ? there.add(data.id) : there.delete(data.id)))
  return there
}

function Picked({ box, may, view, room }) {
  const found = inOrder(view.canvas.picked[box.id], 'no')
  if (found.length === 0) return null
  return html`<div class="picked">
    <p class="aside">${room.say('canvas-picked')}</p>
    <ul class="lines">${found.map(({ id, text, step }) => html`<li key=${id} class="line is-picked">
      <p class="line-text" dir="auto">${text}</p>
      <p class="line-about" dir="auto">${room.say('canvas-pick-from', { step })}</p>
      ${may && html`<div class="acts"><button type="button" class="button is-alt" aria-label=${room.say('canvas-unpick-this', { text })} onClick=${() => room.play('pick', { box: box.id, id, on: false })}>${room.say('canvas-unpick')}</button></div>`}
    </li>`)}</ul>
  </div>`
}

/** A sheet of what earlier steps brought, carry by carry, each thing with the step it comes from. */
function PickSheet({ names, chosen, label, onToggle, room }) {
  const carries = names.map((name) => ({ name, ...(room.brought || {})[name] })).filter(({ items }) => items && Object.keys(items).length > 0)
  if (carries.length === 0) return null
  return html`<details class="pick-sheet">
    <summary>${label || room.say('canvas-pick')}${chosen.size > 0 && html` <bdi class="num">${chosen.size}</bdi>`}</summary>
    ${carries.map(({ name, label: title, items }) => html`<div key=${name} class="pick-group" role="group" aria-label=${title || room.say('canvas-pick')}>
      ${title && html`<p class="pick-title" dir="auto">${title}</p>`}
      ${inOrder(items, 'no').map(({ id, text, step }) => html`<${Option} key=${id} label=${text} line=${room.say('canvas-pick-from', { step })} pressed=${chosen.has(id)} onClick=${() => onToggle(id, !chosen.has(id))} />`)}
    </div>`)}
  </details>`
}

// ── a choice ────────────────────────────────────────────────────────────────

function Choosing({ box, may, view, room }) {
  const waiting = unsent(room, 'choose').filter(({ data }) => data.box === box.id).pop()
  const chosen = waiting ? waiting.data.option : view.canvas.choices[box.id] || ''
  return html`
    <div class="options" role="group" aria-label=${box.ask}>
      ${box.options.map((option) => html`<${Option} key=${option} label=${option} pressed=${chosen === option} disabled=${!may}
        onClick=${() => room.play('choose', { box: box.id, option: chosen === option ? '' : option })} />`)}
    </div>
    <p class="wants" role="alert">${room.refusal('choose', box.id)}</p>
  `
}

// ── the curve ───────────────────────────────────────────────────────────────

function Drawing({ box, may, view, room }) {
  const drawn = view.canvas.points[box.id]
  const begun = room.draft(`points.${box.id}`).value !== ''
  const [again, setAgain] = useState(begun)
  const parts = partsOf(view.canvas, view)
  const drawing = may && (!drawn || again)
  return html`
    ${!drawing && html`<${Curve} parts=${parts} say=${room.say} few />
      <p class="curve-in-words">${Object.keys(parts).length > 0 ? inWords(parts, room.say) : room.say('canvas-curve-none')}</p>`}
    <${Writers} box=${box} view=${view} room=${room} />
    ${may && drawn && !again && html`<${Button} kind="quiet" label=${room.say('canvas-points-again')} onClick=${() => setAgain(true)} />`}
    ${drawing && html`<${Plotting} box=${box} drawn=${drawn} parts=${parts} view=${view} room=${room} onDone=${() => setAgain(false)} />`}
  `
}

/** Points by tapping the picture, or by the fields below it; either way they are numbers. */
function Plotting({ box, drawn, parts, view, room, onDone }) {
  const kept = room.draft(`points.${box.id}`)
  const begun = kept.value ? parsed(kept.value) : pointsOf(drawn)
  const hand = useHand(box, room)
  const [seen, setSeen] = useState(drawn ? drawn.version : 0)
  const [wants, setWants] = useState('')
  const columns = columnsOf(box.draws)
  const sent = useGivenBack(room, 'points', box.id, (data) => kept.set(JSON.stringify(pointsOf(data))))
  const outdone = drawn && drawn.version !== seen

  const name = (column) => (begun.labels[column] !== undefined ? begun.labels[column] : guessed(column, { ...begun.labels }, parts))
  const set = (change) => {
    kept.set(JSON.stringify({ ...begun, ...change }))
    hand.typing('.')
  }
  const tap = (column, value) => set({ values: { ...begun.values, [column]: String(value) } })

  function save(event) {
    event.preventDefault()
    const read = columns.filter((column) => (begun.values[column] || '').trim()).map((column) => ({ column, value: numberIn(begun.values[column]) }))
    const odd = read.find(({ value }) => Number.isNaN(value))
    const few = read.length < LEAST[box.draws] && room.say(box.draws === 'history' ? 'canvas-points-few' : 'canvas-points-one')
    const missing = odd ? room.say('canvas-points-number', { said: begun.values[odd.column] }) : few
    setWants(missing || '')
    if (missing) return
    const data = { box: box.id, series: read.map(({ column, value }) => [column, value]), labels: read.map(({ column }) => [...name(column)].slice(0, LABEL).join('')), ...(drawn ? { seen: drawn.version } : {}) }
    room.play('points', data)
    sent(data)
    kept.clear()
    hand.sent()
    setSeen(drawn ? drawn.version + 1 : 1)
    onDone()
  }

  return html`<form class="box plotting" onSubmit=${save}>
    <p class="aside">${room.say('canvas-grid-how')} ${room.say('canvas-points-shape')}</p>
    <${Grid} columns=${columns} box=${box} values=${begun.values} parts=${parts} name=${name} onTap=${tap} />
    ${outdone && html`<p class="aside" role="status">${room.say('canvas-change-meanwhile-points')}</p>`}
    <div class="points">${columns.map((column) => html`<fieldset key=${column} class="point">
      <legend>${columnInWords(column, room)}</legend>
      <${Field} id=${`label-${box.id}-${column}`} label=${room.say('canvas-point-label')} value=${name(column)} onInput=${(typed) => set({ labels: { ...begun.labels, [column]: typed } })} />
      <${Field} id=${`value-${box.id}-${column}`} label=${room.say('canvas-point', { column: name(column) || columnInWords(column, room) })} value=${begun.values[column] || ''} onInput=${(typed) => set({ values: { ...begun.values, [column]: typed } })} />
    </fieldset>`)}</div>
    <p class="sees">${sees(view, room)}</p>
    <p class="wants" role="alert">${wants || room.refusal('points', box.id)}</p>
    <${Button} type="submit" label=${room.say('canvas-points-save')} />
    <div class="acts">
      <${Button} kind="alt" label=${room.say('canvas-points-clear')} onClick=${() => { kept.set(JSON.stringify({ values: {}, labels: begun.labels })); hand.letGo() }} />
      ${drawn && html`<${Button} kind="alt" label=${room.say('canvas-change-leave')} onClick=${() => { kept.clear(); hand.letGo(); onDone() }} />`}
    </div>
  </form>`
}

function pointsOf(drawn) {
  const found = { values: {}, labels: {} }
  if (!drawn) return found
  drawn.series.forEach(([column, value], no) => {
    found.values[column] = String(value)
    found.labels[column] = drawn.labels[no]
  })
  return found
}

/** A column that nobody named: where another has a year, its neighbours have theirs. */
function guessed(column, labels, parts) {
  const there = columnName(parts, column)
  if (there) return there
  const known = Array.from({ length: PAST + 4 }, (_, at) => [at, labels[at] || columnName(parts, at)]).find(([, label]) => /^\d{4}$/.test(label || ''))
  return known ? String(Number(known[1]) + column - known[0]) : ''
}

/** Whoever writes 57,5 means 57.5. */
function numberIn(said) {
  const tidy = said.trim().replace(/\s|%$/g, '').replace(/,(\d{1,2})$/, '.$1').replace(/,/g, '')
  return tidy === '' ? NaN : Number(tidy)
}

function columnInWords(column, room) {
  if (column === TODAY) return room.say('canvas-today')
  return column < TODAY ? room.say('canvas-column-past', { no: TODAY - column }) : room.say('canvas-column-ahead', { no: column - TODAY })
}

/** The picture to tap. For those who do not tap there are the fields. */
function Grid({ columns, box, values, parts, name, onTap }) {
  const others = Object.fromEntries(Object.entries(parts).filter(([part]) => part !== box.draws))
  const all = [...columns, ...(box.draws === 'history' ? [] : [TODAY])].sort((a, b) => a - b)
  const mine = columns.map((column) => [column, numberIn(values[column] || '')]).filter(([, value]) => !Number.isNaN(value))
  const [low, high] = boundsOf([...mine.map(([, value]) => value), ...valuesOf(others)])
  const x = (column) => ((all.indexOf(column) + 0.5) * 100) / all.length
  const y = (value) => 96 - (92 * (value - low)) / (high - low)
  const line = (points) => points.filter(([column]) => all.includes(column)).map(([column, value], no) => `${no ? 'L' : 'M'}${x(column)} ${y(value)}`).join('')
  const today = ((others.history || { series: [] }).series.slice(-1))

  function tap(event) {
    const frame = event.currentTarget.getBoundingClientRect()
    const at = Math.min(all.length - 1, Math.max(0, Math.floor(((event.clientX - frame.left) / frame.width) * all.length)))
    const height = Math.min(96, Math.max(4, ((event.clientY - frame.top) / frame.height) * 100))
    const step = niceStep((high - low) / 50)
    if (!columns.includes(all[at])) return
    onTap(all[at], Number((Math.round((low + ((96 - height) / 92) * (high - low)) / step) * step).toPrecision(10)))
  }

  return html`<div class="grid" dir="ltr" aria-hidden="true">
    <span class="grid-high">${written(high)}</span><span class="grid-low">${written(low)}</span>
    <div class="grid-field" onClick=${tap}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" focusable="false">
        ${all.map((column) => html`<path key=${column} class="grid-column" d=${`M${x(column)} 0V100`} />`)}
        ${Object.entries(others).map(([part, { series }]) => html`<path key=${part} class="curve-line is-${part} is-faint" d=${line(part === 'history' || today.length === 0 ? series : [...today, ...series])} />`)}
        <path class="curve-line is-${box.draws}" d=${line([...(box.draws === 'history' ? [] : today), ...mine])} />
        ${mine.map(([column, value]) => html`<path key=${column} class="curve-dot is-${box.draws}" d=${`M${x(column)} ${y(value)}h.01`} />`)}
      </svg>
    </div>
    <p class="grid-names">${all.map((column) => html`<span key=${column} dir="auto">${name(column)}</span>`)}</p>
  </div>`
}

/** Up to a hundred unless the numbers are larger: so nothing moves while somebody draws a shape. */
function boundsOf(values) {
  const low = Math.min(0, ...values)
  const high = Math.max(...values, 0)
  if (high <= 100) return [low < 0 ? -niceStep(-low) : 0, 100]
  return [low < 0 ? -niceStep(-low) : 0, niceStep(high * 1.1)]
}

// ── essentials ──────────────────────────────────────────────────────────────

function Essentials({ box, may, view, room }) {
  const entries = linesIn(view.canvas, box.id)
  const waiting = unsent(room, 'essential').filter((move) => !arrived(move, mineInWords(view)))
  const count = entries.length + waiting.length
  return html`
    <p class="aside">${room.say('canvas-essentials-count', { count, most: box.max })} · ${room.say('canvas-essentials-how')}</p>
    <ol class="lines is-numbered">
      ${entries.map((entry) => html`<${Essential} key=${entry.id} entry=${entry} box=${box} may=${may} view=${view} room=${room} />`)}
      ${waiting.map(({ id, data }) => html`<li key=${id} class="line is-waiting">
        <p class="line-text" dir="auto">${data.text}</p>
        <p class="line-about" role="status">${room.say('mine-status-sending')}</p>
      </li>`)}
    </ol>
    <${Writers} box=${box} view=${view} room=${room} />
    ${may && count < box.max && html`<${NewEssential} box=${box} view=${view} room=${room} />`}
    ${may && count >= box.max && html`<p class="full" role="status">${room.say('canvas-essentials-full', { most: box.max })}</p>`}
  `
}

function Essential({ entry, box, may, view, room }) {
  const [doing, setDoing] = useState('')
  const changes = about(room, 'rewrite', entry.id)
  const leaving = about(room, 'withdraw', entry.id).length > 0
  const failed = room.refusal('rewrite', entry.id)
  const seen = changes.reduce((so_far, { data }) => ({ ...so_far, ...data, picks: so_far.picks, fields: { ...so_far.fields, ...data.fields } }), entry)
  if (doing) return html`<${ChangingEssential} entry=${entry} box=${box} view=${view} room=${room} onDone=${() => setDoing('')} />`
  return html`<li class="line ${leaving || changes.length > 0 ? 'is-waiting' : ''}">
    <p class="line-text" dir="auto">${seen.text}</p>
    <${EssentialFacts} entry=${seen} room=${room} />
    ${(leaving || changes.length > 0) && html`<p class="line-about" role="status">${room.say('mine-status-sending')}</p>`}
    <${AboutLine} line=${entry} box=${box} view=${view} room=${room} />
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
    ${may && !leaving && html`<${LineActs} line=${entry} label=${room.say('canvas-essential-replace')} onChange=${() => setDoing('change')} view=${view} room=${room} />`}
  </li>`
}

/** Who, when, what it rests on, and the mark of what one school could do. */
function EssentialFacts({ entry: { fields = {}, picks = {}, alone }, room }) {
  const facts = [
    [room.say('canvas-starter'), fields.starter],
    [room.say('canvas-first-step'), fields.first_step_by && dayInWords(fields.first_step_by, room)],
    [room.say('canvas-know-by'), fields.know_by],
    [room.say('canvas-means'), fields.means_part],
    ...Object.keys(ON).map((purpose) => [room.say(ON[purpose]), inOrder(picks[purpose], 'no').map(({ text }) => text).join(' · ')]),
  ].filter(([, said]) => said)
  return html`
    ${alone && html`<p class="alone"><i aria-hidden="true"></i>${room.say('canvas-alone-mark')}</p>`}
    ${facts.length > 0 && html`<dl class="facts">${facts.map(([label, said], no) => html`<div key=${no}><dt>${label}</dt><dd dir="auto">${said}</dd></div>`)}</dl>`}
  `
}

function NewEssential({ box, view, room }) {
  const text = room.draft('essential')
  const more = useMore('essential', room)
  const hand = useHand(box, room)
  const sent = useGivenBack(room, 'essential', box.id, (data) => {
    if (room.draft('essential').value !== '') return
    text.set(data.text)
    more.set({ fields: data.fields, picks: data.picks, alone: data.alone })
  })

  function send(said) {
    const data = { box: box.id, ...said }
    room.play('essential', data)
    sent(data)
    text.clear()
    more.clear()
    hand.sent()
  }
  return html`<${EssentialForm} id="essential" box=${box} text=${text.value} onText=${(typed) => { text.set(typed); hand.typing(typed) }} more=${more}
    failed=${text.value && room.refusal('essential', box.id)} label=${box.stem || room.say('canvas-stem')} go=${room.say('canvas-essential-save')} onSend=${send} view=${view} room=${room} />`
}

function ChangingEssential({ entry, box, view, room, onDone }) {
  const draft = room.draft(`change.${entry.id}`)
  const kept = useMore(`change.${entry.id}`, room)
  const hand = useHand(box, room, entry.id)
  const [seen, setSeen] = useState(entry.version)
  const before = { fields: entry.fields || {}, alone: Boolean(entry.alone), picks: idsOf(entry.picks) }
  const more = { ...kept, value: { ...before, ...kept.value } }
  const sending = about(room, 'rewrite', entry.id).length > 0
  const [tried, setTried] = useState(false)
  const failed = tried && !sending && room.refusal('rewrite', entry.id)
  const left = useRef(false)
  useEffect(() => {
    if (!tried || sending || left.current) return
    if (failed) return setSeen(entry.version)
    left.current = true
    afterDrawing(leave)
  })

  function send(said) {
    room.play('rewrite', { entry: entry.id, seen, ...said })
    setTried(true)
    hand.sent()
  }
  function leave() {
    draft.clear()
    kept.clear()
    onDone()
  }
  return html`<li class="line is-changing">
    ${seen !== entry.version && html`<p class="aside" role="status">${room.say('canvas-essential-meanwhile')} <q dir="auto">${entry.text}</q></p>`}
    <${EssentialForm} id=${`change-${entry.id}`} box=${box} text=${draft.value || entry.text} onText=${(typed) => { draft.set(typed); hand.typing(typed) }} more=${more}
      failed=${failed} label=${room.say('canvas-essential-label')} go=${room.say('canvas-change-save')} onSend=${send} view=${view} room=${room} open />
    <${Button} kind="alt" label=${room.say('canvas-change-leave')} onClick=${leave} />
  </li>`
}

function idsOf(picks = {}) {
  return Object.fromEntries(Object.entries(picks).map(([purpose, found]) => [purpose, Object.keys(found)]))
}

/** First the words, then the test; who, when and what it rests on can come later. */
function EssentialForm({ id, box, text, onText, more, failed, label, go, onSend, view, room, open }) {
  const { fields = {}, picks = {}, alone = false } = more.value
  const [wants, setWants] = useState('')
  const stem = (box.stem || room.say('canvas-stem')).replace(/[\s….]+$/, '')

  function send(event) {
    event.preventDefault()
    const whole = withStem(text.trim(), stem)
    const missing = text.trim() ? whatIsMissing(whole, box.longest, room) : room.say('refused-empty')
    setWants(missing)
    if (!missing) onSend({ text: whole, fields: tidied(fields), picks, alone })
  }
  const set = (key) => (typed) => more.set({ ...more.value, fields: { ...fields, [key]: typed } })
  const toggle = (purpose) => (one, on) => more.set({ ...more.value, picks: { ...picks, [purpose]: on ? [...(picks[purpose] || []), one] : (picks[purpose] || []).filter((other) => other !== one) } })

  return html`<form class="box" onSubmit=${send}>
    <${Field} id=${id} label=${label} value=${text} onInput=${onText} max=${box.longest} rows=${3} say=${room.say} />
    <div class="alone-test" role="group" aria-label=${room.say('canvas-alone-ask')}>
      <p class="alone-ask">${room.say('canvas-alone-ask')}</p>
      <div class="options">
        <${Option} label=${room.say('canvas-alone-no')} pressed=${!alone} onClick=${() => more.set({ ...more.value, alone: false })} />
        <${Option} label=${room.say('canvas-alone-yes')} line=${alone ? room.say('canvas-alone-then') : ''} pressed=${alone} onClick=${() => more.set({ ...more.value, alone: true })} />
      </div>
    </div>
    <details class="more" open=${open}>
      <summary>${room.say('canvas-more')}</summary>
      <div class="more-fields">
        <${Field} id=${`${id}-starter`} label=${room.say('canvas-starter')} value=${fields.starter || ''} onInput=${set('starter')} max=${FIELD} optional say=${room.say} />
        <${Field} id=${`${id}-date`} label=${room.say('canvas-first-step')} kind="date" value=${fields.first_step_by || ''} onInput=${set('first_step_by')} optional say=${room.say} />
        <${Field} id=${`${id}-know`} label=${room.say('canvas-know-by')} value=${fields.know_by || ''} onInput=${set('know_by')} max=${FIELD} optional say=${room.say} />
        ${box.options.length > 0 && html`<div role="group" aria-label=${room.say('canvas-means-ask')}>
          <p class="alone-ask">${room.say('canvas-means-ask')}</p>
          <div class="options">${box.options.map((option) => html`<${Option} key=${option} label=${option} pressed=${fields.means_part === option} onClick=${() => set('means_part')(fields.means_part === option ? '' : option)} />`)}</div>
        </div>`}
        ${Object.keys(PURPOSES).map((purpose) => html`<${PickSheet} key=${purpose} names=${box[purpose] || []} chosen=${new Set(picks[purpose] || [])} label=${room.say(PURPOSES[purpose])} onToggle=${toggle(purpose)} room=${room} />`)}
      </div>
    </details>
    <p class="sees">${sees(view, room)}</p>
    <p class="wants" role="alert">${wants || failed}</p>
    <${Button} type="submit" label=${go} />
  </form>`
}

/** Whoever leaves the stem out, or writes it themselves, means the same. */
function withStem(text, stem) {
  return !stem || text.toLowerCase().startsWith(stem.toLowerCase()) ? text : `${stem} ${text}`
}

function tidied(fields) {
  return Object.fromEntries(Object.entries(fields).map(([key, said]) => [key, said.trim()]))
}

// ── the whole sheet ─────────────────────────────────────────────────────────

function Whole({ boxes, go, focus, view, room }) {
  const here = useFocus(focus)
  const parts = partsOf(view.canvas, view)
  const first = boxes.find(({ type }) => type === 'points')
  return html`<section class="whole" tabindex="-1" ref=${here} aria-label=${room.say('canvas-all')}>
    ${boxes.map((box, no) => html`<div key=${box.id} class="whole-box">
      <h2><button type="button" class="to-box" dir="auto" onClick=${() => go(no)}>${box.ask}</button></h2>
      ${box === first && html`<${Curve} parts=${parts} say=${room.say} few />`}
      <${Contents} box=${box} view=${view} room=${room} />
    </div>`)}
  </section>`
}

function Contents({ box, view, room }) {
  const sheet = view.canvas
  if (!isFilled(box, sheet)) return html`<p class="aside">${room.say('canvas-all-empty')}</p>`
  if (sheet.points[box.id]) return html`<p>${inWords({ [box.draws]: sheet.points[box.id] }, room.say)}</p>`
  return html`<ul class="contents">
    ${standing(box, sheet).map(({ id, text, step, fields, toGet }) => html`<li key=${id}>
      <span dir="auto">${text}</span>
      ${step && html`<small dir="auto">${room.say('canvas-pick-from', { step })}</small>`}
      ${toGet && html`<small dir="auto">${foundBy(fields, room)}</small>`}
      ${(sheet.lines[id] || {}).alone && html`<small>${room.say('canvas-alone-mark')}</small>`}
      ${box.type === 'essentials' && fields && html`<small dir="auto">${whoAndWhen(fields, room)}</small>`}
    </li>`)}
  </ul>`
}

// ── console ─────────────────────────────────────────────────────────────────

function Steering({ view, room }) {
  const sheets = inOrder(view.canvases, 'order')
  const failed = ['scope', 'show_canvas', 'lock_canvas', 'box'].map((name) => room.refusal(name)).find(Boolean)
  return html`<div class="steering">
    <${ScopeChoice} view=${view} room=${room} />
    ${Object.keys(view.boxes).length > 1 && html`<${BoxChoice} view=${view} room=${room} />`}
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
    ${sheets.length > 1 && html`<${AllSheets} sheets=${sheets} view=${view} room=${room} />`}
    <ul class="sheet-list">${sheets.map((sheet) => html`<${SheetCard} key=${sheet.key} sheet=${sheet} view=${view} room=${room} />`)}</ul>
  </div>`
}

function ScopeChoice({ view, room }) {
  return html`<div class="steer-row" role="group" aria-label=${room.say('canvas-console-scope')}>
    <p class="steer-label">${room.say('canvas-console-scope')}</p>
    <div class="chips">${Object.keys(SCOPES).map((of) => html`<button key=${of} type="button" class="chip" aria-pressed=${view.scope === of ? 'true' : 'false'}
      disabled=${view.fixed || (of === 'partnership' && view.partnerships < 2)} onClick=${() => room.play('scope', { of })}>${room.say(SCOPES[of])}</button>`)}</div>
    ${view.fixed && html`<p class="aside">${room.say('canvas-console-scope-fixed')}</p>`}
    ${!view.fixed && view.partnerships < 2 && html`<p class="aside">${room.say('canvas-console-one-partnership')}</p>`}
  </div>`
}

function BoxChoice({ view, room }) {
  const chip = (id, label) => html`<button key=${id} type="button" class="chip" dir="auto" aria-pressed=${view.up === id ? 'true' : 'false'} onClick=${() => room.play('box', { id })}>${label}</button>`
  const up = view.boxes[view.up]
  return html`<div class="steer-row" role="group" aria-label=${room.say('canvas-console-box')}>
    <p class="steer-label">${room.say('canvas-console-box')}</p>
    <div class="chips">${chip('', room.say('canvas-console-box-all'))}${inOrder(view.boxes, 'no').map(({ id, ask }) => chip(id, ask))}</div>
    ${up && up.minutes > 0 && html`<p class="aside">${minutesInWords({ ...view }, { ...up, id: view.up }, room)}</p>`}
  </div>`
}

function AllSheets({ sheets, view, room }) {
  const down = sheets.flatMap((sheet) => notUp(sheet))
  return html`<div class="acts">
    ${view.shown !== '' && html`<${Button} kind="quiet" label=${room.say('canvas-console-gallery')} onClick=${() => room.play('show_canvas', { canvas: '' })} />`}
    ${down.length > 0 && html`<${Button} kind="quiet" label=${room.say('canvas-console-gallery-words')} onClick=${() => room.play('show_canvas', { canvas: '', entries: down })} />`}
    <${Button} kind="alt" label=${room.say(view.all_locked ? 'canvas-console-unlock-all' : 'canvas-console-lock-all')} onClick=${() => room.play('lock_canvas', { canvas: 'all', on: !view.all_locked })} />
  </div>`
}

/** What stands on a sheet and is not on the stage yet: exactly what she sees now goes up, and nothing that comes later. */
function notUp({ lines, points }) {
  const drawn = Object.values(points).map(({ entry, shown }) => ({ id: entry, shown }))
  return [...inOrder(lines, 'at'), ...drawn].filter(({ shown }) => shown !== 'shown').map(({ id }) => id)
}

function SheetCard({ sheet, view, room }) {
  const boxes = Object.keys(view.boxes).length
  const on = view.shown === sheet.key || sheet.kind === 'room'
  const new_ = notUp(sheet)
  return html`<li class="sheet-card ${on ? 'is-on' : ''}">
    <p class="sheet-title"><strong dir="auto">${nameOf(sheet, room)}</strong>
      ${on && sheet.kind !== 'room' && html`<span class="mark">${room.say('canvas-console-on-stage')}</span>`}
      ${sheet.locked && html`<span class="mark">${room.say('canvas-console-locked')}</span>`}
    </p>
    <p class="aside">${room.say('canvas-console-people', { count: sheet.people })} · ${room.say('canvas-console-filled', { filled: sheet.filled, count: boxes })} · ${room.say('canvas-stage-lines', { count: sheet.count })} · <${Writing} sheet=${sheet} room=${room} /></p>
    <div class="acts">
      ${!on && html`<${Button} kind="quiet" label=${room.say('canvas-console-show')} onClick=${() => room.play('show_canvas', { canvas: sheet.key, entries: new_ })} />`}
      ${on && new_.length > 0 && html`<${Button} kind="quiet" label=${room.say('canvas-console-let-up', { count: new_.length })} onClick=${() => room.play('show_canvas', { canvas: sheet.key, entries: new_ })} />`}
      ${!view.all_locked && html`<${Button} kind="alt" label=${room.say(sheet.locked ? 'canvas-console-unlock' : 'canvas-console-lock')} onClick=${() => room.play('lock_canvas', { canvas: sheet.key, on: !sheet.locked })} />`}
    </div>
    ${sheet.count > 0 && html`<details class="read">
      <summary>${room.say('canvas-console-read')}</summary>
      <${ReadThrough} sheet=${sheet} view=${view} room=${room} />
    </details>`}
  </li>`
}

/** How many are writing just now; whoever has been silent for long does not count any more. */
function Writing({ sheet, room }) {
  const hands = Object.values(sheet.writing).flatMap((some) => Object.values(some))
  useSeconds(hands.length > 0)
  return room.say('canvas-console-writing', { count: hands.filter(({ at }) => room.now() - at < STILL_WRITING).length })
}

function ReadThrough({ sheet, view, room }) {
  const parts = partsOf(sheet, view)
  const filled = inOrder(view.boxes, 'no').filter((box) => isFilled(box, sheet))
  return html`
    <${Curve} parts=${parts} say=${room.say} few />
    ${filled.map((box) => html`<div key=${box.id} class="read-box">
      <p class="steer-label" dir="auto">${box.ask}</p>
      <ul>${toRead(box, sheet, room).map(({ id, text, about: said, shown }) => html`<li key=${id}>
        <span dir="auto">${text}</span>
        <small>${said.filter(Boolean).map((one) => html`<span key=${one} dir="auto">${one}</span>`)}</small>
        ${shown && html`<${Button} kind="alt" label=${room.say(shown === 'shown' ? 'console-take-down' : 'console-show')} onClick=${() => room.play(shown === 'shown' ? 'hide' : 'show', { entries: [id] })} />`}
      </li>`)}</ul>
    </div>`)}
  `
}

/** What stands in a box, as the facilitator reads it; lines and drawings can be let up and taken down one by one. */
function toRead(box, sheet, room) {
  const drawn = sheet.points[box.id]
  if (drawn) return [{ id: drawn.entry, text: inWords({ [box.draws]: drawn }, room.say), about: [], shown: drawn.shown }]
  return standing(box, sheet).map(({ id, text, step }) => {
    const { by, alone, shown } = sheet.lines[id] || {}
    return { id, text, shown, about: [step && room.say('canvas-pick-from', { step }), by, alone && room.say('canvas-alone-mark')] }
  })
}
