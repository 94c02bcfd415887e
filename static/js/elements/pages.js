// Pages instead of smaller type. A page turns calmly, goes through once and comes to rest; it never goes round and round.
// A page is exchanged without movement, so it turns for those who prefer stillness too: else the rest would never be seen.

import { html, useEffect, useLayoutEffect, useRef, useState } from '../html.js'

const CALM = 12000
const PAGEMARK = 7 // what that line takes, in the stage's unit
const GAP = 1.4 // and what parts two things; the last one needs none
const WIDE = 0.5625 // how tall a picture of 16:9 is for its width

/** Which of `count` pages to show, from 0. `wanted` (from 1) decides; otherwise pages turn by themselves and rest at `rest`. */
export function usePage(count, wanted, rest = 'last') {
  const [page, setPage] = useState(0)
  const last = Math.max(0, count - 1)
  const shown = wanted ? Math.min(Math.max(1, wanted), count || 1) - 1 : Math.min(page, last)
  const [rested, setRested] = useState(false)
  useEffect(() => {
    if (wanted || count < 2 || rested) return undefined
    if (shown === last && rest === 'last') return undefined
    const timer = setTimeout(turn, CALM)
    return () => clearTimeout(timer)
  }, [shown, last, wanted, rested, rest])
  return shown

  function turn() {
    if (shown < last) return setPage(shown + 1)
    setRested(true)
    return setPage(0)
  }
}

/** How tall an element of the stage is, in the stage's unit; `usual` until it is there, and anywhere else than on a stage. */
export function useHeight(usual = 44) {
  const frame = useRef(null)
  const [height, setHeight] = useState(usual)
  useLayoutEffect(() => {
    const face = frame.current && frame.current.closest('.stage-face')
    if (!face) return undefined
    const look = () => {
      const unit = unitOf(face)
      if (unit && frame.current) setHeight(Math.floor(frame.current.clientHeight / unit))
    }
    const watch = new ResizeObserver(look)
    watch.observe(frame.current)
    look()
    return () => watch.disconnect()
  }, [])
  return [frame, height]
}

/** The stage's unit in pixels; 0 where it is not in sight. */
export function unitOf(face) {
  return Math.min(face.clientHeight, face.clientWidth * WIDE) / 100
}

/** Another text whenever what was measured has to be measured again: the window, or the letters, are others now. */
export function useRoomSize() {
  const [size, setSize] = useState('')
  useEffect(() => {
    const look = () => setSize(`${innerWidth}x${innerHeight}`)
    addEventListener('resize', look)
    if (document.fonts && document.fonts.ready) document.fonts.ready.then(() => setSize('fonts'))
    return () => removeEventListener('resize', look)
  }, [])
  return size
}

/** Dealt onto pages of so much room; `size` says how much of it one takes. */
export function dealt(things, room, size) {
  const pages = []
  let left = 0
  for (const thing of things) {
    if (size(thing) > left || pages.length === 0) {
      pages.push([])
      left = room
    }
    pages[pages.length - 1].push(thing)
    left -= size(thing)
  }
  return pages
}

/** On one page if all of it has place, else on as many as it takes above the line that says which page it is. */
export function paged(things, height, size) {
  const whole = things.reduce((sum, thing) => sum + size(thing), 0)
  return dealt(things, whole > height + GAP ? height - PAGEMARK : Infinity, size)
}

/** "Page 1 of 3", only where there is more than one. */
export function PageMark({ page, count, say }) {
  if (count < 2) return null
  return html`<p class="pagemark">
    <span>${say ? say('look-page', { page: page + 1, count }) : `${page + 1} / ${count}`}</span>
    <span class="pagemark-dots" aria-hidden="true">${count <= 12 && Array.from({ length: count }, (_, at) => html`<i key=${at} class=${at === page ? 'is-here' : ''} />`)}</span>
  </p>`
}
