// The stage: the face the whole hall looks at. It only shows; it never goes blank by accident.

import { stayAwake } from './awake.js'
import { connect } from './channel.js'
import { drawn } from './elements/brought.js'
import { Glyph } from './elements/glyph.js'
import { People } from './elements/people.js'
import { BroughtOnStage } from './elements/onevoice.js'
import { Ring } from './elements/ring.js'
import { Component, html, render } from './html.js'
import { KINDS, watch } from './kinds.js'
import { words } from './words.js'

const PATIENCE = 3000

/**
 * The picture for a stage view. The console draws its preview with it too: `preview` leaves out landmarks and headings,
 * and `unit` (a CSS length, one per cent of the picture's height) replaces the window's.
 *
 * `room` brings `say` and `now`, and in `join` what the view does not hold, such as the address of the QR picture.
 */
export function Stage(props) {
  return html`<${Calm} ...${props} />`
}

/** Takes a seat at the run named on the page and draws whatever the room sees. */
export function start() {
  const { run } = document.body.dataset
  const seat = document.getElementById('face')
  const say = words()
  let last
  const link = connect({ seat: 'stage', run, onChange: draw })
  watch(draw)
  draw()
  stayAwake()

  function draw() {
    last = link.views.stage || last
    const lost = link.status !== 'live' && performance.now() - link.since >= PATIENCE
    if (link.status !== 'live' && !lost) setTimeout(draw, PATIENCE)
    wear(last)
    const room = { say, now: link.now, join: last ? { qr: `/qr/${last.join.code}.svg` } : {} }
    render(html`<${Stage} view=${last} kinds=${KINDS} room=${room} lost=${lost} />`, seat)
  }
}

/** An error in one drawing shows the title and a calm sentence instead; the next view is tried afresh. */
class Calm extends Component {
  constructor(props) {
    super(props)
    this.state = { failed: false }
  }

  componentDidCatch(error) {
    console.warn('This screen could not be drawn', error)
    this.setState({ failed: true })
  }

  componentDidUpdate(before) {
    if (this.state.failed && before.view !== this.props.view) this.setState({ failed: false })
  }

  render(props, { failed }) {
    return html`<${Picture} ...${props} failed=${failed} />`
  }
}

function Picture({ view, kinds, room, preview, unit, lost, failed }) {
  const kind = (view && !failed && kinds[view.screen.kind]) || UNDRAWABLE
  const bare = Boolean(view && !view.blank && !view.spotlight && !ended(view) && flag(kind.bare, view))
  return html`<div
    class="stage-face ${bare ? 'is-bare' : ''}"
    data-phase=${phaseOf(view)}
    data-theme=${view && view.evening ? 'evening' : undefined}
    style=${unit ? { '--u': unit } : undefined}
  >
    ${!view && html`<${Sentence} title="" text=${room.say('stage-looking')} preview=${preview} />`}
    ${view && !view.blank && html`<${Inside} view=${view} kind=${kind} room=${inside(view, room)} bare=${bare} preview=${preview} />`}
    ${view && view.blank && !preview && html`<main class="stage"></main>`}
    ${lost && html`<p class="stage-link"><${Glyph} phase="arrive" />${room.say('stage-reconnecting')}</p>`}
  </div>`
}

function Inside({ view, kind, room, bare, preview }) {
  const { say } = room
  if (ended(view)) return html`<${Sentence} title=${view.run.title} text=${say('stage-ended')} people=${view.here} preview=${preview} />`
  return html`
    ${!bare && html`<${Head} view=${view} say=${say} preview=${preview} />`}
    ${view.spotlight ? html`<${Spotlight} spotlight=${view.spotlight} title=${view.screen.title} preview=${preview} />` : html`<${Screen} view=${view} kind=${kind} room=${room} bare=${bare} preview=${preview} />`}`
}

function Head({ view: { phase, place = {}, join = {} }, say, preview }) {
  const part = place.part
  return html`<${preview ? 'div' : 'header'} class="stage-head">
    <${Glyph} phase=${phase} />
    <span class="stage-place">
      ${part && html`<bdi>${say('stage-part', { no: part.no, of: part.of })}</bdi>`}
      <span class="stage-place-name" dir="auto">${part ? part.title : place.step && place.step.title}</span>
    </span>
    ${join.code && html`<span class="stage-join">
      <bdi dir="ltr">${join.address}</bdi>
      <bdi class="stage-code" dir="ltr">${inPairs(join.code).map(pair => html`<span key=${pair}>${pair}</span>`)}</bdi>
    </span>`}
  <//>`
}

