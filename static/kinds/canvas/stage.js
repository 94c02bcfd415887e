// The stage: the sheet that was let up, or all of them small; before that, what the boxes ask for. Phones are not sent this.

import { html } from '../../js/html.js'
import { Curve } from '../../js/elements/curve.js'
import { inOrder } from '../../js/elements/mine.js'
import { PageMark, useHeight, usePage } from '../../js/elements/pages.js'
import { Columns, useSizes } from './columns.js'
import { chunked, pagesOf } from './pages.js'
import { firstWords, headlineOf, issueOf, linesIn, minutesInWords, nameOf, partsOf, toFind, whoAndWhen } from './sheet.js'
import { Steering } from './steering.js'

const GALLERY = 12
const LARGE_GALLERY = 6
const SLOTS = 3
const USUAL_HEIGHT = 68
const SHEET_FOOT = 7.4

export const onStage = {
  wide: true,
  /** The issue is the headline of its sheet, unless it is too long for one. */
  ownTitle: headlineOf,
  stage: (view, room) => html`<${OnTheStage} view=${view} room=${room} />`,
  console: (view, room) => html`<${Steering} key=${room.screen.id} view=${view} room=${room} />`,
}

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
  const [tall, unseen] = useSizes(room)
  const pages = pagesOf(sheet, view, height, tall)
  const page = usePage(pages.length, undefined, 'last')
  const box = view.boxes[view.up]
  return html`<div class="sheet">
    ${issue && html`<p class="sheet-issue" dir="auto">${issue}</p>`}
    <div class="sheet-page" ref=${frame}>
      <${StagePage} key=${page} page=${pages[page]} sheet=${sheet} view=${view} room=${room} />
      ${unseen()}
    </div>
    <${Foot} name=${sheet.kind === 'room' ? '' : nameOf(sheet, room)} words=${footWords(pages[page], box, sheet, view, room)} page=${page} count=${pages.length} room=${room} />
  </div>`
}

/** What is said in small letters below: how long for this box, or who will find the data. */
function footWords(page, box, sheet, view, room) {
  if (box && box.minutes > 0) return minutesInWords(view, box, room)
  return page.type === 'curve' && Object.keys(sheet.points).length > 0 ? toFind(sheet, view, room) : ''
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
  return html`<${Columns} layout=${page.layout} columns=${page.columns} room=${room} />`
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
