// The kinds that a page can draw, by name, each with its style and its sentences. The page says which there are, first the
// one that is up, then those that come next; nothing here has to be changed for a new one.

import { hear } from './words.js'

/** Stands beside the kinds: what a phone can do without until its first screen is drawn. */
export const BESIDES = 'besides'

/** The drawings that are here. Empty places are on their way: `need` them. */
export const KINDS = {}

const SECOND = 1000
const FIRST_PAUSE = 0.5 * SECOND
const LONGEST_PAUSE = 15 * SECOND
const TRIES_IN_SILENCE = 2
const SOON = 3 * SECOND
const APART = 15 * SECOND

const asked = new Map()
let told = () => {}

/** The names that stand on the page. */
export function onThePage({ kinds = '' } = document.body.dataset) {
  return kinds.split(' ').filter(Boolean)
}

/** Has `redraw` called whenever a drawing has come, or is long in coming. */
export function watch(redraw) {
  told = redraw
}

/** "here", "coming", "late" (the Wi-Fi does not bring it, and it is asked for again and again), or "unknown". */
export function drawingOf(kind) {
  if (KINDS[kind]) return 'here'
  return asked.has(kind) ? asked.get(kind).how : [...onThePage(), BESIDES].includes(kind) ? 'coming' : 'unknown'
}

/** Fetches a kind's drawing, once; resolves when it is here, however often that has to be tried. */
export function need(kind, world = browser) {
  if (!asked.has(kind) && [...onThePage(world.page()), BESIDES].includes(kind)) {
    const one = { how: 'coming' }
    asked.set(kind, one)
    one.here = untilHere(kind, one, world)
  }
  return (asked.get(kind) || {}).here || Promise.resolve()
}

/** Fetches several, and waits for each to be here or to have failed once: whatever is broken leaves the others alone. */
export function learn(kinds, world = browser) {
  return Promise.all(kinds.map((kind) => Promise.race([need(kind, world), firstFailure(kind)])))
}

/**
 * Fetches all others while nobody waits for them, so that no later screen does: the next one soon, the rest at leisure.
 * Every phone has its own moments, as a thousand together would fill the Wi-Fi.
 */
export async function foresee(world = browser) {
  await world.pause(SOON * (1 + 2 * Math.random()))
  for (const kind of onThePage(world.page())) {
    if (asked.has(kind)) continue
    await need(kind, world)
    await world.pause(APART * (0.5 + Math.random()))
  }
}

function firstFailure(kind) {
  const one = asked.get(kind)
  return new Promise((resolve) => {
    if (one) one.failed = resolve
  })
}

async function untilHere(kind, one, world) {
  for (let tries = 0; !KINDS[kind]; tries++) {
    try {
      const [drawing] = await Promise.all([world.script(kind, tries), world.style(kind, tries)])
      hear(drawing.SENTENCES)
      KINDS[kind] = drawing.default
      one.how = 'here'
    } catch (error) {
      if (one.failed) one.failed()
      if (tries >= TRIES_IN_SILENCE) one.how = 'late'
      await world.pause(Math.min(FIRST_PAUSE * 2 ** tries, LONGEST_PAUSE) * (0.75 + 0.5 * Math.random()))
    }
    told()
  }
}

const browser = {
  page: () => document.body.dataset,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),

  /** A script that once failed stays failed under its address in some browsers, so every try has one of its own. */
  script(kind, tries) {
    const { shelf, lang, face } = document.body.dataset
    return import(`${shelf}${lang}/${face}/${kind}.js${again(tries)}`)
  },

  /** Resolves when the style is there, as nothing may be drawn before it. */
  style(kind, tries) {
    const { shelf, face } = document.body.dataset
    const address = `${shelf}${face}/${kind}.css`
    const onThePage = document.querySelector(`link[rel="stylesheet"][href="${address}"]`)
    if (onThePage && onThePage.sheet) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address + again(tries), onload: resolve })
      link.onerror = () => {
        link.remove()
        reject(new Error(`The style of ${kind} did not come`))
      }
      document.head.append(link)
    })
  },
}

function again(tries) {
  return tries ? `?${tries}` : ''
}
