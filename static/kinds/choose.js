// Voting: on the phone a ballot that is sent at each tap, on the stage the items and then the tally, on the console
// how many have voted, and the facilitator's hand in it: merging, a second round, taking both.

import { html, useRef, useState } from '../js/html.js'
import { Bars } from '../js/elements/bars.js'
import { Button } from '../js/elements/button.js'
import { Option } from '../js/elements/option.js'
import { inOwnOrder } from '../js/elements/ownorder.js'
import { PageMark, paged, useHeight, usePage } from '../js/elements/pages.js'
import { Rest } from '../js/elements/rest.js'
import { Saved } from '../js/elements/saved.js'
import { still, useSteady, withId } from '../js/elements/still.js'

/** What things take on the stage, in its unit; a wording that is too long for one line takes two. */
const LONG = 40
const ONE_LINE = 9.2
const TWO_LINES = 14.4
const SENTENCE = 7
const USUAL_HEIGHT = 57

export default {
  wide: (view) => Boolean(view.tally),
  stage: (view, room) => (view.tally ? html`<${Tally} view=${view} room=${room} />` : html`<${Slate} view=${view} room=${room} />`),
  side: (view, room) => html`<${Turnout} view=${view} room=${room} />`,
  phone: (view, room) => html`<${Voting} key=${`${room.screen.id}/${view.round}`} view=${known(view)} room=${room} />`,
  console: (view, room) => html`<${Count} view=${view} room=${room} />`,
}

// ── stage ───────────────────────────────────────────────────────────────────

/** What there is to choose from, before anybody knows how it went. */
function Slate({ view, room }) {
  const items = inOrder(view.items)
  const how = howTo(view, room)
  const [frame, height] = useHeight(USUAL_HEIGHT)
  const pages = paged(items, height - (how ? SENTENCE : 0), tall)
  const page = usePage(pages.length, undefined, 'first')
  if (items.length === 0) return html`<p class="nothing-yet">${room.say('choose-nothing-yet')}</p>`
  return html`<div class="slate-frame" ref=${frame}>
    ${how && html`<p class="how">${how}</p>`}
    <ul class="slate">
      ${(pages[page] || []).map((item) => html`<li key=${item.id} class="slate-item">
        <span class="slate-title" dir="auto">${called(item, room)}</span>
        ${item.also.length > 0 && html`<span class="slate-also" dir="auto">${item.also.join(' · ')}</span>`}
      </li>`)}
    </ul>
    <${PageMark} page=${page} count=${pages.length} say=${room.say} />
  </div>`
}

function tall({ title, also }) {
  return [...title].length > LONG || also.length ? TWO_LINES : ONE_LINE
}

function Tally({ view, room }) {
  return html`<${Bars} items=${bars(view, room)} say=${room.say} />`
}

function bars(view, room) {
  const top = Math.max(0, ...Object.values(view.tally).map(({ count }) => count))
  return inOrder(view.items).map((item) => {
    const { count = 0 } = view.tally[item.id] || {}
    return { id: item.id, label: called(item, room), also: item.also, count, lead: count > 0 && count === top, tied: view.ties.includes(item.id) }
  })
}

/** Beside the drawing: how many have voted, and in words what the bars say. */
function Turnout({ view, room }) {
  return html`<div class="turnout">
    ${view.round > 1 && html`<p>${room.say('choose-round', { no: view.round })}</p>`}
    <p class="turnout-count">
      <bdi class="num">${room.say('choose-turnout', { voted: view.voted, of: view.of })}</bdi>
      <span>${room.say('choose-have-voted', { voted: view.voted })}</span>
    </p>
    ${view.few && html`<p class="verdict">${room.say('choose-few')}</p>`}
    ${view.tally && view.mode === 'ranking' && html`<p>${room.say('choose-points', { rank: view.rank })}</p>`}
    ${view.settled.length === 0 && (view.ties || []).length > 0 && html`<p class="verdict">${room.say('choose-tie', { count: view.ties.length })}</p>`}
    ${view.settled.length > 0 && html`<div class="verdict">
      <p>${room.say('choose-settled', { count: view.settled.length })}</p>
      <ul>${view.settled.map((id) => html`<li key=${id} dir="auto">${titleOf(id, view, room)}</li>`)}</ul>
    </div>`}
  </div>`
}

// ── phone ───────────────────────────────────────────────────────────────────

