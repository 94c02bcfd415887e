// A harvest on the console: whatever brings order into it.

import { html, useRef, useState } from '../../js/html.js'
import { Button } from '../../js/elements/button.js'
import { inOrder } from '../../js/elements/mine.js'
import { Evidence, LIKES, NAME, WISH, heartsOf, titleOf, useUp } from './pieces.js'

const ORDERS = { time: 'harvest-order-time', hearts: 'harvest-order-hearts', mixed: 'harvest-order-mixed' }

/** A list to choose from, and above it what can be done with what was chosen: all of it by keyboard, for 200 pieces. */
export function Desk({ view, room }) {
  const items = inOrder(view.items, 'no')
  const [filter, setFilter] = useState({ words: '', loose: false })
  const [chosen, setChosen] = useState([])
  const there = chosen.filter((id) => view.items[id])
  const listed = items.filter((item) => matches(item, filter))
  const failed = DEEDS.map((name) => room.refusal(name)).find(Boolean)
  return html`<div class="desk">
    ${view.hearts > 0 && html`<p>${room.say('harvest-lovers', { count: view.lovers })} ${!room.screen.revealed && room.say('harvest-covered')}</p>`}
    <${Turning} items=${items} view=${view} room=${room} />
    <${Ordering} view=${view} room=${room} />
    <${Likeness} view=${view} room=${room} />
    ${items.length > 0 && html`<div class="desk-tools">
      <${Chosen} chosen=${there} clear=${() => setChosen([])} view=${view} room=${room} />
      <p class="wants" role="alert">${failed}</p>
      <${Filter} filter=${filter} set=${setFilter} view=${view} room=${room} />
    </div>`}
    ${items.length === 0
      ? html`<p class="aside">${room.say('harvest-nothing')}</p>`
      : html`<${List} items=${listed} chosen=${there} choose=${setChosen} view=${view} room=${room} />`}
    <${ForYou} view=${view} room=${room} />
  </div>`
}

const DEEDS = ['cluster', 'uncluster', 'rename_cluster', 'turn_to', 'order', 'stand', 'pair', 'like']

function matches(item, { words, loose }) {
  const wanted = words.trim().toLocaleLowerCase()
  return (!loose || !isGathered(item)) && (!wanted || item.text.toLocaleLowerCase().includes(wanted))
}

function isGathered(item) {
  return (item.group || '').startsWith('c:')
}

/** Which one is up. */
function Turning({ items, view, room }) {
  const shown = useUp(items, view, room)
  const at = view.up ? shown : -1
  if (items.length === 0) return null
  const turn = (to, run = false) => room.play('turn_to', { item: to ? to.id : '', run })
  const one = view.look === 'one' || view.look === 'rounds' || view.look === 'constellation'
  if (!one) return view.up ? html`<p class="acts"><${Button} kind="quiet" label=${room.say('harvest-show-all')} onClick=${() => turn()} /></p>` : null
  return html`<div class="turning" role="group" aria-label=${room.say('harvest-turning')}>
    <${Button} kind="quiet" label=${room.say('harvest-turn-back')} disabled=${at <= 0} onClick=${() => turn(items[at - 1])} />
    <${Button} kind="quiet" label=${room.say('harvest-turn-on')} disabled=${at >= items.length - 1} onClick=${() => turn(items[at + 1])} />
    ${view.seconds > 0 && at < items.length - 1 && !isRunning(view) && html`<${Button} kind="quiet" label=${room.say('harvest-run', { seconds: view.seconds })} onClick=${() => turn(items[Math.max(0, at)], true)} />`}
    ${isRunning(view) && at < items.length - 1 && html`<${Button} kind="quiet" label=${room.say('harvest-stay')} onClick=${() => turn(items[at])} />`}
    ${view.look !== 'constellation' && view.up && html`<${Button} kind="alt" label=${room.say('harvest-show-all')} onClick=${() => turn()} />`}
    ${at >= 0 && html`<span class="aside">${room.say('harvest-place', { no: at + 1, count: items.length })}</span>`}
  </div>`
}

function isRunning(view) {
  return Boolean(view.up && view.up.since)
}

function Ordering({ view, room }) {
  return html`<div class="ordering" role="group" aria-label=${room.say('harvest-order')}>
    <span>${room.say('harvest-order')}</span>
    ${Object.keys(ORDERS).filter((by) => by !== 'hearts' || view.hearts > 0).map((by) => html`<button type="button" key=${by} class="pick" aria-pressed=${view.order === by ? 'true' : 'false'}
      disabled=${by === 'hearts' && !room.screen.revealed} onClick=${() => room.play('order', { by })}>${room.say(ORDERS[by])}</button>`)}
  </div>`
}

