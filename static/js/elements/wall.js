// What people wrote, on the stage: notes in the order they came, on pages, never smaller than can be read from the back.

import { html, useLayoutEffect, useRef, useState } from '../html.js'
import { PageMark, usePage, useRoomSize } from './pages.js'
import { still } from './still.js'

const SHORT = 44
const FIRST = 24 // notes that are measured before anything is drawn: more than one page has place for
const AT_ONCE = 6 // and of those that come then in each frame

/**
 * Wall({entries: [{id, text, by?, tags?}], page?, foot?, say?}): `foot` is a line under the wall, beside the page mark.
 * A note too long for its place ends in "…" and says that the rest is on the phone. `page` (from 1) chooses;
 * otherwise the pages turn calmly once and rest at the newest.
 */
export function Wall(props) {
  return html`<${PagedWall} ...${props} />`
}

function PagedWall({ entries = [], page, foot, say }) {
  const notes = Array.isArray(entries) ? entries : Object.values(entries)
  const cols = columns(notes)
  const frame = useRef(null)
  const { pages, unmeasured } = usePages(frame, notes, cols)
  const shown = usePage(pages.length, page, 'last')
  return html`<div class="wall-frame">
    <div class="wall has-${cols}" ref=${frame}>
      ${(pages[shown] || []).map((column, at) => html`<ul class="wall-column" key=${at}>
        ${column.map(({ note, cut, lines }) => html`<${Note} key=${note.id} note=${note} cut=${cut} lines=${lines} say=${say} />`)}
      </ul>`)}
      <ul class="wall-column is-measured" key="measured" aria-hidden="true">${unmeasured.map(note => html`<${Note} key=${note.id} note=${note} cut say=${say} />`)}</ul>
    </div>
    <div class="wall-foot">
      <p class="wall-foot-words">${foot}</p>
      <${PageMark} page=${shown} count=${pages.length} say=${say} />
    </div>
  </div>`
}

const Note = still(({ note, cut, lines, say }) => {
  const tags = note.tags ? Object.values(note.tags) : []
  return html`<li class="note ${cut ? 'is-cut' : ''}" data-note=${note.id}>
    <p class="note-text" style=${lines ? { '--note-lines': String(lines) } : undefined} dir="auto">${note.text}</p>
    ${cut && html`<p class="note-more">${say ? say('look-more-on-phone') : '…'}</p>`}
    ${(note.by || tags.length > 0) && html`<p class="note-by">
      ${note.by && html`<span dir="auto">${note.by}</span>`}
      ${tags.map(tag => html`<span class="note-tag" key=${tag} dir="auto">${tag}</span>`)}
    </p>`}
  </li>`
})

/** One note stands large and alone; short ones stand in three columns, the rest in two. */
function columns(notes) {
  if (notes.length < 2) return 1
  return notes.length > 2 && notes.every(({ text }) => [...text].length <= SHORT) ? 3 : 2
}

/**
 * Draws each note once, unseen, to learn how tall it is, and deals them all out. What was measured is kept for as long as
 * the note's words and the room are the same, so a wall of five hundred measures the one that is new. Those are measured
 * a few at a time, each few in a frame of their own: a hall that writes must not make the picture stutter.
 */
function usePages(frame, notes, cols) {
  const room = `${cols} ${useRoomSize()}`
  const measured = useRef({}).current
  const [, drawAgain] = useState(0)
  if (measured.room !== room) Object.assign(measured, { room, fits: new Map(), height: 0, gap: 0 })
  const isKnown = (note) => measured.fits.has(words(note))
  const waiting = notes.filter((note) => !isKnown(note))
  const unmeasured = waiting.slice(0, measured.fits.size === 0 ? FIRST : measured.turn ? AT_ONCE : 0)
  useLayoutEffect(() => {
    measured.turn = false
    if (unmeasured.length === 0) return waiting.length > 0 ? inTheNextFrame(takeTurn) : undefined
    measure(unmeasured, frame.current, measured)
    return drawAgain((times) => times + 1)
  })
  return { pages: dealt(notes.filter(isKnown), cols, measured), unmeasured }

  function takeTurn() {
    measured.turn = true
    drawAgain((times) => times + 1)
  }
}

/** Gives what to call if it shall not happen after all. */

function inTheNextFrame(act) {
  const frame = requestAnimationFrame(act)
  return () => cancelAnimationFrame(frame)
}

function measure(notes, frame, measured) {
  measured.height = frame.clientHeight // the foot below keeps its height, whatever stands in it
  measured.gap = parseFloat(getComputedStyle(frame).columnGap) || 0
  const cards = frame.querySelectorAll('.is-measured > .note')
  notes.forEach((note, at) => measured.fits.set(words(note), fit(cards[at], measured.height)))
}

/** Each note goes to the column with most room left; where none has enough, a new page begins. What lies stays where it is. */
function dealt(notes, cols, { fits, height: room, gap }) {
  const pages = []
  let depths = []
  for (const note of notes) {
    const { height, ...fitted } = fits.get(words(note))
    let column = pages.length ? depths.indexOf(Math.min(...depths)) : -1
    if (column < 0 || (depths[column] > 0 && depths[column] + height > room + 1)) {
      pages.push(Array.from({ length: cols }, () => []))
      depths = Array(cols).fill(0)
      column = 0
    }
    pages[pages.length - 1][column].push({ note, ...fitted })
    depths[column] += height + gap
  }
  return pages
}

/** All that a note says, as one text; worked out once for each note. */
function words(note) {
  if (!said.has(note)) said.set(note, JSON.stringify(note))
  return said.get(note)
}

const said = new WeakMap()

/** How a note is shown in a room of that height: whole, or cut to the lines there is place for. */
function fit(card, room) {
  const text = card.querySelector('.note-text')
  const more = tall(card.querySelector('.note-more'))
  const line = lineHeight(text)
  const around = card.offsetHeight - text.offsetHeight
  const overlong = text.scrollHeight > text.clientHeight + line / 2
  if (!overlong && card.offsetHeight - more <= room + 1) return { height: card.offsetHeight - more, cut: false }
  const lines = Math.max(1, Math.min(Math.round(text.clientHeight / line), Math.floor((room - around) / line)))
  return { height: around + lines * line, cut: true, lines }
}

function lineHeight(text) {
  return parseFloat(getComputedStyle(text).lineHeight)
}

/** An element's height with the space it keeps above itself. */
function tall(element) {
  return element ? element.offsetHeight + parseFloat(getComputedStyle(element).marginBlockStart) : 0
}
