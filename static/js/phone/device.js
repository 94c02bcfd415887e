// This phone itself: what its page was told, the colours it wears, the clipboard, and what it keeps.

import { drafts } from '../drafts.js'
import { canStay } from '../join.js'
import { deviceStorage, outbox } from '../outbox.js'

/** What the page knows before the first view. */
export function atTheDoor() {
  const { run, code, key, joined, language, lang, title } = document.body.dataset
  const told = JSON.parse((document.getElementById('data') || {}).textContent || '{}')
  const about = told.run || {}
  return {
    run, code: code || '', key: key || '', title: title || about.title || document.title, language: language || lang,
    joined: joined === '1' || joined === 'yes',
    ended: Boolean(about.ended),
    names: about.names !== false,
    keep_days: about.keep_days || 0,
    partnerships: about.partnerships || [],
    roles: told.roles || [],
    tables: told.tables || {},
    address: `${location.host}/${code || ''}`,
    stay: canStay(deviceStorage(), navigator.cookieEnabled),
  }
}

/**
 * What belongs to one voice on this phone: what is on its way (`box`), what is begun (`notes`), which notices were put
 * away (`away`), what was chosen last time (`habits`). `voice`: the person written for; empty for the phone's owner.
 * Every voice has its own, so that nobody finds the words of the one before.
 */
export function belongings({ owner, voice = '', link, onMove, onDraft }) {
  const storage = deviceStorage()
  const whose = voice ? `${owner}:for:${voice}` : owner
  const send = voice ? (move) => link.play({ ...move, data: { ...move.data, for: voice } }) : link.play
  return {
    owner,
    box: outbox({ owner: whose, storage, send, now: link.now, onChange: onMove }),
    notes: drafts({ owner: whose, storage, onChange: onDraft }),
    away: putAway(storage, whose),
    habits: habits(storage, whose),
  }
}

/** An earlier screen, or the present one for somebody without a phone, as it would be drawn; null if it cannot be had. */
export async function aside(run, screen, voice = '') {
  const asked = voice ? `?for=${encodeURIComponent(voice)}` : ''
  try {
    const answer = await fetch(`/run/${encodeURIComponent(run)}/aside/${encodeURIComponent(screen)}${asked}`, { credentials: 'same-origin' })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}

/** Tells the room that this phone is somebody else's from now on. */
export async function signOut(run) {
  await fetch('/leave', { method: 'POST', credentials: 'same-origin', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ run }) }).catch(() => null)
}

/** The whole phone takes the colour of the wall, its browser's frame too; dim while people talk. */
export function ground(phase, dim = false) {
  const theme = dim || followTheLight.dark ? 'evening' : ''
  if (document.body.dataset.phase === phase && ground.theme === theme) return
  document.body.dataset.phase = phase
  if (theme) document.body.dataset.theme = theme
  else delete document.body.dataset.theme
  ground.theme = theme
  const colour = getComputedStyle(document.body).getPropertyValue('--ground').trim()
  const meta = document.querySelector('meta[name="theme-color"]')
  if (meta && colour) meta.setAttribute('content', colour)
}

/** By night the phone wears the evening colours, whatever the stage does. `redraw` is called when the light changes. */
export function followTheLight(redraw) {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const look = () => {
    followTheLight.dark = dark.matches
    redraw()
  }
  look()
  // The older way to listen is the one that every phone knows.
  dark.addListener(look)
}

/** Copies the words in an element. The clipboard proper does not exist on a plain http address. */
export function copy(element) {
  const range = document.createRange()
  range.selectNodeContents(element)
  const selection = getSelection()
  selection.removeAllRanges()
  selection.addRange(range)
  document.execCommand('copy')
}

/** Whether somebody is typing into a kind's field. Fields of the face itself (a table, a name) hold nobody back. */
export function isTyping(place) {
  const held = document.activeElement
  return Boolean(held && place.contains(held) && held.closest('.phone-kind') && held.matches('textarea, input:not([type=checkbox]):not([type=radio])'))
}

/** Notices that were put away on this phone stay away. */
function putAway(storage, owner) {
  const kept = shelf(storage, `workshop:${owner}:away:`)
  return { has: (what) => Boolean(kept.get(what)), put: (what) => kept.set(what, '1') }
}

/** What somebody chose the last time, to begin with the next time: `{value, set(text)}` for each field of a screen. */
function habits(storage, owner) {
  const kept = shelf(storage, `workshop:${owner}:habit:`)
  return (screen, field) => ({ value: kept.get(`${screen}:${field}`) || '', set: (text) => kept.set(`${screen}:${field}`, text) })
}

/** Small things by name. What the browser will not keep lives as long as the page. */
function shelf(storage, prefix) {
  const here = new Map()
  return {
    get: (name) => here.get(name) || (storage && storage.getItem(prefix + name)),
    set(name, text) {
      here.set(name, text)
      try {
        storage.setItem(prefix + name, text)
      } catch {
        // Then it is forgotten with the page.
      }
    },
  }
}
