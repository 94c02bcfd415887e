// What the console itself remembers between two drawings: the preview, the keys, how the last moves went.

import { useEffect, useRef, useState } from '../html.js'
import { wish } from './keys.js'
import { ordered } from './plan.js'
import { preview } from './run.js'

const LETTERS_OFF = 'console-letters-off'

/** The screen being previewed: {looked: {id, stage?, failed?}, look(id), close(), near: {before, after}}. */
export function usePreview(view) {
  const [looked, setLooked] = useState(null)
  const about = (id, picture) => setLooked((still) => (still?.id === id ? { id, ...picture } : still))
  const look = (id) => {
    setLooked({ id })
    preview(view.run.id, id).then((stage) => about(id, { stage }), () => about(id, { failed: true }))
  }
  return { looked, look, close: () => setLooked(null), near: view && looked ? neighbours(view, looked.id) : {} }
}

function neighbours(view, id) {
  const ids = ordered(view.plan.screens).map((screen) => screen.id)
  const at = ids.indexOf(id)
  return { before: ids[at - 1], after: ids[at + 1] }
}

/** How the last move of each name went, and why it did not, and a way to note it. */
export function useMarks() {
  const [marks, setMarks] = useState({})
  return [marks, (name, how, why = '') => setMarks((all) => ({ ...all, [name]: { how, why } }))]
}

/** Listens to the keyboard. `hear(wish, event)` gets what the key means here. */
export function useKeys(letters, hear) {
  // The newest hearer stands in a ref, so that the window listens once and what it knows is never out of date.
  const hearer = useRef(hear)
  hearer.current = (event) => {
    const wished = wish(event, letters)
    if (!wished) return
    if (wished !== 'leave') event.preventDefault()
    hear(wished, event)
  }
  useEffect(() => {
    const listen = (event) => hearer.current(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** Whether single letters are keys; remembered on this computer where it lets us. */
export function useLetters() {
  const [on, setOn] = useState(remembered)
  const set = (letters) => {
    setOn(letters)
    try {
      localStorage.setItem(LETTERS_OFF, letters ? '' : 'yes')
    } catch {
      // A browser that keeps nothing forgets this too, and no more.
    }
  }
  return [on, set]
}

function remembered() {
  try {
    return localStorage.getItem(LETTERS_OFF) !== 'yes'
  } catch {
    return true
  }
}
