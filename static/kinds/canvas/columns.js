// Boxes side by side on the stage, in letters as large as there is place for; and how tall each note is, measured unseen.

import { html, useLayoutEffect, useRef, useState } from '../../js/html.js'
import { unitOf, useRoomSize } from '../../js/elements/pages.js'
import { foundBy } from './sheet.js'

const LARGER = [1.5, 1.4, 1.3, 1.2, 1.1, 1] // never as large as the headline

/** Columns({layout, columns: [{box, notes}], room}): a page of them. */
export function Columns({ layout, columns, room }) {
  const frame = useRef(null)
  const said = JSON.stringify([useRoomSize(), layout, columns.map(({ box, notes }) => [box.ask, notes])])
  useLayoutEffect(() => fill(frame.current), [said])
  return html`<${Side} frame=${frame} layout=${layout} columns=${columns} room=${room} />`
}

/** The largest letters with which all of it still has its place. */
function fill(frame) {
  const fits = () => frame.scrollHeight <= frame.clientHeight + 1
  LARGER.find((times) => {
    frame.style.setProperty('--larger', times)
    return fits()
  })
}

function Side({ frame, layout: { widths, abreast }, columns, room }) {
  return html`<div class="columns ${abreast > 1 ? 'is-abreast' : ''}" ref=${frame} style=${{ '--widths': widths.map((one) => `minmax(0, ${one}fr)`).join(' ') }}>
    ${columns.map(({ box, notes }, no) => html`<section key=${no} class="column">
      <h2 dir="auto">${box.ask}</h2>
      <ul>${notes.map((note) => html`<li key=${note.id} class="stage-line">
        <span class="stage-line-words" dir="auto">${note.text}</span>
        ${note.step && html`<small dir="auto">${room.say('canvas-pick-from', { step: note.step })}</small>`}
        ${note.toGet && html`<small dir="auto">${foundBy(note.fields, room)}</small>`}
      </li>`)}</ul>
    </section>`)}
  </div>`
}

/**
 * What `pagesOf` asks for, and the place where it is measured, which has to be drawn with the sheet: [tall, unseen].
 * What is not known yet counts as nothing and is measured before anything is shown. Kept for as long as the words and
 * the room are the same.
 */
export function useSizes(room) {
  const size = useRoomSize()
  const kept = useRef({}).current
  const place = useRef(null)
  const [, drawAgain] = useState(0)
  if (kept.size !== size) Object.assign(kept, { size, known: new Map() })
  const missing = new Map()
  useLayoutEffect(() => {
    if (missing.size === 0) return
    measure(place.current, [...missing.keys()], kept.known)
    drawAgain((times) => times + 1)
  })

  function tall(layout, at, thing) {
    const key = JSON.stringify([layout, at, thing])
    if (!kept.known.has(key)) missing.set(key, { layout, at, thing })
    return kept.known.get(key) || 0
  }
  const unseen = () => html`<div class="columns-unseen" aria-hidden="true" ref=${place}>
    ${[...missing].map(([key, { layout, at, thing }]) => html`<${Side} key=${key} layout=${layout} columns=${aloneIn(layout, at, thing)} room=${room} />`)}
  </div>`
  return [tall, unseen]
}

/** One note, or one question, by itself in its column. */
function aloneIn({ widths }, at, thing) {
  return widths.map((_, no) => ({ box: { ask: no === at ? thing.ask : '' }, notes: no === at && !thing.ask ? [thing] : [] }))
}

/** In the stage's unit. */
function measure(place, keys, known) {
  const face = place.closest('.stage-face')
  const unit = (face && unitOf(face)) || 1
  keys.forEach((key, no) => {
    const [, at, { ask }] = JSON.parse(key)
    const column = place.children[no].children[at]
    known.set(key, column.querySelector(ask === undefined ? '.stage-line' : 'h2').offsetHeight / unit)
  })
}
