// Placing things on a scale: on the phone one thing a screen or all in one list, on the stage the picture that
// elements/spread.js draws, on the console counts first and then the spread, with the facilitator's hand in it.

import { html, useEffect, useRef, useState } from '../js/html.js'
import { Button } from '../js/elements/button.js'
import { Field } from '../js/elements/field.js'
import { unsent } from '../js/elements/mine.js'
import { inOwnOrder } from '../js/elements/ownorder.js'
import { Saved } from '../js/elements/saved.js'
import { OneStrip, Picture, Tag, Turnout, agreedOn, cantSay, inWords, isWide, listed, perDot, slicesOf, stopCount, stopName, tooFew } from '../js/elements/spread.js'

const CANT = 0
const REASON = 140
const WORDS = 280
const DESK_STRIP = 100

export default {
  wide: isWide,
  ownTitle: (view) => (view.items[view.focus] || {}).title || '',
  stage: (view, room) => html`<${Picture} view=${view} room=${room} />`,
  side: (view, room) => (isWide(view) ? null : html`<${Turnout} view=${view} room=${room} />`),
  phone: (view, room) => html`<${Rating} key=${`${room.screen.id}/${view.round}`} view=${spelledOut(view)} room=${room} />`,
  console: (view, room) => html`<${Desk} view=${view} room=${room} />`,
}

// ── phone ───────────────────────────────────────────────────────────────────

const UNSAID = { ends: [], left: [], right: [], asks: [], kept: [], baseline: {}, mine: {}, words: {}, hands: {} }

/** Phones are told in short, and nothing of what is empty: a view with all that the drawings look at. */
export function spelledOut(view) {
  const scale = Object.fromEntries(view.scale.map((label, at) => [at + 1, { label }]))
  const things = Object.entries(view.items).map(([id, thing]) => [id, thing.cells ? { ...thing, cells: cellsOf(thing) } : thing])
  return { ...UNSAID, ...view, scale, items: Object.fromEntries(things) }
}

/** The words by the first stop for which they hold, and the last of them; a 0 says that those before it hold on. */
function cellsOf({ cells }) {
  const first = (at) => (cells[at] === 0 ? first(at - 1) : at)
  const to = (at) => (cells[at + 1] === 0 ? to(at + 1) : at)
  return Object.fromEntries(cells.map((_, at) => first(at)).map((at) => [at + 1, { to: to(at) + 1, text: cells[at] }]))
}

function Rating({ view, room }) {
  const marks = useMarks(view, room)
  const things = asked(view)
  const open = room.screen.open
  if (things.length === 0) return html`<p class="nothing-yet">${room.say('rate-nothing-yet')}</p>`
  const sheet = html`<${Sheet} view=${view} room=${room} marks=${marks} things=${things} />`
  return html`<div class="rating">
    ${view.lens && html`<p class="lens" dir="auto">${view.lens}</p>`}
    ${view.round > 1 && !view.told && html`<p class="round">${room.say('rate-again', { count: things.length })}</p>`}
    ${!open && !view.told && html`<p class="closed" role="status">${room.say('rate-closed')}</p>`}
    ${view.told && html`<${Result} view=${view} room=${room} marks=${marks} />`}
    ${view.told && open && html`<details class="still"><summary>${room.say('rate-still-open')}</summary>${sheet}</details>`}
    ${!view.told && sheet}
  </div>`
}

/** One thing a screen, or all in one list: as its reader likes it. */
function Sheet(props) {
  const { room, view, marks, things } = props
  const way = room.draft('how')
  const list = way.value.includes('list')
  const done = things.filter(({ id }) => marks.of(id) !== undefined).length
  return html`<div class="sheet">
    <p class="placed" role="status">${room.say('rate-placed', { count: done, of: things.length })}</p>
    ${room.screen.open && html`<p class="aside who-sees">${room.say(view.faceless ? 'faceless-before' : 'rate-who-sees')}</p>`}
    ${list ? html`<${AllInOne} ...${props} />` : html`<${OneByOne} ...${props} />`}
    ${room.holder && view.voices > 1 && list && html`<p class="aside">${room.say('rate-hands-in-single')}</p>`}
    <p class="ways"><${Button} kind="alt" label=${room.say(list ? 'rate-one-by-one' : 'rate-all-in-one')} onClick=${() => way.set(list ? '{"way":"single"}' : '{"way":"list"}')} /></p>
  </div>`
}