/** How alike the answers are, by eye: no machine pretends to know. */
function Likeness({ view, room }) {
  if (view.look !== 'wall' && view.look !== 'one' && view.look !== 'walk') return null
  const groups = inOrder(view.groups, 'no').filter(({ id }) => id !== WISH)
  return html`<details class="likeness" open=${Boolean(view.pair)}>
    <summary>${room.say('harvest-how-alike')}</summary>
    <ul>
      ${[{ id: '', title: room.say('harvest-everything'), like: view.like }, ...groups].map((group) => html`<li key=${group.id} role="group" aria-label=${titleOf(group, room)}>
        <span dir="auto">${titleOf(group, room)}</span>
        ${Object.keys(LIKES).map((as) => html`<button type="button" key=${as} class="pick" aria-pressed=${group.like === as ? 'true' : 'false'}
          onClick=${() => room.play('like', { group: group.id, as: group.like === as ? '' : as })}>${room.say(LIKES[as])}</button>`)}
      </li>`)}
    </ul>
  </details>`
}

/** What can be done with the pieces chosen below. */
function Chosen({ chosen, clear, view, room }) {
  const items = chosen.map((id) => ({ ...view.items[id], id }))
  const only = items.length === 1 ? items[0] : undefined
  const some = items.length > 0
  const shown = items.filter(({ shown: state }) => !state || state === 'shown')
  return html`<div class="chosen">
    <p role="status"><strong>${room.say('harvest-chosen', { count: items.length })}</strong>
      ${some && html` <${Button} kind="alt" label=${room.say('harvest-choose-none')} onClick=${clear} />`}</p>
    ${view.may_cluster && html`<${Gather} items=${items} clear=${clear} view=${view} room=${room} />`}
    <p class="acts">
      ${only && shown.length === 1 && html`<${Button} kind="quiet" label=${room.say('harvest-turn-to')} onClick=${() => room.play('turn_to', { item: only.id })} />`}
      ${shown.length === 2 && html`<${Button} kind="quiet" label=${room.say('harvest-pair')} onClick=${() => room.play('pair', { items: chosen })} />`}
      ${view.pair && html`<${Button} kind="quiet" label=${room.say('harvest-unpair')} onClick=${() => room.play('pair', { items: [] })} />`}
      <${UpAndDown} items=${items} room=${room} />
    </p>
    ${view.stand && only && html`<${Standing} key=${only.id} item=${only} room=${room} />`}
  </div>`
}

function Gather({ items, clear, view, room }) {
  const [name, setName] = useState('')
  const clusters = inOrder(view.groups, 'no').filter(({ id }) => id.startsWith('c:'))
  const whole = clusters.find(({ id }) => items.length > 0 && items.every((item) => item.group === id))
  const ids = items.map(({ id }) => id)

  function gather(event) {
    event.preventDefault()
    if (!name.trim() || items.length === 0) return
    room.play('cluster', { items: ids, name: name.trim() })
    setName('')
    clear()
  }
  function rename() {
    if (name.trim()) room.play('rename_cluster', { cluster: whole.id.slice(2), name: name.trim() })
    setName('')
  }

  return html`<form class="gather" onSubmit=${gather}>
    <label for="harvest-cluster">${room.say('harvest-cluster-name')}</label>
    <input id="harvest-cluster" list="harvest-clusters" value=${name} maxlength=${NAME} autocomplete="off" dir="auto" onInput=${(event) => setName(event.currentTarget.value)} />
    <datalist id="harvest-clusters">${clusters.map(({ id, title }) => html`<option key=${id} value=${title}></option>`)}</datalist>
    <${Button} type="submit" kind="quiet" label=${room.say('harvest-cluster')} disabled=${items.length === 0 || !name.trim()} />
    ${items.some(isGathered) && html`<${Button} kind="quiet" label=${room.say('harvest-uncluster')} onClick=${() => { room.play('uncluster', { items: ids }); clear() }} />`}
    ${whole && name.trim() && html`<${Button} kind="quiet" label=${room.say('harvest-rename', { name: whole.title })} onClick=${rename} />`}
  </form>`
}

/** Additions among what was chosen are let up or taken down here too. */
function UpAndDown({ items, room }) {
  const up = items.filter(({ shown }) => shown && shown !== 'shown').map(({ id }) => id)
  const down = items.filter(({ shown }) => shown === 'shown').map(({ id }) => id)
  return html`
    ${up.length > 0 && html`<${Button} kind="quiet" label=${room.say('console-show')} onClick=${() => room.play('show', { entries: up })} />`}
    ${down.length > 0 && html`<${Button} kind="quiet" label=${room.say('console-take-down')} onClick=${() => room.play('hide', { entries: down })} />`}`
}