/** Of many ideas a phone is told some, and those its owner chose: a view with all that it knows of as its items. */
export function known(view) {
  const items = { ...view.share, ...view.own, ...view.items }
  return { ...view, items, count: Math.max(view.count || 0, Object.keys(items).length) }
}

function Voting({ view, room }) {
  const [ballot, vote] = useBallot(view, room)
  const open = room.screen.open
  const left = view.count - Object.keys(view.items).length // not told to this phone yet
  if (Object.keys(view.items).length === 0) return html`<p class="nothing-yet">${room.say('choose-nothing-yet')}</p>`
  return html`<div class="voting">
    ${view.round > 1 && html`<p class="round">${room.say('choose-round', { no: view.round })}</p>`}
    ${view.tally && html`<${Result} view=${view} room=${room} />`}
    ${view.tally && open && html`<h2 class="again">${room.say('choose-again')}</h2>`}
    ${open && html`<p class="how">${howTo(view, room)}</p>`}
    ${open && html`<p class="hush who-sees">${room.say(view.faceless ? 'faceless-before' : 'choose-who-sees')}</p>`}
    ${view.few && html`<p>${room.say('choose-few')}</p>`}
    ${(open || !view.tally) && html`<${Ballot} view=${view} room=${room} ballot=${ballot} vote=${vote} disabled=${!open} />`}
    <${Rest} left=${left} label=${room.say('choose-rest', { count: left })} say=${room.say} onMore=${room.whole} />
    <${Standing} view=${view} room=${room} ballot=${ballot} />
  </div>`
}

function Ballot(props) {
  if (props.view.mode === 'ranking') return html`<${Ranking} ...${props} />`
  if (props.view.mode === 'dots' && props.view.each > 1) return html`<${Dots} ...${props} />`
  return html`<${Options} ...${props} />`
}

/** One tap chooses, another takes it back. */
function Options({ view, room, ballot, vote, disabled }) {
  const used = Object.keys(ballot.picks).length
  const one = view.mode === 'single' || view.mode === 'yesno'
  const most = { dots: view.dots, several: view.most }[view.mode] || Infinity
  const { onTap } = useSteady({ onTap: tap })

  function tap(id) {
    const { [id]: chosen, ...others } = ballot.picks
    vote({ picks: chosen ? others : { ...(one ? {} : others), [id]: 1 } })
  }

  return html`
    ${most < Infinity && html`<p class="left" role="status">${!disabled && room.say('choose-left', { left: most - used, of: most })}</p>`}
    <ul class="choices">
      ${ordered(view).map((item) => html`<${Choice} key=${item.id} item=${item} say=${room.say} pressed=${Boolean(ballot.picks[item.id])}
        disabled=${disabled || (!one && !ballot.picks[item.id] && used >= most)} onTap=${onTap} />`)}
    </ul>`
}

/** One of perhaps three hundred: drawn again when it was tapped, and not for its neighbours. */
const Choice = still(({ item, say, pressed, disabled, onTap }) => html`<li>
  <${Option} label=${called(item, { say })} line=${more(item, { say })} pressed=${pressed} disabled=${disabled} onClick=${() => onTap(item.id)} />
</li>`)

/** Several dots on one item: one fewer, one more. */
function Dots({ view, room, ballot, vote, disabled }) {
  const left = view.dots - Object.values(ballot.picks).reduce((sum, n) => sum + n, 0)

  function put(id, n) {
    const { [id]: _, ...others } = ballot.picks
    vote({ picks: n > 0 ? { ...others, [id]: n } : others })
  }

  return html`
    <p class="left" role="status">${!disabled && room.say('choose-left', { left, of: view.dots })}</p>
    <ul class="choices">
      ${ordered(view).map((item) => {
        const n = ballot.picks[item.id] || 0
        const title = called(item, room)
        return html`<li key=${item.id} class="dotted ${n ? 'is-chosen' : ''}">
          <p class="dotted-words">
            <span dir="auto">${title}</span>
            ${more(item, room) && html`<span class="dotted-line" dir="auto">${more(item, room)}</span>`}
          </p>
          <div class="dotted-hand" role="group" aria-label=${title}>
            <button type="button" class="step" aria-label=${room.say('choose-dot-fewer', { title })} disabled=${disabled || n === 0} onClick=${() => put(item.id, n - 1)}>
              <span aria-hidden="true">−</span>
            </button>
            <span class="dotted-count">
              <bdi class="num">${n}</bdi>
              <span class="visually-hidden">${room.say('choose-dots-on', { count: n })}</span>
            </span>
            <button type="button" class="step" aria-label=${room.say('choose-dot-more', { title })} disabled=${disabled || left === 0 || n >= view.each} onClick=${() => put(item.id, n + 1)}>
              <span aria-hidden="true">+</span>
            </button>
          </div>
        </li>`
      })}
    </ul>`
}