function AllInOne({ view, room, marks, things }) {
  return html`<ol class="all">${things.map((thing) => html`<li key=${thing.id}><${Thing} ...${{ thing, view, room, marks }} /></li>`)}</ol>`
}

/** The next thing that has no mark yet; after the last the way back to each of them. */
function OneByOne({ view, room, marks, things }) {
  const next = (from) => [...things.slice(from), ...things.slice(0, from)].find(({ id }) => marks.of(id) === undefined)
  const [at, setAt] = useState(() => (next(0) || { id: '' }).id)
  const heading = useRef(null)
  const moved = useRef(false)
  useEffect(() => {
    if (moved.current && heading.current) heading.current.focus()
  }, [at])
  const place = things.findIndex(({ id }) => id === at)
  const go = (id) => {
    moved.current = true
    setAt(id)
  }
  const onwards = () => go((next(place + 1) || { id: '' }).id)
  return html`
    <${Dots} ...${{ things, at, marks, room, go }} />
    ${place < 0 ? html`<${Through} ...${{ view, room, marks, things, go, heading }} />` : html`
      <${Thing} key=${at} ...${{ thing: things[place], view, room, marks, heading }} />
      ${room.holder && view.voices > 1 && html`<${Hands} key=${`hands ${at}`} ...${{ thing: things[place], view, room }} />`}
      <div class="onwards">
        ${marks.of(at) === undefined
          ? html`<${Button} kind="quiet" label=${room.say('rate-skip')} onClick=${() => go(afterwards(things, place))} />`
          : html`<${Button} label=${room.say(next(place + 1) ? 'rate-next' : 'rate-finish')} onClick=${onwards} />`}
      </div>`}`
}

/** A skipped thing comes again at the end of the row. */
function afterwards(things, place) {
  return (things[place + 1] || { id: '' }).id
}

function Dots({ things, at, marks, room, go }) {
  return html`<nav class="dots" aria-label=${room.say('rate-dots')}>
    <ol>${things.map(({ id, title }) => {
      const done = marks.of(id) !== undefined
      return html`<li key=${id}><button type="button" class="dot ${done ? 'is-done' : ''}" aria-current=${id === at ? 'step' : undefined}
        aria-label=${room.say(done ? 'rate-dot-done' : 'rate-dot-open', { title })} onClick=${() => go(id)}><i aria-hidden="true"></i></button></li>`
    })}</ol>
  </nav>`
}

function Through({ view, room, marks, things, go, heading }) {
  const left = things.filter(({ id }) => marks.of(id) === undefined)
  return html`<section class="through">
    <h2 tabindex="-1" ref=${heading}>${room.say(left.length > 0 ? 'rate-left' : 'rate-all-placed', { count: left.length })}</h2>
    ${left.length === 0 && html`<p dir="auto">${view.hint || room.say('rate-hardest')}</p>`}
    <ul class="own-marks">${things.map(({ id, title }) => html`<li key=${id}><button type="button" class="own-mark" onClick=${() => go(id)}>
      <span dir="auto">${title}</span>
      <small dir="auto">${marks.of(id) === undefined ? room.say('rate-open-yet') : markName(marks.of(id), view)}</small>
    </button></li>`)}</ul>
  </section>`
}

/** One thing with its scale; what asks for more appears when there is a mark. */
function Thing({ thing, view, room, marks, heading }) {
  const value = marks.of(thing.id)
  const earlier = marks.before(thing.id)
  const refused = room.refusal('mark', thing.id)
  const Scale = view.look === 'lean' ? Lean : Stops
  return html`<section class="thing">
    <fieldset disabled=${!room.screen.open}>
      <legend><h2 tabindex="-1" ref=${heading} dir="auto">${thing.title}</h2></legend>
      ${thing.line && html`<p class="thing-line" dir="auto">${thing.line}</p>`}
      ${earlier !== undefined && html`<p class="earlier" dir="auto">${room.say('rate-earlier', { stop: markName(earlier, view) })}</p>`}
      ${(view.mine[thing.id] || {}).hand && value !== undefined && html`<p class="earlier">${room.say('rate-by-hand')}</p>`}
      <${Scale} ...${{ thing, view, room, value, put: (said) => marks.put(thing.id, said) }} />
      ${view.cant && html`<${Choice} ...${{ name: thing.id, kind: 'is-cant', value: CANT, label: view.cant, on: value === CANT, put: () => marks.put(thing.id, CANT) }} />`}
    </fieldset>
    ${refused ? html`<p class="refused" role="alert">${refused}</p>` : html`<${Saved} say=${room.say} status=${marks.status(thing.id)} />`}
    ${value !== undefined && html`<${Afterwards} ...${{ thing, view, room, value }} />`}
  </section>`
}

