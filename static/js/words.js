// Every word of the interface. The server reads static/locales/<language>.ftl too and sends each face, and each kind, the
// sentences that it can say, already taken apart (workshop/sentences.py): in the room's language, and in English what is
// not translated yet.

import { SENTENCES } from './sentences.js'

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

const spoken = new Map() // what can be said in each language, the room's first

/** Returns `say(key, args)` for all that is known, also of what is heard later. A key nobody wrote comes back as it is. */
export function words() {
  return function say(key, args = {}) {
    for (const { sentences, put } of spoken.values()) {
      if (key in sentences) return put(sentences[key], args)
    }
    return key
  }
}

/** Takes in more sentences. */
export function hear(languages) {
  languages.forEach(([language, sentences]) => {
    if (!spoken.has(language)) spoken.set(language, speaker(language))
    Object.assign(spoken.get(language).sentences, sentences)
  })
}

/** Puts sentences together as a language writes its numbers and forms its plurals. */
function speaker(language) {
  const numbers = new Intl.NumberFormat(language)
  const plurals = new Intl.PluralRules(language)
  const isNumber = (value) => typeof value === 'number'

  function put(parts, args) {
    if (typeof parts === 'string') return parts
    return parts.map((part, no) => (no % 2 ? fill(part, args) : part)).join('')
  }

  function fill(hole, args) {
    if (typeof hole === 'string') return shown(hole, args[hole])
    const [name, forms] = hole
    const value = args[name]
    return put(forms[value] ?? forms[isNumber(value) && plurals.select(value)] ?? forms['*'], args)
  }

  function shown(name, value) {
    if (value === undefined) return `{$${name}}`
    return isNumber(value) ? numbers.format(value) : isolated(String(value))
  }

  return { sentences: {}, put }
}

// A name in Arabic or Hebrew would otherwise pull the words and numbers around it out of order.
function isolated(text) {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text
}

hear(SENTENCES)
