// Offers meet needs. On the stage the needs, those without a taker largest; on the phone what I need and who offers to
// help, then the needs I might help with; on the console how the market goes, and the needs nobody has claimed.

import { html, useState } from '../js/html.js'
import { Button } from '../js/elements/button.js'
import { Field } from '../js/elements/field.js'
import { Glyph } from '../js/elements/glyph.js'
import { LookUp } from '../js/elements/lookup.js'
import { arrived, inOrder, unsent } from '../js/elements/mine.js'
import { Option } from '../js/elements/option.js'
import { OwnWords, kept, whatIsMissing } from '../js/elements/ownwords.js'
import { PageMark, usePage } from '../js/elements/pages.js'
import { Rest } from '../js/elements/rest.js'
import { Sure } from '../js/elements/sure.js'
import { Visibility } from '../js/elements/visibility.js'

const AT_ONCE = 4 // needs on one page of the stage
const LONG = 58 // characters: a need that is longer takes the place of two
const FEW = 6 // on the phone, before the rest is folded away
const ANSWERED = { offered: 'match-offered', matched: 'match-matched' }
const MINE = { open: 'match-mine-open', accepted: 'match-mine-accepted', declined: 'match-mine-declined' }
const REVIEWED = { waiting: 'collect-console-waiting', shown: 'collect-console-shown', hidden: 'collect-console-hidden' }
const KINDS = {
  need: { box: 'need', ask: 'match-need-ask', send: 'match-send-need', mine: 'match-my-need', go: 'match-go-need' },
  offer: { box: 'can', ask: 'match-can-ask', send: 'match-send-can', mine: 'match-my-can', go: 'match-go-can' },
}
const HOW = {
  help: { line: 'match-line-help', send: 'match-send-help', they: 'match-they-help' },
  know: { line: 'match-line-know', send: 'match-send-know', they: 'match-they-know' },
}

export default {
  reveals: false,
  wide: (view) => view.phase !== 'write',
  side: (view, room) => (view.phase === 'write' ? html`<${WrittenSoFar} view=${view} room=${room} />` : null),
  stage: (view, room) => html`<${view.phase === 'write' ? Asked : OnStage} view=${view} room=${room} />`,
  phone: (view, room) => html`<div class="market"><${PHONES[view.phase]} key=${room.screen.id} view=${known(view)} room=${room} /></div>`,
  console: (view, room) => html`<${AtTheDesk} view=${view} room=${room} />`,
}

// ── stage ───────────────────────────────────────────────────────────────────

function Asked({ view, room }) {
  const asks = view.asks.length > 0 ? view.asks : [room.say('match-need-ask'), room.say('match-can-ask')]
  return html`<ul class="asks">${asks.map((ask) => html`<li key=${ask} dir="auto">${ask}</li>`)}</ul>`
}

function WrittenSoFar({ view: { counts }, room }) {
  return html`<p class="counted">
    <bdi class="num">${counts.written_needs}</bdi><span>${room.say('match-counted-needs', { count: counts.written_needs })}</span>
    <bdi class="num">${counts.written_offers}</bdi><span>${room.say('match-counted-offers', { count: counts.written_offers })}</span>
  </p>`
}

/** First what nobody has claimed, large; then, smaller, what has found somebody. It comes to rest where it began. */
function OnStage({ view, room }) {
  const needs = inOrder(view.needs, 'at')
  const open = needs.filter(({ standing }) => !ANSWERED[standing])
  const found = needs.filter(({ standing }) => ANSWERED[standing])
  const pages = [...dealt(open), ...inFours(found)]
  const page = usePage(pages.length, undefined, 'first')
  if (needs.length === 0) return html`<div class="trade"><p class="calm">${room.say(view.large ? 'match-all-claimed' : 'match-none-yet')}</p></div>`
  return html`<div class="trade">
    <${Page} needs=${pages[page]} room=${room} />
    <div class="trade-foot">
      <p class="sum">${view.phase === 'unmet' ? room.say('match-still', { count: needs.length }) : sum(view.counts, room)}</p>
      <${PageMark} page=${page} count=${pages.length} say=${room.say} />
    </div>
  </div>`
}