/** Stops as a list of radio buttons, with the places between them where halves are welcome. */
function Stops({ thing, view, room, value, put }) {
  const stops = Object.entries(view.scale).map(([no, stop]) => ({ no: Number(no), ...stop }))
  const cells = thing.cells || {}
  const first = (no) => Math.max(...Object.keys(cells).map(Number).filter((from) => from <= no), 0)
  return html`<div class="stops">${stops.map(({ no, label }) => {
    const cell = cells[first(no)]
    const shared = cell && cell.to > first(no)
    const blank = (thing.blank || []).includes(String(no))
    return html`<div key=${no} class="stop-place ${shared ? 'is-shared' : ''}">
      ${shared && first(no) === no && html`<p class="shared-words" id=${`cell-${thing.id}-${no}`} dir="auto">${cell.text}</p>`}
      <${Choice} ...${{ name: thing.id, value: no, label, on: value === no, put, kind: blank ? 'is-blank' : '',
        words: blank ? thing.empty_note || room.say('rate-blank') : !shared && cell ? cell.text : '',
        described: shared ? `cell-${thing.id}-${first(no)}` : undefined }} />
      ${view.halves && no < stops.length && html`<${Choice} ...${{ name: thing.id, kind: 'is-between', value: no + 0.5, on: value === no + 0.5, put,
        label: room.say('rate-between'), said: room.say('rate-between-two', { low: label, high: stops[no].label }) }} />`}
    </div>`
  })}</div>`
}

/** From one end to the other: the stops side by side, the two ends in words, the chosen one below. */
function Lean({ thing, view, value, put }) {
  const stops = Object.entries(view.scale).map(([no, stop]) => ({ no: Number(no), ...stop }))
  const ends = view.ends.length === 2 ? view.ends : [stops[0].label, stops[stops.length - 1].label]
  return html`<div class="lean">
    <p class="lean-ends" aria-hidden="true">${ends.map((end) => html`<span key=${end} dir="auto">${end}</span>`)}</p>
    <div class="lean-stops">${stops.map(({ no, label }) => html`<label key=${no} class="lean-stop ${value === no ? 'is-on' : ''}">
      <input type="radio" name=${`rate_${thing.id}`} value=${no} checked=${value === no} onChange=${() => put(no)} aria-label=${label} /><i aria-hidden="true"></i>
    </label>`)}</div>
    <p class="lean-chosen" dir="auto">${value ? stopName(value, view) : ''}</p>
  </div>`
}

function Choice({ name, value, label, words, on, put, kind = '', said, described }) {
  return html`<label class="choice ${kind} ${on ? 'is-on' : ''}">
    <input type="radio" name=${`rate_${name}`} value=${value} checked=${on} onChange=${() => put(value)} aria-label=${said} aria-describedby=${described} />
    <span class="choice-words">
      <span class="choice-label" dir="auto">${label}</span>
      ${words && html`<span class="choice-cell" dir="auto">${words}</span>`}
    </span>
  </label>`
}

/** What appears once there is a mark: the question that must not steer it, why, and words where there are none. */
function Afterwards({ thing, view, room, value }) {
  const blank = value > 0 && (thing.blank || []).includes(String(value))
  return html`<div class="afterwards">
    ${thing.probe && html`<p class="probe" dir="auto">${thing.probe}</p>`}
    ${blank && !view.faceless && html`<${Wording} ...${{ thing, view, room, box: 'own', stop: blankStop(thing, value), ask: room.say('rate-own-ask'), hint: room.say('rate-own-hint'), max: WORDS }} />`}
    ${view.reason && html`<${Wording} ...${{ thing, view, room, box: 'reason', value, ask: room.say('rate-reason-ask'), hint: room.say('rate-reason-hint'), max: REASON }} />`}
    ${view.challenge && thing.cells && html`<${Challenge} ...${{ thing, view, room, value }} />`}
  </div>`
}

/** Between two stops without words the lower one is meant. */
function blankStop(thing, value) {
  return thing.blank.includes(String(Math.floor(value))) ? Math.floor(value) : Math.ceil(value)
}

