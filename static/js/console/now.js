// The middle of the console: the stage as the hall sees it, the screen's controls, the words to say, Back and Next.

import { html, useState } from '../html.js'
import { still } from '../elements/still.js'
import { KINDS } from '../kinds.js'
import { Stage } from '../stage.js'
import { Glyph } from '../elements/glyph.js'
import { clockFace, remaining } from '../elements/time.js'
import { Guard } from './guard.js'
import { beyond } from './plan.js'
import { aroundConsole, aroundStage, turnout } from './room.js'
import { link } from './run.js'

/** The stage's picture, live: the same drawing as on the wall, small. */
export function Mirror({ view, stage, now, say }) {
  return html`<figure class="con-mirror" aria-label=${say('console-mirror')}>
    ${stage && html`<${Picture} stage=${stage} code=${view.join.code} now=${now} say=${say} />`}
    ${view.blank && html`<figcaption class="con-over">${say('console-is-blank')}</figcaption>`}
  </figure>`
}

/** Another screen's picture, for the facilitator alone. */
export function Preview({ view, looked, now, say, near, look, close, go, wheel }) {
  const there = view.plan.screens[looked.id]
  return html`<section class="con-preview" aria-label=${say('console-preview')}>
    <div class="con-band">
      <strong>${say('console-preview')}</strong> <span>${say('console-preview-hint')}</span>
      <button type="button" class="con-button con-small" onClick=${close}>${say('console-preview-close')}</button>
    </div>
    <figure class="con-mirror" aria-label=${say('console-preview-of', { title: there?.title ?? '' })}>
      ${looked.stage && html`<${Picture} stage=${looked.stage} code=${view.join.code} now=${now} say=${say} />`}
      ${!looked.stage && html`<p class="con-over">${looked.failed ? say('console-preview-failed') : say('console-preview-coming')}</p>`}
    </figure>
    <div class="con-controls">
      <button type="button" class="con-button con-quiet" disabled=${!near.before} onClick=${() => look(near.before)}>
        ${say('console-earlier')}
      </button>
      <button type="button" class="con-button con-quiet" disabled=${!near.after} onClick=${() => look(near.after)}>
        ${say('console-later')}
      </button>
      <span class="con-gap"></span>
      ${looked.id === view.now
        ? html`<span class="con-soft">${say('console-preview-here')}</span>`
        : html`<button type="button" class="con-button con-fill" disabled=${!wheel} onClick=${go}>${say('console-go')}</button>`}
    </div>
  </section>`
}

// A picture of the wall: read out and reached through the controls around it, never through itself.
const Picture = still(({ stage, code, now, say }) => html`<div class="con-picture" aria-hidden="true" inert>
  <${Stage} view=${stage} kinds=${KINDS} room=${aroundStage(code, { say, now })} preview unit="1cqh" />
</div>`)

/** After the end: the note, and the way back if it was a slip. */
export function Ended({ view, say, acts }) {
  if (!view.run.ended) return null
  return html`<section class="con-ended" aria-label=${say('console-menu-session')}>
    <p>${say('console-ended')}</p>
    <a class="con-button con-fill" href=${link(view.run.id, 'draft')} target="_blank" rel="noopener">${say('console-draft')}</a>
    <a class="con-button" href=${link(view.run.id, 'note')} target="_blank" rel="noopener">${say('console-note')}</a>
    ${view.hers && html`<button type="button" class="con-button" onClick=${acts.reopen}>${say('console-reopen')}</button>`}
  </section>`
}

/** Open and close, reveal and cover, how many have answered, and the timer. */
export function Controls({ view, now, say, acts }) {
  const { screen } = view
  const drawing = KINDS[screen.kind] ?? {}
  const answers = applies(drawing.answers, screen.view)
  const counted = answers && turnout(view)
  return html`<div class="con-controls">
    ${answers && html`<button type="button" class=${`con-button ${screen.open ? '' : 'con-fill'}`} onClick=${acts.answers}>
      ${screen.open ? say('console-close') : say('console-open')}
    </button>`}
    ${applies(drawing.reveals, screen.view) && html`<button type="button" class="con-button" onClick=${acts.results}>
      ${screen.revealed ? say('console-cover') : say('console-reveal')}
    </button>`}
    ${counted && html`<span class="con-soft">${say('console-answered', { done: counted.done, count: counted.count })}</span>`}
    <span class="con-gap"></span>
    <${Timer} timer=${view.timer} now=${now()} say=${say} acts=${acts} />
  </div>`
}

/** Whether a kind has something to answer, or to reveal: always, never, or as its view says. */
function applies(rule, view) {
  return typeof rule === 'function' ? Boolean(rule(view ?? {})) : rule !== false
}