function Page({ needs, room }) {
  const small = Boolean(ANSWERED[needs[0].standing])
  const rows = needs.length > 2 || (small && needs.length > 1) ? 2 : 1
  return html`<ul class="needs has-${needs.length} ${small ? 'is-small' : ''} ${rows > 1 ? 'in-rows' : ''}">
    ${needs.map((need) => html`<li key=${need.id} class="need-card ${need.nudged ? 'is-nudged' : ''} ${rows > 1 && !small && isLong(need) ? 'is-tall' : ''}">
      <span class="need-text" dir="auto">${need.text}</span>
      <small>
        ${small && html`<span class="need-found"><${Glyph} phase=${need.standing === 'matched' ? 'commit' : 'arrive'} /> ${room.say(ANSWERED[need.standing])}</span>`}
        ${need.by && html`<span dir="auto">${need.by}</span>`}
        ${!small && need.tags.map((tag) => html`<span key=${tag} class="note-tag" dir="auto">${tag}</span>`)}
      </small>
    </li>`)}
  </ul>`
}

/** Four short ones fill a page; a long one takes the place of two. */
function dealt(needs) {
  const pages = []
  let left = 0
  for (const need of needs) {
    const size = isLong(need) ? 2 : 1
    if (size > left) {
      pages.push([])
      left = AT_ONCE
    }
    pages[pages.length - 1].push(need)
    left -= size
  }
  return pages
}

function inFours(needs) {
  return Array.from({ length: Math.ceil(needs.length / AT_ONCE) }, (_, no) => needs.slice(no * AT_ONCE, (no + 1) * AT_ONCE))
}

function isLong({ text }) {
  return [...text].length > LONG
}

function sum({ open, offered, matched }, room) {
  return room.say('match-sum', { open, offered, matched })
}

// ── phone ───────────────────────────────────────────────────────────────────

/** Of a large market a phone is told some of it: a view with all the needs and offers that it knows of. */
export function known(view) {
  const { share, suits, nudged = {}, standing = {}, fitting } = view
  const some = Object.entries({ ...share, ...suits, ...nudged })
  const needs = some.map(([id, need]) => [id, { ...need, standing: standing[id] || 'open', nudged: Boolean(nudged[id]) }])
  const offers = { ...fitting, ...view.offers }
  return { ...view, needs: view.needs || Object.fromEntries(needs), offers, all: view.offers }
}

/** How many needs of others there are beyond those that this phone was told of. */
function untold({ count, needs, my_needs: mine }) {
  return Math.max(0, ((count && count.needs) || 0) - Object.keys({ ...mine, ...needs }).length)
}

/** One question at a time: what I need, then what I can give. Where something was begun, there it goes on. */
function AtTheStart({ view, room }) {
  const has = (what) => Object.values(view.mine).some((one) => one.box === KINDS[what].box) || unsent(room, what).length > 0
  const [at, go] = useState(() => (room.draft('offer').value !== '' || (has('need') && room.draft('need').value === '') ? 'offer' : 'need'))
  const other = at === 'need' ? 'offer' : 'need'
  return html`
    <${Write} key=${at} what=${at} view=${view} room=${room} onSent=${() => at === 'need' && go('offer')} />
    <p><${Button} kind="alt" label=${room.say(KINDS[other].go)} onClick=${() => go(other)} /></p>
    <${Mine} what="need" view=${view} room=${room} />
    <${Mine} what="offer" view=${view} room=${room} />
    <${AskedAbout} view=${view} room=${room} />`
}