/** A few words beside a mark, sent by a button of their own; what is kept stands below and can be taken back. */
function Wording({ thing, view, room, box, stop, value, ask, hint, max }) {
  const draft = room.draft(`${box}-${thing.id}-${stop || ''}`)
  const kept = Object.entries(view.words || {}).find(([, one]) => one.box === box && one.item === thing.id && (!stop || one.stop === String(stop)))
  const id = `${box}-${thing.id}`.replace(/[^\w-]/g, '-')
  function keep(event) {
    event.preventDefault()
    const text = draft.value.trim()
    if (!text) return
    if (box === 'reason') room.play('mark', { item: thing.id, value: value === CANT ? 'cant' : value, reason: text, round: view.round })
    else room.play(box, { item: thing.id, stop, text })
    draft.clear()
  }
  return html`<form class="wording" onSubmit=${keep}>
    <${Field} id=${id} label=${ask} hint=${hint} value=${draft.value} onInput=${draft.set} max=${max} rows=${box === 'reason' ? 1 : 2} say=${room.say} optional />
    ${draft.value.trim() && html`<${Button} kind="quiet" type="submit" label=${room.say('rate-keep-words')} />`}
    ${kept && html`<div class="kept-words">
      <p dir="auto">${kept[1].text}</p>
      <${Button} kind="alt" label=${room.say('rate-take-back')} onClick=${() => room.play('withdraw', { entry: kept[0] })} />
    </div>`}
  </form>`
}

function Challenge({ thing, view, room, value }) {
  const filled = Object.keys(view.scale).filter((no) => !(thing.blank || []).includes(no))
  const [stop, setStop] = useState(filled.includes(String(value)) ? String(value) : filled[0])
  return html`<details class="challenge">
    <summary>${room.say('rate-challenge')}</summary>
    <label class="challenge-stop"><span>${room.say('rate-challenge-stop')}</span>
      <select class="field-box" value=${stop} onChange=${(event) => setStop(event.currentTarget.value)}>
        ${filled.map((no) => html`<option key=${no} value=${no}>${view.scale[no].label}</option>`)}
      </select>
    </label>
    <${Wording} key=${stop} ...${{ thing, view, room, box: 'challenge', stop: Number(stop), ask: room.say('rate-challenge-ask'), hint: room.say('rate-challenge-hint'), max: WORDS }} />
  </details>`
}

/** For those at the table without a phone: a count of hands at each stop, with one's own among them. */
function Hands({ thing, view, room }) {
  const counted = (view.hands || {})[thing.id] || { counts: {}, cant: 0 }
  const [hands, setHands] = useState({ ...counted.counts, cant: counted.cant })
  const up = Object.values(hands).reduce((sum, n) => sum + n, 0)
  const stops = [...Object.entries(view.scale).map(([no, { label }]) => [no, label]), ...(view.cant ? [['cant', view.cant]] : [])]
  const refused = room.refusal('hands', thing.id)
  const send = () => {
    const { cant, ...counts } = hands
    room.play('hands', { item: thing.id, counts, cant, round: view.round })
  }
  return html`<details class="hands">
    <summary>${room.say('rate-hands', { count: view.voices })}</summary>
    <p class="aside">${room.say('rate-hands-how', { count: view.voices - 1 })}</p>
    <ul>${stops.map(([no, label]) => html`<li key=${no}>
      <span dir="auto">${label}</span>
      <span class="hands-count" role="group" aria-label=${label}>
        <button type="button" class="step" aria-label=${room.say('rate-hand-fewer', { stop: label })} disabled=${!hands[no]} onClick=${() => setHands({ ...hands, [no]: hands[no] - 1 })}><span aria-hidden="true">−</span></button>
        <bdi class="num">${hands[no] || 0}</bdi>
        <button type="button" class="step" aria-label=${room.say('rate-hand-more', { stop: label })} disabled=${up >= view.voices} onClick=${() => setHands({ ...hands, [no]: (hands[no] || 0) + 1 })}><span aria-hidden="true">+</span></button>
      </span>
    </li>`)}</ul>
    <p role="status">${room.say('rate-hands-up', { count: up, of: view.voices })}</p>
    <${Button} kind="quiet" label=${room.say('rate-hands-keep')} disabled=${up === 0} onClick=${send} />
    ${refused ? html`<p class="refused" role="alert">${refused}</p>` : html`<${Saved} say=${room.say} status=${room.status('hands', thing.id)} />`}
  </details>`
}

// ── phone, afterwards ───────────────────────────────────────────────────────