/** Where a claim stands, and who finds out: one who offered, or whoever the facilitator names. */
function Standing({ item, room }) {
  const { as = '', who: known = '' } = item.stand || {}
  const [who, setWho] = useState(known)
  const stand = (data) => room.play('stand', { item: item.id, ...data })
  const offers = Object.entries(item.offers || {})
  return html`<div class="standing" role="group" aria-label=${room.say('harvest-stands')}>
    <button type="button" class="pick" aria-pressed=${as === 'behind' ? 'true' : 'false'} onClick=${() => stand({ as: as === 'behind' ? '' : 'behind' })}>${room.say('harvest-behind')}</button>
    <button type="button" class="pick" aria-pressed=${as === 'to_get' ? 'true' : 'false'} onClick=${() => stand({ as: as === 'to_get' ? '' : 'to_get', who: who.trim() })}>${room.say('harvest-to-get')}</button>
    <label for="harvest-who">${room.say('harvest-who')}</label>
    <input id="harvest-who" value=${who} maxlength=${NAME} autocomplete="off" dir="auto" onInput=${(event) => setWho(event.currentTarget.value)} />
    ${as === 'to_get' && who.trim() !== known && html`<${Button} kind="quiet" label=${room.say('harvest-who-save')} onClick=${() => stand({ as: 'to_get', who: who.trim() })} />`}
    ${offers.map(([person, name]) => html`<${Button} key=${person} kind="quiet" label=${room.say('harvest-take-offer', { name })} onClick=${() => stand({ as: 'to_get', person })} />`)}
  </div>`
}

function Filter({ filter, set, view, room }) {
  return html`<p class="filter">
    <label for="harvest-filter">${room.say('harvest-filter')}</label>
    <input id="harvest-filter" type="search" value=${filter.words} autocomplete="off" dir="auto" onInput=${(event) => set({ ...filter, words: event.currentTarget.value })} />
    ${view.may_cluster && html`<label class="loose"><input type="checkbox" checked=${filter.loose} onChange=${(event) => set({ ...filter, loose: event.currentTarget.checked })} /> <span>${room.say('harvest-loose')}</span></label>`}
  </p>`
}

/** Arrows move, space chooses, with Shift what lies between comes along; Ctrl and A choose all that are listed. */
function List({ items, chosen, choose, view, room }) {
  const [at, setAt] = useState(0)
  const list = useRef(null)
  const here = Math.min(at, items.length - 1)
  const picked = new Set(chosen)

  function toggle(id) {
    choose(picked.has(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  }
  function move(to, along) {
    const next = Math.max(0, Math.min(items.length - 1, to))
    setAt(next)
    if (along) choose([...new Set([...chosen, items[here].id, items[next].id])])
    const row = list.current && list.current.children[next]
    if (row) row.focus()
  }
  function press(event) {
    const step = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key]
    if (step !== undefined) move(step, event.shiftKey)
    else if (event.key === ' ') toggle(items[here].id)
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) choose(items.map(({ id }) => id))
    else return
    event.preventDefault()
  }

  if (items.length === 0) return html`<p class="aside">${room.say('harvest-none-match')}</p>`
  return html`<p class="aside" id="harvest-keys">${room.say('harvest-keys')}</p>
    <ul class="list" role="listbox" aria-multiselectable="true" aria-label=${room.say('harvest-pieces')} aria-describedby="harvest-keys" ref=${list} onKeyDown=${press}>
      ${items.map((item, no) => html`<li key=${item.id} class="row" role="option" aria-selected=${picked.has(item.id) ? 'true' : 'false'} tabindex=${no === here ? 0 : -1}
        onClick=${() => { setAt(no); toggle(item.id) }}>
        <span class="row-tick" aria-hidden="true"></span>
        <${Row} item=${item} view=${view} room=${room} />
      </li>`)}
    </ul>`
}

function Row({ item, view, room }) {
  const group = (view.groups || {})[item.group]
  const count = heartsOf(item, view)
  const offers = Object.values(item.offers || {})
  return html`<span class="row-words">
    <span class="row-text" dir="auto">${item.text}</span>
    <span class="row-facts">
      ${view.up && view.up.item === item.id && html`<strong>${room.say('harvest-is-up')}</strong>`}
      ${group && html`<span class="row-group" dir="auto">${titleOf({ ...group, id: item.group }, room)}</span>`}
      ${item.added && html`<span>${room.say('harvest-added')}</span>`}
      ${item.shown && item.shown !== 'shown' && html`<strong>${room.say(item.shown === 'hidden' ? 'harvest-down' : 'harvest-waits')}</strong>`}
      ${count > 0 && html`<span>${room.say('harvest-hearts', { count })}</span>`}
      ${offers.map((name) => html`<span key=${name}>${room.say('harvest-offers', { name })}</span>`)}
    </span>
    <${Evidence} item=${item} view=${view} room=${room} />
  </span>`
}

function ForYou({ view, room }) {
  const lines = inOrder(view.for_you, 'at')
  if (lines.length === 0) return null
  return html`<section class="for-you">
    <h3>${room.say('harvest-for-you')}</h3>
    <ul>${lines.map(({ id, text, table }) => html`<li key=${id}><span dir="auto">${text}</span> <span class="aside">${room.say('look-table', { no: table })}</span></li>`)}</ul>
  </section>`
}
