// One's own words on the phone, after they were sent: as they stand, who sees them, and the ways to change or take back.

import { html, useState } from '../html.js'
import { Button } from './button.js'
import { Field } from './field.js'
import { about } from './mine.js'
import { Sure } from './sure.js'
import { Visibility } from './visibility.js'

const STATUS = {
  me: 'mine-status-me',
  table: 'mine-status-table',
  facilitator: 'mine-status-facilitator',
  waiting: 'mine-status-waiting',
  shown: 'mine-status-shown',
  hidden: 'mine-status-hidden',
}

/**
 * OwnWords({id, entry: {text, visibility, named, shown}, label, max, allow?, review?, room, children?})
 * `children` stand under the words. Without `allow` nothing is said of who sees them, and nothing can be changed of it.
 */
export function OwnWords(props) {
  return html`<${Words} ...${props} />`
}

function Words({ id, entry, label, max, allow, review, room, children }) {
  const draft = room.draft(id)
  const [editing, edit] = useState(draft.value !== '')
  const edits = about(room, 'edit', id)
  const leaving = about(room, 'withdraw', id).length > 0
  const seen = edits.reduce((before, { data }) => ({ ...before, ...data }), entry)
  const failed = room.refusal('edit', id) || room.refusal('withdraw', id)
  const waiting = leaving || edits.length > 0
  if (editing) return html`<${Editing} ...${{ id, label, max, allow, review, room, draft }} entry=${seen} onDone=${() => edit(false)} />`
  return html`<div class="own ${waiting ? 'is-waiting' : ''}">
    <p class="own-text" dir="auto">${seen.text}</p>
    ${children}
    <p class="own-status" role="status">${status(seen, waiting, room)}</p>
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
    ${!leaving && html`<div class="own-acts">
      <${Button} kind="alt" label=${room.say('mine-edit')} onClick=${() => edit(true)} />
      <${Sure} label=${room.say('mine-withdraw')} ask=${room.say('mine-withdraw-sure')} yes=${room.say('mine-withdraw-yes')}
        no=${room.say('mine-withdraw-no')} onYes=${() => room.play('withdraw', { entry: id })} />
    </div>`}
  </div>`
}

function Editing({ id, entry, label, max, allow, review, room, draft, onDone }) {
  const [text, setText] = useState(draft.value || entry.text)
  const [how, setHow] = useState({ visibility: entry.visibility, named: entry.named })
  const [wants, setWants] = useState('')

  function save(event) {
    event.preventDefault()
    const missing = whatIsMissing(text, max, room)
    setWants(missing)
    if (missing) return
    const changes = {
      ...(text.trim() !== entry.text ? { text: text.trim() } : {}),
      ...(allow && how.visibility !== entry.visibility ? { visibility: how.visibility } : {}),
      ...(allow && how.named !== entry.named ? { named: how.named } : {}),
    }
    if (Object.keys(changes).length > 0) room.play('edit', { entry: id, ...changes })
    leave()
  }
  function leave() {
    draft.clear()
    onDone()
  }

  return html`<form class="own is-changing" onSubmit=${save}>
    <${Field} id=${`edit-${id}`} label=${label} value=${text} onInput=${(typed) => { setText(typed); draft.set(typed) }} max=${max} rows=${3} say=${room.say} />
    ${allow && html`<${Visibility} id=${`sees-${id}`} value=${how.visibility} allow=${allow} named=${how.named}
      onChange=${(said) => setHow({ ...how, ...said })} say=${room.say} review=${review} names=${room.names} />`}
    <p class="wants" role="alert">${wants}</p>
    <${Button} type="submit" kind="quiet" label=${room.say('mine-edit-save')} />
    <${Button} kind="alt" label=${room.say('mine-edit-leave')} onClick=${leave} />
  </form>`
}

/** What keeps words from being sent, as a sentence; empty when nothing does. */
export function whatIsMissing(text, max, room) {
  if (!text.trim()) return room.say('refused-empty')
  return [...text.trim()].length > max ? room.say('refused-too_long', { limit: max }) : ''
}

/** Choices kept beside a draft, so that a reload loses none: who sees it, a name, tags, a rung. */
export function kept(room, field, first) {
  const draft = room.draft(field)
  const value = { ...first, ...parsed(draft.value) }
  return { value, set: (change) => draft.set(JSON.stringify({ ...value, ...change })), clear: draft.clear }
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/** "Saved" is only said of what the room has. */
function status({ visibility, shown }, waiting, room) {
  if (waiting) return room.say('mine-status-sending')
  const key = STATUS[visibility === 'room' ? shown : visibility]
  return key ? room.say(key) : ''
}
