// A harvest on the phone: the same to read, with hearts, a line for what is missing, and an offer to find something out.

import { html, useRef, useState } from '../../js/html.js'
import { Button } from '../../js/elements/button.js'
import { Field } from '../../js/elements/field.js'
import { about, arrived, inOrder, unsent } from '../../js/elements/mine.js'
import { whatIsMissing } from '../../js/elements/ownwords.js'
import { Rest } from '../../js/elements/rest.js'
import { Visibility } from '../../js/elements/visibility.js'
import { Evidence, Heading, NAME, WISH, groupsOf, heartsOf } from './pieces.js'

const VISIBLE = ['room', 'facilitator']
const ON_A_PHONE = 30
const STATUS = {
  facilitator: 'mine-status-facilitator', kept: 'mine-status-kept', waiting: 'mine-status-waiting',
  shown: 'mine-status-shown', hidden: 'mine-status-hidden',
}

export function Looking({ view, room }) {
  const items = inOrder(view.items, 'no')
  const loving = useHearts(view, room)
  const groups = groupsOf(items, view, room)
  const [passed, pass] = useState(0)
  const walking = view.look === 'walk' && groups.length > 0
  const station = walking ? groups[stationAt(passed, groups, room)] : undefined
  const shown = walking ? [station] : groups
  return html`<div class="looking">
    ${items.length === 0 && html`<p class="aside" role="status">${room.say('harvest-nothing')}</p>`}
    ${view.hearts > 0 && items.length > 0 && html`<p class="left" role="status">${room.say('harvest-hearts-left', { count: loving.left })}</p>`}
    ${walking && html`<${Walk} groups=${groups} passed=${passed} pass=${pass} room=${room} />`}
    <${Shelves} key=${station ? station.id : ''} groups=${shown} headed=${!walking} loving=${loving} view=${view} room=${room} />
    <${FromTheTable} view=${view} room=${room} />
    ${view.ask_missing && html`<${Missing} key=${`missing ${station ? station.id : ''}`} station=${station} view=${view} room=${room} />`}
    <${Yours} view=${view} room=${room} />
    ${!room.screen.open && html`<p class="aside" role="status">${room.say('harvest-closed')}</p>`}
  </div>`
}

/** Tables begin at different stations and go round, so that nobody queues. */
function stationAt(passed, groups, room) {
  const no = room.table ? Number(room.table.no) || 1 : 1
  return (no - 1 + passed) % groups.length
}

function Walk({ groups, passed, pass, room }) {
  const here = useRef(null)
  const no = stationAt(passed, groups, room) + 1
  const title = groups[no - 1].title || room.say('harvest-station', { no })
  const go = (to) => { pass(to); if (here.current) here.current.focus() }
  return html`<div class="walk">
    <h2 tabindex="-1" ref=${here}><bdi class="num">${no}</bdi> <span dir="auto">${title}</span></h2>
    <p class="aside">${room.say('harvest-walked', { no: Math.min(passed + 1, groups.length), count: groups.length })}</p>
    ${groups.length > 1 && html`<p class="acts">
      <${Button} kind="quiet" label=${room.say('harvest-next-station')} onClick=${() => go((passed + 1) % groups.length)} />
      ${passed > 0 && html`<${Button} kind="alt" label=${room.say('harvest-last-station')} onClick=${() => go(passed - 1)} />`}
    </p>`}
  </div>`
}

function Shelves({ groups, headed, loving, view, room }) {
  const [most, setMost] = useState(ON_A_PHONE)
  const { shelves, shown, more } = shelved(groups, most, headed ? view.count : 0)
  const unfold = () => {
    setMost(shown + ON_A_PHONE)
    room.whole()
  }
  return html`<div class="shelves">
    ${shelves.map((group) => html`<section key=${group.id} class="shelf">
      ${headed && group.title && html`<h2><${Heading} group=${group} room=${room} /></h2>`}
      <ul>${group.items.map((item) => html`<${Piece} key=${item.id} item=${item} loving=${loving} view=${view} room=${room} />`)}</ul>
    </section>`)}
    <${Rest} left=${more} label=${room.say('harvest-more', { count: Math.min(ON_A_PHONE, more) })} say=${room.say} onMore=${unfold} />
  </div>`
}

/** The first `most` of what hangs, each under its heading; how many these are, and how many there are beyond them. */
export function shelved(groups, most, count = 0) {
  const all = Math.max(count, groups.reduce((sum, group) => sum + group.count, 0))
  let left = most
  const shelves = groups.map((group) => {
    const items = group.items.slice(0, left)
    left -= items.length
    return { ...group, items }
  })
  return { shelves: shelves.filter(({ items }) => items.length > 0), shown: most - left, more: all - (most - left) }
}