/** How the room stands beside one's own marks; first what was put before one's own table. */
function Result({ view, room, marks }) {
  const things = everything(view)
  const sent = things.filter(({ id }) => (view.sent || {})[id])
  const rest = view.order.map((id) => things.find((thing) => thing.id === id)).filter((thing) => thing && !sent.includes(thing))
  const one = (thing, open) => view.result[thing.id] && html`<li key=${thing.id}><${Outcome} ...${{ thing, view, room, marks, open }} /></li>`
  return html`<section class="outcome">
    ${sent.length > 0 && html`<h2>${room.say('rate-for-your-table')}</h2><ul>${sent.map((thing) => one(thing, true))}</ul>`}
    <h2>${room.say('rate-how-it-went')}</h2>
    <ul>${rest.map((thing) => one(thing, thing.id === view.focus))}</ul>
  </section>`
}

function Outcome({ thing, view, room, marks, open }) {
  const row = view.result[thing.id]
  const own = marks.last(thing.id)
  return html`<details class="of-one" open=${open}>
    <summary>
      <span class="of-one-title" dir="auto">${thing.title}</span>
      <${Tag} tag=${row.tag} room=${room} />
      ${own !== undefined && html`<small dir="auto">${room.say('rate-you', { stop: markName(own, view) })}</small>`}
    </summary>
    ${row.slices ? mineFirst(slicesOf(row), view).map((slice) => html`<div key=${slice.no} class="of-slice">
      <h3 dir="auto">${slice.name || room.say('rate-others')} <${Tag} tag=${slice.tag} room=${room} /></h3>
      ${slice.few || slice.with ? html`<p>${tooFew(slice, room)}</p>` : html`<${Bars} ...${{ row: slice, own: isMine(slice, view) ? own : undefined, view, room }} />`}
    </div>`) : row.few ? html`<p>${tooFew(row, room)}</p>` : html`<${Bars} ...${{ row, own, view, room }} />`}
    ${row.unsighted && html`<p class="unsighted">${room.say('rate-unsighted')}</p>`}
    ${view.baseline[thing.id] && html`<p dir="auto">${room.say('rate-baseline', { stop: stopName(view.baseline[thing.id], view) })}</p>`}
    ${(view.agreed || {})[thing.id] && html`<p class="agreed" dir="auto">${agreedOn(view.agreed[thing.id], view, room)} ${view.agreed[thing.id].line}</p>`}
    <${Talk} ...${{ thing, view, room }} />
  </details>`
}

function mineFirst(slices, view) {
  return [...slices].sort((a, b) => isMine(b, view) - isMine(a, view))
}

function isMine(slice, view) {
  return view.by === 'partnership' && slice.name === view.partnership
}

function Bars({ row, own, view, room }) {
  const first = row.before || { counts: {} }
  const most = Math.max(1, ...Object.values(row.counts), row.cant)
  const places = [...new Set([...Object.keys(view.scale), ...Object.keys(row.counts), ...Object.keys(first.counts)])].sort((a, b) => a - b)
  const bar = (key, label, count, before, mine) => html`<li key=${key} class="${mine ? 'is-mine' : ''} ${key % 1 ? 'is-half' : ''}" style=${{ '--share': String(count / most) }}>
    <bdi class="num">${count}</bdi>
    <span><span dir="auto">${label}</span>
      ${mine && html` <strong>${room.say('rate-your-mark')}</strong>`}
      ${row.before && before !== count && html` <small>${room.say('rate-before', { count: before })}</small>`}</span>
  </li>`
  return html`<ul class="near-bars">
    ${places.map((place) => bar(place, place % 1 ? room.say('rate-between') : stopName(place, view), row.counts[place] || 0, first.counts[place] || 0, own === Number(place)))}
    ${(row.cant > 0 || own === CANT) && bar('cant', view.cant, row.cant, first.cant, own === CANT)}
  </ul>`
}

/** At the table: who speaks first, what was said why, and the next stop that whoever holds the phone writes down. */
function Talk({ thing, view, room }) {
  const reasons = Object.entries((view.reasons || {})[thing.id] || {}).sort(([a], [b]) => a - b)
  const next = (view.next_stops || {})[thing.id]
  const sent = (view.sent || {})[thing.id]
  const writes = room.holder && !view.faceless
  if (!sent && !next && reasons.length === 0 && !writes) return null
  return html`<div class="talk">
    ${sent && html`<p class="probe">${room.say('rate-prompt-ends')}</p>`}
    ${reasons.length > 0 && html`<h3>${room.say('rate-reasons-here')}</h3><ul class="reasons">${reasons.map(([id, { text, value }]) => html`<li key=${id}>
      ${value && html`<small dir="auto">${stopName(value, view)}</small>`} <span dir="auto">${text}</span>
    </li>`)}</ul>`}
    ${next && html`<h3>${room.say('rate-next-here')}</h3><p dir="auto">${next.step ? `${next.text} → ${next.step}` : next.text}</p>`}
    ${writes && html`<${NextStop} ...${{ thing, next, room }} />`}
  </div>`
}