function AtTheMarket({ view, room }) {
  return html`
    <${Answers} view=${view} room=${room} />
    <${MyNeeds} view=${view} room=${room} />
    <${NeedsToMeet} view=${view} room=${room} />
    <${AskedAbout} view=${view} room=${room} />
    <${Fold} label=${room.say('match-all-offers', { count: view.count.offers })} onOpen=${view.all ? undefined : room.whole}>
      ${view.all && html`<${Offers} offers=${inOrder(view.all, 'at')} view=${view} room=${room} />`}
    <//>
    <${Fold} label=${room.say('match-add')} open=${room.draft('need').value !== '' || room.draft('offer').value !== ''}>
      <${Write} what="need" view=${view} room=${room} />
      <${Write} what="offer" view=${view} room=${room} />
    <//>
    <${Mine} what="offer" view=${view} room=${room} />`
}

function Unmet({ view, room }) {
  const needs = inOrder(view.looking, 'at')
  const left = Math.max(0, view.count - needs.length) // not told to this phone yet
  return html`
    ${needs.length === 0
      ? html`<${LookUp} text=${room.say('match-all-claimed')} />`
      : html`<p>${room.say('match-unmet-how')}</p><ul class="cards">${needs.map((need) => html`<li key=${need.id} class="card"><${Words} one=${need} /></li>`)}</ul>`}
    <${Rest} left=${left} label=${room.say('match-more-needs', { count: left })} say=${room.say} onMore=${room.whole} />
    ${needs.length > 0 && room.visit && view.market && html`<${Button} label=${room.say('match-to-market')} onClick=${() => room.visit(view.market)} />`}`
}

const PHONES = { write: AtTheStart, market: AtTheMarket, unmet: Unmet }
/** One box, for a need or for an offer, as long as there is room for another. */
function Write({ what, view, room, onSent }) {
  const text = room.draft(what)
  const how = kept(room, `${what}.how`, { visibility: view.visibility, named: view.named, tags: [] })
  const [wants, setWants] = useState('')
  const { box, ...keys } = KINDS[what]
  const written = Object.values(view.mine).filter((one) => one.box === box).length + unsent(room, what).length
  if (written >= view.most && text.value === '') return null

  function send(event) {
    event.preventDefault()
    const missing = whatIsMissing(text.value, view.max, room)
    setWants(missing)
    if (missing || !room.screen.open) return
    room.play(what, { text: text.value.trim(), ...how.value })
    text.clear()
    how.clear()
    if (onSent) onSent()
  }

  return html`<form class="box" onSubmit=${send}>
    <${Field} id=${`write-${what}`} label=${view[box] || room.say(keys.ask)} hint=${view[`${box}_hint`]} value=${text.value} onInput=${text.set} max=${view.max} rows=${3} say=${room.say} />
    <${Tags} tags=${view.tags} chosen=${how.value.tags} onChange=${(tags) => how.set({ tags })} room=${room} />
    <${Visibility} id=${`sees-${what}`} value=${how.value.visibility} allow=${view.allow} named=${how.value.named} onChange=${how.set} say=${room.say} review=${view.review} names=${room.names} />
    <p class="wants" role="alert">${wants || room.refusal(what)}</p>
    <${Button} type="submit" label=${room.say(keys.send)} disabled=${!room.screen.open} />
    ${!room.screen.open && html`<p class="aside" role="status">${room.say('collect-closed-kept')}</p>`}
  </form>`
}

function Tags({ tags, chosen, onChange, room }) {
  if (tags.length === 0) return null
  const toggle = (tag) => onChange(chosen.includes(tag) ? chosen.filter((one) => one !== tag) : [...chosen, tag])
  return html`<div class="tags" role="group" aria-label=${room.say('collect-tags')}>
    ${tags.map((tag) => html`<button type="button" key=${tag} class="tag" aria-pressed=${chosen.includes(tag) ? 'true' : 'false'}
      disabled=${!chosen.includes(tag) && chosen.length >= 8} onClick=${() => toggle(tag)} dir="auto">${tag}</button>`)}
  </div>`
}