function Timer({ timer, now, say, acts }) {
  if (!timer) {
    return html`<div class="con-timer" role="group" aria-label=${say('console-timer')}>
      <button type="button" class="con-button con-quiet" onClick=${() => acts.add(5)}>${say('console-timer-new')}</button>
    </div>`
  }
  const ms = remaining(timer, now)
  return html`<div class="con-timer" role="group" aria-label=${say('console-timer')}>
    <button type="button" class="con-button con-quiet" onClick=${() => acts.add(-1)}>${say('console-minute-less')}</button>
    <span class="con-count" role="timer" data-over=${String(ms <= -1000)}>${clockFace(ms)}</span>
    <button type="button" class="con-button con-quiet" onClick=${() => acts.add(1)}>${say('console-minute-more')}</button>
    <button type="button" class="con-button con-quiet" onClick=${acts.timer}>
      ${timer.running ? say('console-timer-pause') : say('console-timer-start')}
    </button>
  </div>`
}

/** The kind's own corner: counts, merging, whatever it has for the facilitator. */
export const Corner = still(({ view, ...around }) => {
  const { screen } = view
  const draw = KINDS[screen.kind]?.console
  if (!draw) return null
  const room = aroundConsole(view, around)
  const otherwise = html`<p class="con-soft">${around.say('console-undrawn')}</p>`
  return html`<div class="con-corner" data-kind=${screen.kind}>
    <${Guard} about=${screen.id} draw=${() => draw(screen.view, room)} otherwise=${otherwise} />
  </div>`
})

/** The facilitator's words and tips for a screen. */
export function Say({ screen, say }) {
  if (!screen.say && !screen.tips) return html`<div class="con-say"><p class="con-soft">${say('console-say-none')}</p></div>`
  return html`<section class="con-say" aria-label=${say('console-say')}>
    ${screen.say && html`<h2>${say('console-say')}</h2>`}
    ${paragraphs(screen.say).map((text) => html`<p dir="auto">${text}</p>`)}
    ${paragraphs(screen.tips).map((text) => html`<p class="con-tip" dir="auto">${text}</p>`)}
  </section>`
}

/** Another console moves the room; this one may take over, which the other sees. */
function Wheel({ say, acts }) {
  return html`<div class="con-wheel" role="status">
    <p>${say('console-wheel-elsewhere')}</p>
    <button type="button" class="con-button con-fill" onClick=${acts.takeWheel}>${say('console-wheel-take')}</button>
  </div>`
}

/** After the last screen comes the end, asked for twice. */
function Last({ view, wheel, say, acts }) {
  const [sure, setSure] = useState(false)
  return html`<div class="con-steer">
    ${sure
      ? html`<button key="keep" type="button" class="con-back" onClick=${() => setSure(false)}>${say('console-end-no')}</button>`
      : html`<button key="back" type="button" class="con-back" disabled=${!view.back || !wheel} onClick=${acts.back}>${say('console-back')}</button>`}
    <button type="button" class="con-next" disabled=${!wheel} onClick=${sure ? acts.end : () => setSure(true)}>
      <b>${say(sure ? 'console-end-yes' : 'console-end')}</b>
      <span>${say(sure ? 'console-end-sure' : 'console-last')}</span>
    </button>
  </div>`
}

function paragraphs(text = '') {
  return text.split(/\n\s*\n/).map((one) => one.trim()).filter(Boolean)
}

/** Back, Next and what it leads to, and the way past it. `wheel`: whether this console moves the room. */
export function Steer({ view, wheel, say, acts }) {
  return html`${!wheel && html`<${Wheel} say=${say} acts=${acts} />`}<${Moves} view=${view} wheel=${wheel} say=${say} acts=${acts} />`
}

function Moves({ view, wheel, say, acts }) {
  const onward = heading(view)
  const past = view.run.started ? beyond(view) : gathering(view)
  if (!onward && view.run.started && !view.run.ended) return html`<${Last} view=${view} wheel=${wheel} say=${say} acts=${acts} />`
  return html`<div class="con-steer">
    <button type="button" class="con-back" disabled=${!view.back || !wheel} onClick=${acts.back}>${say('console-back')}</button>
    <button type="button" class="con-next" disabled=${!onward || !wheel} onClick=${acts.next}>
      <b>${view.run.started ? say('console-next') : say('console-start')}</b>
      <span dir="auto">${onward ? onward.title : say('console-last')}</span>
      ${onward && html`<i class="con-onward" data-phase=${onward.phase}><${Glyph} phase=${onward.phase} /></i>`}
    </button>
    ${past && html`<button type="button" class="con-skip" disabled=${!wheel} onClick=${() => acts.go(past.id)} dir="auto">
      <small>${view.run.started ? say('console-skip') : say('console-first')}</small> ${past.title}
    </button>`}
  </div>`
}

/** What people who came early may do before the start: the next screen, if it belongs to no step that counts. */
function gathering({ plan, next, run }) {
  const screen = next && plan.screens[next.id]
  return !run.ended && screen && plan.steps[screen.step].keep === 'free' ? { id: next.id, ...screen } : undefined
}

/** The screen that Next leads to, with its phase: before the start, the first one that counts. */
export function heading(view) {
  const { plan, next, run } = view
  const first = () => Object.entries(plan.screens)
    .sort(([, a], [, b]) => a.no - b.no)
    .find(([, screen]) => plan.steps[screen.step].keep !== 'free')
  const id = run.started ? next?.id : first()?.[0]
  const screen = id && plan.screens[id]
  return screen && { id, title: screen.title, phase: plan.steps[screen.step].phase }
}