function Piece({ item, loving, view, room }) {
  const count = heartsOf(item, view)
  const from = [item.note, ...Object.values(item.tags || {}), item.by].filter(Boolean)
  return html`<li class="piece">
    <p class="piece-text" dir="auto">${item.text}</p>
    <${Evidence} item=${item} view=${view} room=${room} />
    ${(from.length > 0 || item.added || count > 0) && html`<p class="piece-from">
      ${from.map((one) => html`<span key=${one} dir="auto">${one}</span>`)}
      ${item.added && html`<span>${room.say('harvest-added')}</span>`}
      ${count > 0 && html`<span>${room.say('harvest-hearts', { count })}</span>`}
    </p>`}
    ${view.hearts > 0 && html`<${Heart} item=${item} loving=${loving} room=${room} />`}
    ${view.stand && item.group !== WISH && !isSettled(item) && html`<${FindOut} item=${item} view=${view} room=${room} />`}
  </li>`
}

function isSettled({ stand }) {
  return Boolean(stand) && stand.as === 'behind'
}

/** One's hearts as one left them: at once, while they are on their way, and until the room's next view. */
function useHearts(view, room) {
  const [wishes, setWishes] = useState({})
  const known = (id) => Boolean((view.loved || {})[id])
  const sending = Object.fromEntries(unsent(room, 'heart').map(({ data }) => [data.item, data.on]))
  const ahead = (id) => wishes[id] && wishes[id].before === known(id) && !room.refusal('heart', id)
  const loves = (id) => (id in sending ? sending[id] : ahead(id) ? wishes[id].on : known(id))
  const left = Math.max(0, view.hearts - Object.keys({ ...view.items, ...view.loved }).filter(loves).length)
  function give(id, on) {
    setWishes({ ...wishes, [id]: { on, before: known(id) } })
    room.play('heart', { item: id, on })
  }
  return { loves, left, give }
}

function Heart({ item, loving, room }) {
  const given = loving.loves(item.id)
  const failed = room.refusal('heart', item.id)
  return html`<button type="button" class="heart" aria-pressed=${given ? 'true' : 'false'} disabled=${!room.screen.open || (!given && loving.left === 0)}
      onClick=${() => loving.give(item.id, !given)}>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M12 20.5L4 12.4A5 5 0 0 1 11.1 5.4L12 6.3L12.9 5.4A5 5 0 0 1 20 12.4Z" /></svg>
      <span>${room.say(given ? 'harvest-loved' : 'harvest-love')}</span>
    </button>
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}`
}

/** Somebody offers to find out; whether their name goes up is the facilitator's to say. */
function FindOut({ item, view, room }) {
  const draft = room.draft(`find.${item.id}`)
  const sending = unsent(room, 'to_get').filter(({ data }) => data.item === item.id).pop()
  const who = sending ? sending.data.who : (view.finding_out || {})[item.id] || ''
  const own = room.me && room.me.named ? room.me.name : ''
  const say = (said) => { room.play('to_get', { item: item.id, who: said }); draft.clear() }
  if (who) {
    return html`<p class="find-out is-offered"><span>${room.say('harvest-you-offered')} <span dir="auto">${who}</span></span>
      <${Button} kind="alt" label=${room.say('harvest-offer-back')} onClick=${() => say('')} /></p>`
  }
  if (!room.screen.open) return null
  return html`<details class="find-out" open=${draft.value !== ''}>
    <summary>${room.say('harvest-find-out')}</summary>
    <form onSubmit=${(event) => { event.preventDefault(); if ((draft.value || own).trim()) say((draft.value || own).trim()) }}>
      <${Field} id=${`find-${item.id}`} label=${room.say('harvest-find-who')} hint=${room.say('harvest-find-hint')} value=${draft.value || own} onInput=${draft.set} max=${NAME} say=${room.say} />
      <${Button} type="submit" kind="quiet" label=${room.say('harvest-find-send')} />
    </form>
  </details>`
}

function FromTheTable({ view, room }) {
  const items = inOrder(view.table_items, 'no')
  if (items.length === 0) return null
  return html`<section class="shelf">
    <h2>${room.say('harvest-from-table')}</h2>
    <ul>${items.map(({ id, text }) => html`<li key=${id} class="piece"><p class="piece-text" dir="auto">${text}</p></li>`)}</ul>
  </section>`
}

// ── what is missing ─────────────────────────────────────────────────────────