function NextStop({ thing, next, room }) {
  const text = room.draft(`next-${thing.id}`)
  const step = room.draft(`step-${thing.id}`)
  const id = `next-${thing.id}`.replace(/[^\w-]/g, '-')
  const refused = room.refusal('next_stop', thing.id)
  function keep(event) {
    event.preventDefault()
    if (!text.value.trim()) return
    room.play('next_stop', { item: thing.id, text: text.value.trim(), step: step.value.trim() })
    text.clear()
    step.clear()
  }
  return html`<details class="next-stop" open=${Boolean(text.value)}>
    <summary>${room.say(next ? 'rate-next-change' : 'rate-next-write')}</summary>
    <form onSubmit=${keep}>
      <${Field} id=${id} label=${room.say('rate-next-ask')} hint=${room.say('rate-next-who')} value=${text.value} onInput=${text.set} max=${WORDS} rows=${3} say=${room.say} />
      <${Field} id=${`${id}-step`} label=${room.say('rate-next-step')} value=${step.value} onInput=${step.set} max=${REASON} say=${room.say} optional />
      <${Button} kind="quiet" type="submit" label=${room.say('rate-keep-words')} disabled=${!text.value.trim()} />
      ${refused ? html`<p class="refused" role="alert">${refused}</p>` : html`<${Saved} say=${room.say} status=${room.status('next_stop', thing.id)} />`}
    </form>
  </details>`
}

// ── one's own marks ─────────────────────────────────────────────────────────

/**
 * The marks as this person left them, and the way to change them. What was tapped shows at once: while it is on its way
 * it stands in the outbox, and from the room's answer until the next view it is remembered here.
 */
function useMarks(view, room) {
  const [wishes, setWishes] = useState({})
  const mine = view.mine || {}
  const told = (item) => (mine[item] && mine[item].round === view.round ? mine[item].value : undefined)
  const onItsWay = (item) => unsent(room, 'mark').filter(({ data }) => data.item === item && data.round === view.round).pop()

  function of(item) {
    const flying = onItsWay(item)
    if (flying) return flying.data.value === 'cant' ? CANT : flying.data.value
    const wish = wishes[item]
    const ahead = wish && !room.refusal('mark', item) && wish.stale.includes(told(item))
    return ahead ? wish.value : told(item)
  }

  function put(item, value) {
    const stale = [...(wishes[item] || { stale: [] }).stale, told(item), of(item)]
    setWishes({ ...wishes, [item]: { value, stale } })
    room.play('mark', { item, value: value === CANT ? 'cant' : value, round: view.round })
  }

  function before(item) {
    const one = mine[item] || {}
    return one.round < view.round ? one.value : one.before
  }

  function status(item) {
    const now = room.status('mark', item)
    return now === 'sending' || of(item) === undefined ? now === 'sending' ? now : undefined : 'saved'
  }

  const last = (item) => (of(item) === undefined ? (mine[item] || {}).value : of(item))
  return { of, put, before, status, last }
}

function markName(value, view) {
  return value === CANT ? view.cant : stopName(value, view)
}

/** Everything this phone rates, in its reader's own order where there is one; then what only some of the room rate. */
export function everything({ items, seed, table_items: theirs, own_items: own }) {
  const given = listed({ items }).map(({ id }) => id)
  const others = listed({ items: { ...theirs, ...own } }).filter(({ id }) => !items[id])
  return [...(seed === undefined ? given : inOwnOrder(given, seed)).map((id) => ({ id, ...items[id] })), ...others]
}

function asked(view) {
  return everything(view).filter(({ id }) => view.asks.length === 0 || view.asks.includes(id))
}

// ── console ─────────────────────────────────────────────────────────────────

