// The remote in the facilitator's pocket: what is on, what comes next, and a few large buttons. Every press says what it
// has seen, so that one that comes twice or too late moves nobody.

import { stayAwake } from './awake.js'
import { connect } from './channel.js'
import { guard } from './console/keys.js'
import { Glyph } from './elements/glyph.js'
import { clockFace, remaining } from './elements/time.js'
import { html, render } from './html.js'
import { words } from './words.js'

const SECOND = 1000
const PATIENCE = 2.5 * SECOND
const BETWEEN_MOVES = 600
const TICK = 30
const NEW_TIMER = 5 * 60

/** Draws the remote of the run that the page names, and keeps it drawn. */
export function start() {
  const { run } = document.body.dataset
  const place = document.getElementById('face')
  const say = words()
  const steering = guard(BETWEEN_MOVES)
  const night = matchMedia('(prefers-color-scheme: dark)')
  const link = connect({ seat: 'remote', run, onChange: draw })
  let told = ''
  night.addEventListener('change', draw)
  setInterval(draw, SECOND) // the clock is the only thing here that moves by itself
  stayAwake()
  draw()

  function draw() {
    const view = link.views.remote
    const lost = link.status === 'trying' && performance.now() - link.since >= PATIENCE
    wear(view, night.matches)
    render(html`<${Remote} ...${{ view, link, lost, say, told, play, steer }} />`, place)
  }

  /** Next and Back: one press, one move, and only from where this phone last saw the room. */
  function steer(name) {
    if (steering()) play(name, { seen: link.views.remote.steer })
  }

  async function play(name, data = {}) {
    const answer = await link.play({ name, data })
    if (answer.ok) navigator.vibrate?.(TICK)
    tell(answer.ok ? '' : answer.retry ? say('remote-unsure') : say(`refused-${answer.code}`, answer.args))
  }

  function tell(text) {
    told = text
    draw()
  }
}

function wear(view, night) {
  document.body.dataset.phase = view ? (view.run.ended ? 'commit' : view.phase) : 'pause'
  document.body.dataset.theme = night || view?.evening ? 'evening' : 'day'
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', getComputedStyle(document.body).getPropertyValue('--ground').trim())
}

function Remote({ view, link, lost, say, told, play, steer }) {
  if (link.status === 'out') return html`<${Sentence} title=${say('remote-out')} text=${say('remote-out-how')} />`
  if (!view) return html`<${Sentence} title=${say('remote-coming')} text=${lost ? say('remote-lost') : ''} />`
  const off = link.status !== 'live'
  return html`
    <div class="remote-trouble" role="alert">${lost && html`<p>${say('remote-lost')}</p>`}</div>
    <main class="remote-page">
      <header class="remote-bar"><${Glyph} phase=${view.phase} /><span dir="auto">${view.run.title}</span><span>${say('remote-here', { count: view.here })}</span></header>
      <${Now} view=${view} say=${say} />
      <p class="remote-told" role="status">${told}</p>
      ${!view.run.ended && html`<${Timer} ...${{ view, off, say, play }} now=${link.now()} />
        <button type="button" class="remote-blank" aria-pressed=${String(view.blank)} disabled=${off} onClick=${() => play('blank', { on: !view.blank })}>
          ${view.blank ? say('console-unblank') : say('console-blank')}
        </button>`}
    </main>
    <${Steer} ...${{ view, off, say, steer }} />`
}

function Sentence({ title, text }) {
  return html`<main class="remote-page"><div class="remote-now"><h1>${title}</h1>${text && html`<p>${text}</p>`}</div></main>`
}

function Now({ view: { now, run, blank, open, revealed }, say }) {
  const state = run.ended ? say('remote-ended') : blank ? say('remote-blank') : revealed ? say('remote-revealed') : open ? say('remote-open') : ''
  return html`<div class="remote-now">
    ${now.step !== now.title && html`<p class="remote-step" dir="auto">${now.step}</p>`}
    <h1 dir="auto">${now.title}</h1>
    <p class="remote-state">${state}</p>
  </div>`
}

function Timer({ view: { timer }, off, now, say, play }) {
  const press = (label, act) => html`<button type="button" disabled=${off} onClick=${act}>${label}</button>`
  const add = (seconds) => () => play('timer_add', { seconds })
  if (!timer) return html`<div class="remote-timer">${press(say('console-timer-new'), add(NEW_TIMER))}</div>`
  const left = remaining(timer, now)
  return html`<div class="remote-timer" role="group" aria-label=${say('console-timer')}>
    <bdi class="num remote-clock" role="timer" data-over=${String(left <= -SECOND)}>${clockFace(left)}</bdi>
    ${press(say(timer.running ? 'console-timer-pause' : 'console-timer-start'), () => play(timer.running ? 'timer_pause' : 'timer_start'))}
    ${press(say('console-minute-more'), add(60))}
  </div>`
}

/** The two halves. Before the beginning Next begins; after the last screen the console ends the session. */
function Steer({ view: { run, next, back }, off, say, steer }) {
  if (run.ended) return ''
  return html`<nav class="remote-steer" aria-label=${say('remote-steer')}>
    <button type="button" class="remote-back" disabled=${off || !back} onClick=${() => steer('back')}>${say('console-back')}</button>
    <button type="button" class="remote-next" disabled=${off || !next} onClick=${() => steer(run.started ? 'next' : 'start')}>
      <b>${say(run.started ? 'console-next' : 'console-start')}</b>
      <span dir="auto">${next ? next.title : say('console-last')}</span>
    </button>
  </nav>`
}