function Missing({ station, view, room }) {
  const field = station ? `missing.${station.id}` : 'missing'
  const text = room.draft(field)
  const how = room.draft(`${field}.how`)
  const { visibility, named } = { visibility: 'room', named: false, ...parsed(how.value) }
  const [wants, setWants] = useState('')
  const failed = text.value !== '' && room.refusal('add')
  if (!room.screen.open && text.value === '') return null

  function send(event) {
    event.preventDefault()
    const missing = whatIsMissing(text.value, view.max, room)
    setWants(missing)
    if (missing || !room.screen.open) return
    room.play('add', { text: text.value.trim(), visibility, named, ...(station ? { group: station.id } : {}) })
    text.clear()
    how.clear()
  }

  return html`<form class="missing" onSubmit=${send}>
    <${Field} id="harvest-missing" label=${view.ask_missing} value=${text.value} onInput=${text.set} max=${view.max} rows=${2} say=${room.say} />
    <${Visibility} id="sees-missing" value=${visibility} allow=${VISIBLE} named=${named} onChange=${(said) => how.set(JSON.stringify(said))} say=${room.say} review=${view.review} names=${room.names} />
    <p class="wants" role="alert">${wants || failed}</p>
    <${Button} type="submit" label=${room.say('harvest-add')} disabled=${!room.screen.open} />
  </form>`
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

function Yours({ view, room }) {
  const mine = inOrder(view.mine, 'at')
  const waiting = unsent(room, 'add').filter((move) => !arrived(move, view.mine))
  if (mine.length + waiting.length === 0) return null
  return html`<section class="shelf is-yours">
    <h2>${room.say('harvest-yours')}</h2>
    <ul>
      ${mine.map((entry) => html`<${Mine} key=${entry.id} entry=${entry} view=${view} room=${room} />`)}
      ${waiting.map(({ id, data }) => html`<li key=${id} class="piece is-waiting">
        <p class="piece-text" dir="auto">${data.text}</p>
        <p class="piece-from" role="status">${room.say('mine-status-sending')}</p>
      </li>`)}
    </ul>
  </section>`
}

function Mine({ entry, view, room }) {
  const [doing, setDoing] = useState('')
  const changing = about(room, 'edit', entry.id)
  const leaving = about(room, 'withdraw', entry.id).length > 0
  const seen = changing.reduce((so_far, { data }) => ({ ...so_far, ...data }), entry)
  const failed = room.refusal('edit', entry.id) || room.refusal('withdraw', entry.id)
  if (doing === 'edit') return html`<${Changing} entry=${seen} view=${view} room=${room} onDone=${() => setDoing('')} />`
  return html`<li class="piece ${leaving ? 'is-waiting' : ''}">
    <p class="piece-text" dir="auto">${seen.text}</p>
    <p class="piece-from" role="status">${room.say(leaving || changing.length > 0 ? 'mine-status-sending' : STATUS[seen.visibility === 'room' ? seen.shown : seen.visibility])}</p>
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
    ${doing === 'withdraw'
      ? html`<div class="sure" role="group" aria-label=${room.say('mine-withdraw-sure')}>
          <p>${room.say('mine-withdraw-sure')}</p>
          <${Button} kind="quiet" label=${room.say('mine-withdraw-yes')} onClick=${() => { room.play('withdraw', { entry: entry.id }); setDoing('') }} />
          <${Button} kind="quiet" label=${room.say('mine-withdraw-no')} onClick=${() => setDoing('')} />
        </div>`
      : !leaving && html`<p class="acts">
          <${Button} kind="alt" label=${room.say('mine-edit')} onClick=${() => setDoing('edit')} />
          <${Button} kind="alt" label=${room.say('mine-withdraw')} onClick=${() => setDoing('withdraw')} />
        </p>`}
  </li>`
}

function Changing({ entry, view, room, onDone }) {
  const draft = room.draft(entry.id)
  const [text, setText] = useState(draft.value || entry.text)
  const [how, setHow] = useState({ visibility: entry.visibility, named: entry.named })
  const [wants, setWants] = useState('')

  function save(event) {
    event.preventDefault()
    const missing = whatIsMissing(text, view.max, room)
    setWants(missing)
    if (missing) return
    room.play('edit', { entry: entry.id, text: text.trim(), ...how })
    leave()
  }
  function leave() {
    draft.clear()
    onDone()
  }

  return html`<li class="piece"><form onSubmit=${save}>
    <${Field} id=${`edit-${entry.id}`} label=${view.ask_missing} value=${text} onInput=${(typed) => { setText(typed); draft.set(typed) }} max=${view.max} rows=${2} say=${room.say} />
    <${Visibility} id=${`sees-${entry.id}`} value=${how.visibility} allow=${VISIBLE} named=${how.named} onChange=${setHow} say=${room.say} review=${view.review} names=${room.names} />
    <p class="wants" role="alert">${wants}</p>
    <${Button} type="submit" kind="quiet" label=${room.say('mine-edit-save')} />
    <${Button} kind="alt" label=${room.say('mine-edit-leave')} onClick=${leave} />
  </form></li>`
}