function Desk({ view, room }) {
  const [chosen, setChosen] = useState([])
  const things = listed(view)
  const picked = chosen.filter((id) => view.items[id])
  const toggle = (id) => setChosen(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id])
  const done = (name, data) => {
    setChosen([])
    room.play(name, data)
  }
  return html`<div class="desk">
    <p class="desk-turnout"><bdi class="num">${room.say('rate-turnout', { count: view.finished, of: view.of })}</bdi>
      <span>${room.say('rate-are-through', { count: view.finished })}</span>
      ${view.begun > view.finished && html`<span>${room.say('rate-have-begun', { count: view.begun - view.finished })}</span>`}
      ${view.round > 1 && html`<span>${room.say('rate-round', { no: view.round })}</span>`}
    </p>
    <${Peek} view=${view} room=${room} />
    <${Lenses} view=${view} room=${room} />
    ${view.told && html`<${Views} view=${view} room=${room} />
      <ol class="desk-stops">${Object.entries(view.scale).map(([no, { label }]) => html`<li key=${no} dir="auto">${label}</li>`)}</ol>`}
    <ul class="desk-things">${things.map((thing) => html`<${OnDesk} key=${thing.id} ...${{ thing, view, room, picked: picked.includes(thing.id), toggle }} />`)}</ul>
    ${picked.length > 0 && html`<div class="hand">
      ${view.revealed && html`<${Button} kind="quiet" label=${room.say('rate-second', { count: picked.length })} onClick=${() => done('second', { items: picked })} />`}
      ${picked.length <= 3 && html`<${Button} kind="quiet" label=${room.say('rate-keep', { count: picked.length })} onClick=${() => done('keep', { items: picked })} />`}
    </div>`}
    ${view.kept.length > 0 && html`<div class="hand">
      <p>${room.say('rate-kept')} <span dir="auto">${view.kept.map((id) => view.items[id].title).join(' · ')}</span></p>
      <${Button} kind="alt" label=${room.say('rate-undo')} onClick=${() => room.play('keep', { items: [] })} />
    </div>`}
    <${Written} view=${view} room=${room} />
    <p class="refused" role="alert">${['second', 'keep', 'lens', 'agree', 'send', 'focus'].map((name) => room.refusal(name)).find(Boolean)}</p>
  </div>`
}

function Peek({ view, room }) {
  if (view.faceless) return html`<p class="aside">${room.say('faceless-console')}</p>`
  if (view.revealed) return null
  if (view.peeked) return html`<p class="aside">${room.say('rate-peeked')}</p>`
  return html`<div class="hand">
    <p class="aside">${room.say('rate-console-blind')}</p>
    <${Button} kind="alt" label=${room.say('rate-peek')} onClick=${() => room.play('peek')} />
  </div>`
}

function Lenses({ view, room }) {
  const lenses = Object.entries(view.lenses)
  if (lenses.length < 2) return null
  return html`<${Pick} label=${room.say('rate-lens')} value=${lenses.find(([, label]) => label === view.lens)[0]} options=${lenses} onChange=${(no) => room.play('lens', { no: Number(no) })} />`
}

/** In which order, and in which slices. */
function Views({ view, room }) {
  const orders = [['', room.say('rate-as-given')], ['divided', room.say('rate-most-divided')], ...Object.values(view.scale).map(({ id, label }) => [id, room.say('rate-most-at', { stop: label })])]
  const slices = [['', room.say('rate-whole-room')], ...view.slices.map((by) => [by, room.say(SLICES[by])])]
  return html`<div class="hand">
    <${Pick} label=${room.say('rate-arrange')} value=${view.arranged} options=${orders} onChange=${(by) => room.play('arrange', { by })} />
    <${Pick} label=${room.say('rate-slice')} value=${view.by} options=${slices} onChange=${(by) => room.play('slice', { by })} />
  </div>`
}

const SLICES = { role: 'rate-by-role', partnership: 'rate-by-partnership' }

function Pick({ label, value, options, onChange }) {
  return html`<label class="pick"><span>${label}</span>
    <select class="field-box" value=${value} onChange=${(event) => onChange(event.currentTarget.value)}>
      ${options.map(([id, said]) => html`<option key=${id} value=${id} selected=${id === value}>${said}</option>`)}
    </select>
  </label>`
}