/** What I wrote here, and what I offered earlier in the day. */
function Mine({ what, view, room }) {
  const { box, ...keys } = KINDS[what]
  const here = inOrder(view.mine, 'at').filter((one) => one.box === box)
  const waiting = unsent(room, what).filter((move) => !arrived(move, view.mine))
  const earlier = inOrder(what === 'need' ? view.my_needs : view.my_offers, 'at').filter(({ id }) => !view.mine[id])
  if (here.length + waiting.length + earlier.length === 0) return null
  const label = view[box] || room.say(keys.ask)
  return html`<section class="yours">
    <h2>${room.say(keys.mine)}</h2>
    ${waiting.map((move) => html`<div key=${move.id} class="own is-waiting"><p class="own-text" dir="auto">${move.data.text}</p><p class="own-status" role="status">${room.say('mine-status-sending')}</p></div>`)}
    ${here.map((one) => html`<${OwnWords} key=${one.id} id=${one.id} entry=${one} label=${label} max=${view.max} allow=${view.allow} review=${view.review} room=${room}>
      <${Labels} tags=${one.tags} />
    <//>`)}
    ${earlier.map((one) => html`<div key=${one.id} class="own">
      <p class="own-text" dir="auto">${one.text}</p><${Labels} tags=${one.tags} />
      ${one.step && html`<p class="own-status">${room.say('match-from-step', { step: one.step })}</p>`}
    </div>`)}
  </section>`
}

/** A practice I swapped could be an offer too: only I can say so. */
function AskedAbout({ view, room }) {
  const asked = inOrder(view.asked, 'text')
  const waiting = (id) => unsent(room, 'add_offer').filter(({ data }) => data.entry === id).pop()
  if (asked.length === 0) return null
  return html`<section class="yours">
    <h2>${room.say('match-asked')}</h2>
    ${asked.map((one) => {
      const last = waiting(one.id)
      const added = last ? last.data.on : one.added
      return html`<div key=${one.id} class="own">
        <p class="own-text" dir="auto">${one.text}</p>
        ${one.step && html`<p class="own-status">${room.say('match-from-step', { step: one.step })}</p>`}
        ${added === undefined
          ? html`<p class="acts">
              <${Button} kind="quiet" label=${room.say('match-asked-yes')} disabled=${!room.screen.open} onClick=${() => room.play('add_offer', { entry: one.id, on: true })} />
              <${Button} kind="alt" label=${room.say('match-asked-no')} disabled=${!room.screen.open} onClick=${() => room.play('add_offer', { entry: one.id, on: false })} />
            </p>`
          : html`<${Option} pressed=${added} label=${room.say(added ? 'match-asked-added' : 'match-asked-left')} disabled=${!room.screen.open} onClick=${() => room.play('add_offer', { entry: one.id, on: !added })} />`}
      </div>`
    })}
  </section>`
}

// ── phone: my needs, and who would help ─────────────────────────────────────

/** Whoever claimed a need of mine waits for an answer: that comes first. */
function Answers({ view, room }) {
  const answers = inOrder(view.answers, 'at').filter(({ standing }) => standing !== 'declined')
  if (answers.length === 0) return null
  return html`<section class="yours">
    <h2>${room.say('match-answers', { count: answers.length })}</h2>
    ${answers.map((claim) => html`<${Answer} key=${claim.id} claim=${claim} view=${view} room=${room} />`)}
  </section>`
}

function Answer({ claim, view, room }) {
  const answered = lastMove(room, ['accept', 'decline'], claim.id)
  const failed = room.refusal('accept') || room.refusal('decline')
  return html`<article class="deal is-${claim.standing}">
    <p class="deal-who">${who(claim, HOW[claim.how].they, room)}</p>
    ${claim.line && html`<p class="own-text" dir="auto">${claim.line}</p>`}
    <p class="aside" dir="auto">${claim.text}</p>
    ${answered && html`<p class="own-status" role="status">${room.say('mine-status-sending')}</p>`}
    ${claim.standing === 'open' && !answered && html`<div class="acts">
      <${Button} kind="quiet" label=${room.say('match-accept')} disabled=${!room.screen.open} onClick=${() => room.play('accept', { claim: claim.id })} />
      <${Button} kind="alt" label=${room.say('match-decline')} disabled=${!room.screen.open} onClick=${() => room.play('decline', { claim: claim.id })} />
    </div>`}
    ${failed && html`<p class="wants" role="alert">${failed}</p>`}
    ${claim.standing === 'accepted' && html`<${Reach} claim=${claim} view=${view} room=${room} />`}
  </article>`
}

function MyNeeds({ view, room }) {
  const needs = inOrder(view.my_needs, 'at')
  return html`<section class="yours">
    <h2>${room.say('match-my-need')}</h2>
    ${needs.length === 0 && html`<p class="aside">${room.say('match-no-need')}</p>`}
    ${needs.map((need) => {
      const fits = need.fits.map((id) => ({ ...view.offers[id], id })).filter(({ text }) => text)
      const here = view.mine[need.id]
      return html`<div key=${need.id} class="need">
        ${here
          ? html`<${OwnWords} id=${need.id} entry=${here} label=${view.need || room.say('match-need-ask')} max=${view.max} allow=${view.allow} review=${view.review} room=${room}><${Labels} tags=${need.tags} /><//>`
          : html`<div class="own"><${Words} one=${{ ...need, by: '' }} /></div>`}
        ${fits.length > 0 && html`<p class="fits">${room.say('match-fits')}</p><${Offers} offers=${fits} view=${view} room=${room} />`}
      </div>`
    })}
  </section>`
}

/** How to reach each other: a switch of one's own, and the other's words only when both are on. */
function Reach({ claim, view, room }) {
  const text = room.draft(`reach.${claim.id}`)
  const [wants, setWants] = useState('')
  const typed = text.value || view.contact.text || ''
  const sending = lastMove(room, ['contact'], claim.id)

  function agree(event) {
    event.preventDefault()
    const missing = whatIsMissing(typed, view.longest, room)
    setWants(missing)
    if (missing) return
    room.play('contact', { claim: claim.id, on: true, text: typed.trim() })
    text.clear()
  }

  return html`<div class="reach">
    ${claim.contact && html`<p class="reach-them"><span>${room.say('match-reach-them')}</span> <b dir="auto">${claim.contact}</b></p>`}
    ${claim.i_agreed
      ? html`<p class="aside" role="status">${room.say(claim.they_agreed ? 'match-both-agreed' : 'match-i-agreed')}</p>
          <p class="reach-me" dir="auto">${view.contact.text}</p>
          <${Button} kind="alt" label=${room.say('match-reach-no-more')} onClick=${() => room.play('contact', { claim: claim.id, on: false })} />`
      : html`<form class="box" onSubmit=${agree}>
          <${Field} id=${`reach-${claim.id}`} label=${room.say('match-reach-me')} hint=${room.say('match-reach-who')} value=${typed} onInput=${text.set} max=${view.longest} say=${room.say} />
          <p class="wants" role="alert">${wants || room.refusal('contact')}</p>
          <${Button} type="submit" kind="quiet" label=${room.say('match-reach-agree')} disabled=${!room.screen.open || Boolean(sending)} />
        </form>`}
  </div>`
}

// ── phone: needs of others ──────────────────────────────────────────────────

/** Those that go with my offers first, then those the facilitator points at, those nobody has claimed, and the rest. */
function NeedsToMeet({ view, room }) {
  const claimed = inOrder(view.claims, 'at')
  const taken = Object.fromEntries(claimed.map((claim) => [claim.need, claim]))
  const others = inOrder(view.needs, 'at').filter(({ id }) => !view.my_needs[id])
  const first = view.suggested.filter((id) => view.needs[id] && !view.my_needs[id])
  const rest = others.filter(({ id }) => !first.includes(id)).sort(byUse(view))
  const suggested = first.map((id) => ({ ...view.needs[id], id }))
  const draw = (need) => html`<${Need} key=${need.id} need=${need} claim=${taken[need.id]} view=${view} room=${room} />`
  const folded = Math.max(0, rest.length - FEW) + untold(view)
  const orphans = claimed.filter(({ need }) => !view.needs[need])
  return html`<section class="yours">
    <h2>${room.say('match-others-need')}</h2>
    ${others.length === 0 && html`<p class="aside">${room.say('match-none-yet')}</p>`}
    ${suggested.length > 0 && html`<p class="fits">${room.say('match-fits-you')}</p><ul class="cards">${suggested.map(draw)}</ul>`}
    ${suggested.length > 0 && rest.length > 0 && html`<p class="fits">${room.say('match-and-these')}</p>`}
    <ul class="cards">${rest.slice(0, FEW).map(draw)}</ul>
    ${folded > 0 && html`<${Fold} label=${room.say('match-more-needs', { count: folded })} onOpen=${untold(view) > 0 ? room.whole : undefined}><ul class="cards">${rest.slice(FEW).map(draw)}</ul><//>`}
    ${orphans.map((claim) => html`<${MyClaim} key=${claim.id} claim=${claim} view=${view} room=${room} />`)}
  </section>`
}

function byUse(view) {
  const mine = new Set(Object.values(view.my_offers).flatMap(({ tags }) => tags))
  const shared = ({ tags }) => tags.filter((tag) => mine.has(tag)).length
  const rank = (need) => [need.nudged ? 0 : 1, -shared(need), need.standing === 'open' ? 0 : 1, need.at]
  return (a, b) => rank(a).map((one, at) => one - rank(b)[at]).find(Boolean) || 0
}

function Need({ need, claim, view, room }) {
  const [line, asking] = useState('')
  const text = room.draft(`line.${need.id}`)
  const sending = unsent(room, 'claim').find(({ data }) => data.need === need.id)

  function send(how) {
    room.play('claim', { need: need.id, how, ...(text.value.trim() ? { text: text.value.trim() } : {}) })
    text.clear()
    asking('')
  }

  const free = !claim || claim.standing === 'declined'
  return html`<li class="card ${need.nudged ? 'is-nudged' : ''}">
    ${need.nudged && html`<p class="nudge">${room.say('match-nudged')}</p>`}
    <${Words} one=${need} />
    ${ANSWERED[need.standing] && !claim && html`<p class="own-status">${room.say(ANSWERED[need.standing])}</p>`}
    ${claim && html`<${MyClaim} claim=${claim} view=${view} room=${room} />`}
    ${sending && html`<p class="own-status" role="status">${room.say('mine-status-sending')}</p>`}
    ${free && !sending && !claim && line === '' && html`<div class="acts">
      <${Button} kind="quiet" label=${room.say('match-help')} disabled=${!room.screen.open} onClick=${() => asking('help')} />
      <${Button} kind="quiet" label=${room.say('match-know')} disabled=${!room.screen.open} onClick=${() => asking('know')} />
    </div>`}
    ${line !== '' && html`<form class="box" onSubmit=${(event) => { event.preventDefault(); send(line) }}>
      <${Field} id=${`line-${need.id}`} label=${room.say(HOW[line].line)} hint=${room.say('match-line-who')} value=${text.value} onInput=${text.set} max=${view.longest} optional say=${room.say} />
      <div class="acts">
        <${Button} type="submit" kind="quiet" label=${room.say(HOW[line].send)} />
        <${Button} kind="alt" label=${room.say('match-leave-it')} onClick=${() => asking('')} />
      </div>
    </form>`}
    ${room.refusal('claim') && !claim && line !== '' && html`<p class="wants" role="alert">${room.refusal('claim')}</p>`}
  </li>`
}

function MyClaim({ claim, view, room }) {
  const ending = lastMove(room, ['unclaim'], claim.id)
  return html`<div class="deal is-${claim.standing}">
    <p class="deal-who"><${Glyph} phase=${claim.standing === 'accepted' ? 'commit' : 'arrive'} /> <span>${room.say(MINE[claim.standing])}</span></p>
    ${claim.standing === 'accepted' && claim.by && html`<p dir="auto">${room.say('match-is-of', { name: claim.by })}</p>`}
    ${claim.line && html`<p class="aside" dir="auto">${claim.line}</p>`}
    ${claim.standing === 'accepted' && html`<${Reach} claim=${claim} view=${view} room=${room} />`}
    ${claim.standing !== 'declined' && !ending && html`<${Sure} label=${room.say('match-unclaim')} ask=${room.say('match-unclaim-sure')} yes=${room.say('match-unclaim-yes')} no=${room.say('match-unclaim-no')}
      onYes=${() => room.play('unclaim', { claim: claim.id })} />`}
  </div>`
}

function Offers({ offers, view, room }) {
  if (offers.length === 0) return html`<p class="aside">${room.say('match-no-offers')}</p>`
  return html`<ul class="cards">${offers.map((one) => html`<li key=${one.id} class="card is-offer">
    <${Words} one=${one} />
    ${view.my_offers[one.id] ? html`<p class="own-status">${room.say('match-yours')}</p>` : !one.by && html`<p class="own-status">${room.say('look-table', { no: one.table })}</p>`}
  </li>`)}</ul>`
}

function Words({ one }) {
  return html`<p class="own-text" dir="auto">${one.text}</p>
    ${one.by && html`<p class="own-status" dir="auto">${one.by}</p>`}
    <${Labels} tags=${one.tags} />`
}

function Labels({ tags = [] }) {
  if (tags.length === 0) return null
  return html`<p class="labels">${tags.map((tag) => html`<span key=${tag} dir="auto">${tag}</span>`)}</p>`
}

/** `onOpen`: asks for what this phone has not been told, as soon as somebody looks inside. */
function Fold({ label, open, onOpen = () => {}, children }) {
  return html`<details class="fold" open=${open} onToggle=${(event) => event.currentTarget.open && onOpen()}><summary>${label}</summary><div class="fold-inside">${children}</div></details>`
}

/** Somebody by name where they agreed to one, else by their table. */
function who({ by, table }, key, room) {
  return room.say(key, { name: by || room.say('match-somebody', { table: room.say('look-table', { no: table }) }) })
}

/** The newest move of these names about a claim that the room has not answered. */
function lastMove(room, names, claim) {
  return names.flatMap((name) => unsent(room, name)).filter(({ data }) => data.claim === claim).pop()
}

// ── console ─────────────────────────────────────────────────────────────────

function AtTheDesk({ view, room }) {
  const needs = inOrder(view.needs, 'at')
  const entries = inOrder(view.entries, 'at').reverse()
  return html`<div class="desk">
    <p class="sum-up">${view.phase !== 'write' && html`${sum(view.counts, room)}<br />`}${room.say('match-counted-all', { needs: view.counts.written_needs, offers: view.counts.written_offers, kept: view.kept })}</p>
    ${view.phase === 'market' && html`<p><${Button} kind="quiet" label=${room.say(view.large ? 'match-show-all' : 'match-show-unmet')} onClick=${() => room.play('large', { on: !view.large })} /></p>`}
    <ul class="desk-list">${needs.map((need) => html`<li key=${need.id}>
      <p class="own-text" dir="auto">${need.text}</p>
      <p class="aside">${room.say(ANSWERED[need.standing] || 'match-open')} · ${room.say('look-table', { no: need.table })}${need.by && html` · <span dir="auto">${need.by}</span>`}</p>
      ${view.phase !== 'unmet' && need.standing === 'open' && html`<${Button} kind="alt" label=${room.say(need.nudged ? 'match-nudge-off' : 'match-nudge')} onClick=${() => room.play('nudge', { need: need.id, on: !need.nudged })} />`}
    </li>`)}</ul>
    <ul class="desk-list">${entries.filter(({ visibility }) => visibility === 'room').filter(({ id }) => !view.needs[id]).map((one) => html`<li key=${one.id}>
      <p class="own-text" dir="auto">${one.text}</p>
      <p class="aside">${room.say(one.box === 'need' ? 'match-my-need' : 'match-my-can')} · ${room.say(REVIEWED[one.shown])}</p>
      <${Button} kind="quiet" label=${room.say(one.shown === 'shown' ? 'console-take-down' : 'console-show')} onClick=${() => room.play(one.shown === 'shown' ? 'hide' : 'show', { entries: [one.id] })} />
    </li>`)}</ul>
  </div>`
}
