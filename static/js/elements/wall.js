// What people wrote, on the stage: notes in the order they came, on pages, never smaller than can be read from the back.

import { html, useEffect, useLayoutEffect, useRef, useState } from '../html.js'
import { PageMark, usePage } from './pages.js'

const SHORT = 44

/**
 * Wall({entries: [{id, text, by?, tags?}], page?, say?})
 * A note too long for its place ends in "…" and says that the rest is on the phone. `page` (from 1) chooses;
 * otherwise the pages turn calmly once and rest at the newest.
 */
export function Wall(props) {
  return html`<${PagedWall} ...${props} />`
}

function PagedWall({ entries = [], page, say }) {
  const notes = Array.isArray(entries) ? entries : Object.values(entries)
  const cols = columns(notes)
  const frame = useRef(null)
  const { pages, measuring } = usePages(frame, notes, cols)
  const shown = usePage(pages.length, page, 'last')
  return html`<div class="wall-frame">
    <div class="wall has-${cols}" ref=${frame}>
      ${measuring
        ? html`<ul class="wall-column is-measured" aria-hidden="true">${notes.map(note => html`<${Note} key=${note.id} note=${note} say=${say} />`)}</ul>`
        : (pages[shown] || []).map((column, at) => html`<ul class="wall-column" key=${at}>
            ${column.map(({ note, cut }) => html`<${Note} key=${note.id} note=${note} cut=${cut} say=${say} />`)}
          </ul>`)}
    </div>
    <${PageMark} page=${shown} count=${pages.length} say=${say} />
  </div>`
}

function Note({ note, cut, say }) {
  const tags = note.tags ? Object.values(note.tags) : []
  return html`<li class="note ${cut ? 'is-cut' : ''}" data-note=${note.id}>
    <p class="note-text" dir="auto">${note.text}</p>
    ${cut && html`<p class="note-more">${say ? say('look-more-on-phone') : '…'}</p>`}
    ${(note.by || tags.length > 0) && html`<p class="note-by">
      ${note.by && html`<span dir="auto">${note.by}</span>`}
      ${tags.map(tag => html`<span class="note-tag" key=${tag} dir="auto">${tag}</span>`)}
    </p>`}
  </li>`
}

/** One note stands large and alone; short ones stand in three columns, the rest in two. */
function columns(notes) {
  if (notes.length < 2) return 1
  return notes.length > 2 && notes.every(({ text }) => [...text].length <= SHORT) ? 3 : 2
}

/** Draws all notes once, unseen, to learn how tall they are; then deals them out. Again when the words or the room change. */
function usePages(frame, notes, cols) {
  const size = useRoomSize()
  const key = JSON.stringify([cols, size, notes])
  const [dealt, setDealt] = useState({ key: '', pages: [] })
  useLayoutEffect(() => {
    if (dealt.key !== key && frame.current) setDealt({ key, pages: deal(notes, cols, frame.current) })
  })
  return { pages: dealt.pages, measuring: dealt.key !== key }
}

function useRoomSize() {
  const [size, setSize] = useState('')
  useEffect(() => {
    const look = () => setSize(`${innerWidth}x${innerHeight}`)
    addEventListener('resize', look)
    if (document.fonts && document.fonts.ready) document.fonts.ready.then(() => setSize('fonts'))
    return () => removeEventListener('resize', look)
  }, [])
  return size
}

/** Each note goes to the column with most room left; where none has enough, a new page begins. What lies stays where it is. */
function deal(notes, cols, frame) {
  const gap = parseFloat(getComputedStyle(frame).columnGap) || 0
  const room = frame.clientHeight
  const cards = frame.querySelectorAll('.is-measured > .note')
  const pages = []
  let depths = []
  notes.forEach((note, at) => {
    const text = cards[at].querySelector('.note-text')
    const cut = text.scrollHeight > text.clientHeight + lineHeight(text) / 2
    const tall = cards[at].offsetHeight + (cut ? lineHeight(text) : 0)
    let column = pages.length ? depths.indexOf(Math.min(...depths)) : -1
    if (column < 0 || (depths[column] > 0 && depths[column] + tall > room + 1)) {
      pages.push(Array.from({ length: cols }, () => []))
      depths = Array(cols).fill(0)
      column = 0
    }
    pages[pages.length - 1][column].push({ note, cut })
    depths[column] += tall + gap
  })
  return pages
}

function lineHeight(text) {
  return parseFloat(getComputedStyle(text).lineHeight)
}