function OnDesk({ thing, view, room, picked, toggle }) {
  const row = view.told ? view.result[thing.id] : undefined
  const focused = view.focus === thing.id
  return html`<li class="desk-thing">
    <label class="desk-name"><input type="checkbox" checked=${picked} onChange=${() => toggle(thing.id)} />
      <span><span dir="auto">${thing.title}</span> <small>${room.say('rate-rated', { count: view.rated[thing.id] || 0 })}</small></span></label>
    ${row && html`<div class="desk-strip"><${OneStrip} flat view=${view} thing=${thing} row=${row} per=${perDot(view, listed(view), DESK_STRIP, true)} width=${DESK_STRIP} room=${room} /></div>
      <p class="desk-row"><${Tag} tag=${row.tag} room=${room} />
        ${row.cant > 0 && html`<span>${cantSay(row.cant, room)}</span>`}
        ${row.unsighted && html`<span class="unsighted">${room.say('rate-unsighted')}</span>`}
        ${row.before && html`<span>${room.say('rate-unchanged', { count: row.unchanged })}</span>`}
        ${view.reasons[thing.id] > 0 && html`<small>${room.say('rate-reasons', { count: view.reasons[thing.id] })}</small>`}</p>`}
    ${row && row.slices && html`<ul class="desk-slices">${slicesOf(row).map((slice) => html`<li key=${slice.no}>
      <strong dir="auto">${slice.name || room.say('rate-others')}</strong> <span>${slice.few || slice.with ? tooFew(slice, room) : inWords(slice, view, room)}</span>
    </li>`)}</ul>`}
    <div class="hand">
      <${Button} kind="quiet" label=${room.say(focused ? 'rate-unfocus' : 'rate-focus')} onClick=${() => room.play('focus', { item: focused ? '' : thing.id })} />
      ${view.told && html`<${Settle} ...${{ thing, row, view, room }} />`}
    </div>
  </li>`
}

/** Put it before tables, and write down what the room settled on. */
function Settle({ thing, row, view, room }) {
  const agreed = view.agreed[thing.id]
  const sent = view.sent[thing.id] || []
  const tables = Object.entries(room.tables || {})
  const toggle = (no) => room.play('send', { item: thing.id, tables: sent.includes(no) ? sent.filter((one) => one !== no) : [...sent, no] })
  const places = Array.from({ length: 2 * stopCount(view) - 1 }, (_, at) => 1 + at / 2)
  return html`<details class="settle">
    <summary>${agreed ? agreedOn(agreed, view, room) : room.say('rate-settle')}${sent.length > 0 && ` · ${room.say('rate-sent', { count: sent.length })}`}</summary>
    <${Pick} label=${room.say('rate-agree')} value=${agreed ? (agreed.value ? String(agreed.value) : 'open') : ''}
      options=${[['', room.say('rate-not-yet')], ...places.map((place) => [String(place), `${place} ${stopName(place, view)}`]), ['open', room.say('rate-left-open')]]}
      onChange=${(value) => room.play('agree', agreement(thing, value))} />
    ${row && row.median && html`<${Button} kind="quiet" label=${room.say('rate-take-median', { stop: stopName(row.median, view) })} onClick=${() => room.play('agree', { item: thing.id, value: row.median, how: 'median' })} />`}
    <p class="aside">${room.say('rate-send')}</p>
    <div class="hand">${tables.map(([no, { name }]) => html`<${TableButton} key=${no} label=${name || room.say('look-table', { no })} pressed=${sent.includes(Number(no))} onClick=${() => toggle(Number(no))} />`)}</div>
  </details>`
}

function agreement(thing, value) {
  if (value === '') return { item: thing.id, how: '' }
  return value === 'open' ? { item: thing.id, value: 'open', how: 'open' } : { item: thing.id, value: Number(value), how: 'consensus' }
}

function TableButton({ label, pressed, onClick }) {
  return html`<button type="button" class="table-button" aria-pressed=${String(pressed)} onClick=${onClick}><span dir="auto">${label}</span></button>`
}

/** What tables wrote down, and words for the scale. */
function Written({ view, room }) {
  const next = Object.entries(view.next)
  const words = Object.entries(view.wordings)
  const titled = (item) => (view.items[item] || { title: '' }).title
  return html`
    ${next.length > 0 && html`<section class="written"><h3>${room.say('rate-next-stops')}</h3><ul>${next.map(([id, one]) => html`<li key=${id}>
      <strong dir="auto">${titled(one.item)}</strong> <span dir="auto">${one.step ? `${one.text} → ${one.step}` : one.text}</span>
      <small dir="auto">${((room.tables || {})[one.table] || {}).name || room.say('look-table', { no: one.table })}</small>
      <${Button} kind="alt" label=${room.say(one.shown === 'shown' ? 'console-take-down' : 'console-show')} onClick=${() => room.play(one.shown === 'shown' ? 'hide' : 'show', { entries: [id] })} />
    </li>`)}</ul></section>`}
    ${words.length > 0 && html`<section class="written"><h3>${room.say('rate-wordings')}</h3><ul>${words.map(([id, one]) => html`<li key=${id}>
      <strong dir="auto">${titled(one.item)}, ${stopName(one.stop, view)}</strong> <span dir="auto">${one.text}</span>
    </li>`)}</ul></section>`}`
}