/** The ranked ones with buttons up, down and out; below them the rest, to be put at the end by one tap. */
function Ranking({ view, room, ballot, vote, disabled }) {
  const { ranking } = ballot
  const focus = useRef('')
  const [said, setSaid] = useState('')
  const rest = ordered(view).filter(({ id }) => !ranking.includes(id))

  function place(id, at, way) {
    const others = ranking.filter((one) => one !== id)
    const moved = way === 'out' ? others : [...others.slice(0, at), id, ...others.slice(at)]
    // A button that reaches its end is switched off; the focus goes to its neighbour rather than nowhere.
    focus.current = `${id}/${ends(at, moved.length, way) ? OTHER_WAY[way] : way}`
    const title = titleOf(id, view, room)
    setSaid(way === 'out' ? room.say('choose-ranked-out', { title }) : room.say('choose-ranked-at', { title, place: at + 1 }))
    vote({ ranking: moved })
  }

  const hand = (id, at, way, key, mark) => html`<button type="button" class="step"
    ref=${(button) => { if (button && focus.current === `${id}/${way}`) { focus.current = ''; button.focus() } }}
    aria-label=${room.say(key, { title: titleOf(id, view, room) })}
    disabled=${disabled || ends(ranking.indexOf(id), ranking.length, way)}
    onClick=${() => place(id, at, way)}><span aria-hidden="true">${mark}</span></button>`

  return html`
    <p class="left" role="status">${!disabled && room.say('choose-places-left', { left: Math.max(0, Math.min(view.rank, view.count) - ranking.length) })}</p>
    <p class="visually-hidden" role="status">${said}</p>
    ${ranking.length > 0 && html`<ol class="choices" aria-label=${room.say('choose-your-ranking')}>
      ${ranking.map((id, at) => html`<li key=${id} class="ranked">
        <p class="ranked-words"><bdi class="num">${at + 1}</bdi><span dir="auto">${titleOf(id, view, room)}</span></p>
        <div class="ranked-hand">
          ${hand(id, at - 1, 'up', 'choose-rank-up', '↑')}
          ${hand(id, at + 1, 'down', 'choose-rank-down', '↓')}
          ${hand(id, at, 'out', 'choose-rank-out', '×')}
        </div>
      </li>`)}
    </ol>`}
    <ul class="choices" aria-label=${room.say('choose-not-ranked')}>
      ${rest.map((item) => html`<li key=${item.id}>
        <${Option} label=${called(item, room)} line=${more(item, room)} pressed=${false} disabled=${disabled || ranking.length >= view.rank}
          onClick=${() => place(item.id, ranking.length, 'in')} />
      </li>`)}
    </ul>`
}

const OTHER_WAY = { up: 'down', down: 'up' }

function ends(at, length, way) {
  return (way === 'up' && at === 0) || (way === 'down' && at === length - 1)
}

/** The vote is safe, or why it is not; and when it is over. */
function Standing({ view, room, ballot }) {
  const status = room.status('vote')
  const failed = room.refusal('vote')
  const given = Object.keys(ballot.picks).length + ballot.ranking.length > 0
  const standing = status === 'sending' ? status : given && view.cast ? 'saved' : undefined
  if (failed) return html`<p class="standing is-failed" role="alert">${failed}</p>`
  if (!room.screen.open) return html`<p class="standing" role="status">${room.say(view.cast ? 'choose-closed-counted' : 'choose-closed')}</p>`
  return html`<div class="standing">
    <${Saved} say=${room.say} text=${room.say('choose-in')} status=${standing} />
    ${view.blind && !view.tally && html`<p class="hush">${room.say('choose-blind')}</p>`}
  </div>`
}