function Screen({ view, kind, room, bare, preview }) {
  const { screen, timer } = view
  const wide = flag(kind.wide, view)
  const ring = timer && !bare && html`<${Ring} timer=${timer} now=${room.now} />`
  const side = !bare && kind.side ? kind.side(screen.view, room) : null
  const title = bare ? '' : (kind.ownTitle && kind.ownTitle(screen.view)) || screen.title
  const roomy = kind.answers === false // nobody has to find their place here, so the room's own words come last, and large
  const voices = html`<${BroughtOnStage} key=${`${screen.id} voices`} brought=${drawn(screen.brought)} roomy=${roomy} say=${room.say} />`
  return html`<${preview ? 'div' : 'main'} class="stage" data-kind=${screen.kind}>
    ${(title || (wide && ring)) && html`<div class="stage-title-row">
      ${title && html`<${preview ? 'div' : 'h1'} class="stage-title" dir="auto">${title}<//>`}
      ${wide && ring && html`<div class="is-small">${ring}</div>`}
    </div>`}
    ${!bare && !roomy && voices}
    <div class="stage-body">
      <div class="stage-drawing"><${Drawing} key=${screen.id} kind=${kind} view=${screen.view} room=${room} /></div>
      ${((ring && !wide) || side) && html`<div class="stage-side">${!wide && ring}${side}</div>`}
    </div>
    ${!bare && roomy && voices}
  <//>`
}

function Drawing({ kind, view, room }) {
  return kind.stage(view, room)
}

function Spotlight({ spotlight: { text, by }, title, preview }) {
  return html`<${preview ? 'div' : 'main'} class="stage">
    ${!preview && html`<h1 class="visually-hidden">${title}</h1>`}
    <figure class="stage-spotlight">
      <blockquote class=${sizeFor(text)} dir="auto">${text}</blockquote>
      ${by && html`<figcaption dir="auto">${by}</figcaption>`}
    </figure>
  <//>`
}

function Sentence({ title, text, people, preview }) {
  return html`<${preview ? 'div' : 'main'} class="stage">
    <div class="stage-title-row"><${preview ? 'div' : 'h1'} class="stage-title" dir="auto">${title || text}<//></div>
    ${title && html`<div class="stage-body"><p class="stage-calm">${text}</p></div>`}
    ${people > 0 && html`<div class="stage-everyone"><${People} count=${people} shape=${5} /></div>`}
  <//>`
}

/** Stands in for a kind that cannot be drawn. */
const UNDRAWABLE = {
  stage: (view, { say }) => html`<p class="stage-calm">${say('stage-calm')}</p>`,
}

/** What a drawing on the stage may know: all of the view around it, and what the page brought. It cannot play. */
function inside(view, room) {
  const quiet = { play: () => {}, status: () => undefined, pending: [], place: {}, tables: {} }
  return { ...quiet, ...view, ...room, join: { ...view.join, ...room.join }, brought: drawn(view.screen.brought) }
}

/** A kind's flag is true, or a question to ask of its view. */
function flag(value, view) {
  return Boolean(typeof value === 'function' ? value(view.screen.view) : value)
}

function ended(view) {
  return Boolean(view.run && view.run.ended)
}

function phaseOf(view) {
  return view ? (ended(view) ? 'commit' : view.phase) : 'pause'
}

function sizeFor(text) {
  const length = [...text].length
  if (length <= 36) return 'is-brief'
  if (length <= 90) return 'is-short'
  return length <= 180 ? 'is-long' : 'is-very-long'
}

function inPairs(code) {
  return code.match(/.{1,2}/g) || []
}

/** The page itself takes the colour of the room, so that nothing else shows at the edges. */
function wear(view) {
  const { dataset } = document.body
  const phase = phaseOf(view)
  const theme = view && view.evening ? 'evening' : 'day'
  const title = view ? (view.blank ? view.run.title : `${view.screen.title} · ${view.run.title}`) : document.title
  // Whatever is set, even to what it was, makes the browser look at the whole page again.
  if (dataset.phase !== phase) dataset.phase = phase
  if (dataset.theme !== theme) dataset.theme = theme
  if (document.title !== title) document.title = title
}
