// Every word of the interface, out of the same file the server reads: static/locales/<language>.ftl.

import { FluentBundle, FluentResource } from '../vendor/fluent.js'

const FALLBACK = 'en'
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const TRIES_FOR_A_TRANSLATION = 2

/** Fetches a language's words (and English, for what is not translated yet) and returns `say(key, args)`. */
export async function words(language = FALLBACK, { fetchText = fetched, pause = later } = {}) {
  const languages = language === FALLBACK ? [FALLBACK] : [language, FALLBACK]
  const texts = await Promise.all(languages.map((one) => untilThere(one, fetchText, pause)))
  return speaker(languages.map((one, i) => bundle(one, texts[i])))
}

/** `say(key, args)` over some bundles, the first that knows the key. A key nobody wrote comes back as it is. */
export function speaker(bundles) {
  return function say(key, args = {}) {
    for (const one of bundles) {
      const message = one.getMessage(key)
      if (message && message.value) return one.formatPattern(message.value, isolated(args), [])
    }
    return key
  }
}

/** A parsed language file. */
export function bundle(language, text) {
  // Fluent's own isolation puts invisible marks around every number and name, also where no direction can change; they
  // end up in copied text and file names. `isolated` puts them only where they do something.
  const made = new FluentBundle([language, FALLBACK], { useIsolating: false })
  made.addResource(new FluentResource(text))
  return made
}

// A name in Arabic or Hebrew would otherwise pull the words and numbers around it out of order.
function isolated(args) {
  const entries = Object.entries(args).map(([key, value]) => [key, isolate(value)])
  return Object.fromEntries(entries)
}

function isolate(value) {
  return typeof value === 'string' && RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : value
}

// Without words there is no face, so this goes on trying; a missing translation (an empty text) is not worth waiting for.
async function untilThere(language, fetchText, pause) {
  for (let tries = 0; ; tries++) {
    try {
      return await fetchText(language)
    } catch {
      if (language !== FALLBACK && tries >= TRIES_FOR_A_TRANSLATION) return ''
      await pause(Math.min(500 * 2 ** tries, 4000))
    }
  }
}

async function fetched(language) {
  const answer = await fetch(new URL(`../locales/${language}.ftl`, import.meta.url))
  if (answer.status === 404) return ''
  if (!answer.ok) throw new Error(`No words for ${language}: ${answer.status}`)
  return answer.text()
}

function later(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