function Result({ view, room }) {
  return html`<section class="result">
    <h2>${room.say('choose-result')}</h2>
    <${Counts} view=${view} room=${room} />
    ${view.mode === 'ranking' && html`<p>${room.say('choose-points', { rank: view.rank })}</p>`}
    ${view.ties.length > 0 && view.settled.length === 0 && html`<p>${room.say('choose-tie', { count: view.ties.length })}</p>`}
    ${view.settled.length > 0 && html`<p>${room.say('choose-settled', { count: view.settled.length })} <span dir="auto">${view.settled.map((id) => titleOf(id, view, room)).join(' · ')}</span></p>`}
  </section>`
}

/** The tally near at hand: all of it, every wording in full, however large the letters are. */
function Counts({ view, room }) {
  const all = bars(view, room).sort((a, b) => b.count - a.count)
  const top = Math.max(1, ...all.map(({ count }) => count))
  return html`<ul class="counts">
    ${all.map(({ id, label, also, count, lead, tied }) => html`<li key=${id} class=${lead ? 'is-lead' : ''} style=${{ '--share': String(count / top) }}>
      <p><bdi class="num">${count}</bdi>
        <span>
          <span dir="auto">${label}</span>
          ${also.length > 0 && html` <span class="counts-also" dir="auto">${also.join(' · ')}</span>`}
          ${tied && html` <strong class="counts-tie">${room.say('look-tie')}</strong>`}
        </span>
      </p>
    </li>`)}
  </ul>`
}

/**
 * The ballot as this person left it, and the way to change it. What was tapped shows at once: while it is on its way
 * it stands in the outbox, and from the room's answer until the next view it is remembered here.
 */
function useBallot(view, room) {
  const [wish, setWish] = useState({ ballot: undefined, stale: [] })
  const told = { picks: view.picks || {}, ranking: view.ranking || [] }
  const failed = room.refusal('vote') !== ''
  const unsent = (room.pending || []).filter(({ name, data }) => name === 'vote' && data.round === view.round).pop()
  const ahead = wish.ballot && !failed && wish.stale.includes(written(told))
  const ballot = standing(unsent ? unsent.data : ahead ? wish.ballot : told, view)

  function vote(change) {
    setWish({ ballot: change, stale: [...wish.stale, written(told), written(ballot)] })
    room.play('vote', { ...change, round: view.round })
  }
  return [ballot, vote]
}

/** Only what can still be voted for: an item may have gone while the ballot was on its way. */
function standing({ picks = {}, ranking = [] }, view) {
  return {
    picks: Object.fromEntries(Object.entries(picks).filter(([id]) => view.items[id])),
    ranking: ranking.filter((id) => view.items[id]),
  }
}

function written({ picks = {}, ranking = [] }) {
  return JSON.stringify([Object.entries(picks).sort(), ranking])
}

// ── console ─────────────────────────────────────────────────────────────────

function Count({ view, room }) {
  const [chosen, setChosen] = useState([])
  const picked = chosen.filter((id) => view.items[id])
  const done = (name, data) => {
    setChosen([])
    room.play(name, data)
  }
  return html`<div class="count">
    <p class="count-voted">
      <bdi class="num">${room.say('choose-turnout', { voted: view.voted, of: view.of })}</bdi>
      <span>${room.say('choose-have-voted', { voted: view.voted })}</span>
      ${view.round > 1 && html`<span>${room.say('choose-round', { no: view.round })}</span>`}
    </p>
    ${!view.tally && !view.few && html`<p class="aside">${room.say('choose-console-blind')}</p>`}
    ${view.few && html`<p class="aside">${room.say('choose-few')}</p>`}
    ${view.faceless && html`<p class="aside">${room.say('faceless-console')}</p>`}
    ${view.tally && html`<${Counts} view=${view} room=${room} />`}
    <${AtATie} view=${view} room=${room} done=${done} />
    <${Hand} view=${view} room=${room} picked=${picked} setPicked=${setChosen} done=${done} />
    <${Merged} view=${view} room=${room} />
    <${Trouble} room=${room} />
  </div>`
}

