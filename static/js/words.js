// Every word of the interface. The server reads static/locales/<language>.ftl too and sends each face, and each kind, the
// sentences that it can say: in the room's language, and in English what is not translated yet.

import { FluentBundle, FluentResource } from '../vendor/fluent.js'
import { SENTENCES } from './sentences.js'

const FALLBACK = 'en'
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

const spoken = new Map() // a bundle for each language, the room's first

/** Returns `say(key, args)` for all that is known, also of what is heard later. */
export function words() {
  return speaker(spoken)
}

/** Takes in more sentences. */
export function hear(sentences) {
  sentences.forEach(([language, text]) => {
    if (!spoken.has(language)) spoken.set(language, bundle(language))
    spoken.get(language).addResource(new FluentResource(text))
  })
}

/** `say(key, args)` over bundles by language, the first that knows the key. A key nobody wrote comes back as it is. */
export function speaker(bundles) {
  return function say(key, args = {}) {
    for (const one of bundles.values()) {
      const message = one.getMessage(key)
      if (message && message.value) return one.formatPattern(message.value, isolated(args), [])
    }
    return key
  }
}

function bundle(language) {
  // Fluent's own isolation puts invisible marks around every number and name, also where no direction can change; they
  // end up in copied text and file names. `isolated` puts them only where they do something.
  return new FluentBundle([language, FALLBACK], { useIsolating: false })
}

// A name in Arabic or Hebrew would otherwise pull the words and numbers around it out of order.
function isolated(args) {
  const entries = Object.entries(args).map(([key, value]) => [key, isolate(value)])
  return Object.fromEntries(entries)
}

function isolate(value) {
  return typeof value === 'string' && RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : value
}

hear(SENTENCES)