/** When the top is shared: once more between those, or take them all. */
function AtATie({ view, room, done }) {
  const { ties = [], settled } = view
  if (settled.length > 0) {
    return html`<div class="hand">
      <p>${room.say('choose-settled', { count: settled.length })} <span dir="auto">${settled.map((id) => titleOf(id, view, room)).join(' · ')}</span></p>
      <${Button} kind="quiet" label=${room.say('choose-unsettle')} onClick=${() => done('settle', { items: [] })} />
    </div>`
  }
  if (ties.length === 0) return null
  return html`<div class="hand">
    <p><strong>${room.say('choose-tie', { count: ties.length })}</strong></p>
    <${Button} kind="quiet" label=${room.say('choose-run-off-tied')} onClick=${() => done('run_off', { items: ties })} />
    <${Button} kind="quiet" label=${room.say('choose-take-all', { count: ties.length })} onClick=${() => done('settle', { items: ties })} />
  </div>`
}

/** Mark two or more items, then say what becomes of them. */
function Hand({ view, room, picked, setPicked, done }) {
  const toggle = (id) => setPicked(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id])
  return html`<details class="items">
    <summary>${room.say('choose-items', { count: Object.keys(view.items).length })}</summary>
    <p class="aside">${room.say('choose-items-how')}</p>
    <ul>
      ${inOrder(view.items).map((item) => html`<li key=${item.id}><label>
        <input type="checkbox" checked=${picked.includes(item.id)} onChange=${() => toggle(item.id)} />
        <span>
          <span dir="auto">${called(item, room)}</span>
          ${item.also.length > 0 && html` <span class="aside" dir="auto">${room.say('choose-also', { wordings: item.also.join(' · ') })}</span>`}
        </span>
      </label></li>`)}
    </ul>
    ${picked.length === 2 && picked.map((into) => html`<${Button} key=${into} kind="quiet" label=${room.say('choose-merge', { title: titleOf(into, view, room) })}
      onClick=${() => done('merge', { item: picked.find((id) => id !== into), into })} />`)}
    ${picked.length > 1 && html`<${Button} kind="quiet" label=${room.say('choose-run-off', { count: picked.length })} onClick=${() => done('run_off', { items: picked })} />`}
    ${picked.length > 0 && html`<${Button} kind="quiet" label=${room.say('choose-take', { count: picked.length })} onClick=${() => done('settle', { items: picked })} />`}
  </details>`
}

function Merged({ view, room }) {
  const merged = Object.entries(view.merged)
  if (merged.length === 0) return null
  return html`<ul class="merged">
    ${merged.map(([id, { into, title }]) => html`<li key=${id}>
      <span dir="auto">${room.say('choose-merged', { title, into: titleOf(into, view, room) })}</span>
      <${Button} kind="alt" label=${room.say('choose-unmerge')} onClick=${() => room.play('unmerge', { item: id })} />
    </li>`)}
  </ul>`
}

function Trouble({ room }) {
  const failed = ['merge', 'unmerge', 'run_off', 'settle'].map((name) => room.refusal(name)).find(Boolean)
  return html`<p class="trouble" role="alert">${failed}</p>`
}

// ── words and order ─────────────────────────────────────────────────────────

/** One sentence that says what to do, the same on the stage and on the phone; a single choice needs none on the stage. */
function howTo(view, room) {
  const { mode, dots, each, most, rank } = view
  if (mode === 'dots') return room.say('choose-how-dots', { dots, each })
  if (mode === 'several') return most ? room.say('choose-how-several-most', { most }) : room.say('choose-how-several')
  return mode === 'ranking' ? room.say('choose-how-ranking', { rank }) : ''
}

/** A yes/no vote without options of its own speaks the interface's language. */
function called(item, room) {
  if (item.title) return item.title
  return item.id === 'yes' ? room.say('choose-yes') : room.say('choose-no')
}

function titleOf(id, view, room) {
  return view.items[id] ? called({ id, ...view.items[id] }, room) : ''
}

function more(item, room) {
  const also = item.also.length > 0 ? room.say('choose-also', { wordings: item.also.join(' · ') }) : ''
  return [item.line, also].filter(Boolean).join(' · ')
}

function inOrder(items) {
  return Object.entries(items).map(([id, item]) => withId(id, item)).sort((a, b) => a.no - b.no)
}

/** In this reader's own order, where there is one. What was told first stays first when the rest has come. */
export function ordered({ items, seed, share = {} }) {
  const drawn = seed === undefined ? inOrder(items).map(({ id }) => id) : inOwnOrder(Object.keys(items), seed)
  return [...drawn.filter((id) => share[id]), ...drawn.filter((id) => !share[id])].map((id) => withId(id, items[id]))
}
