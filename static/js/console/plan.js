// The agenda at the left: parts, steps and screens, what each was given and what it took. Looking moves nobody.

import { html, useState } from '../html.js'
import { clockFace, remaining } from '../elements/time.js'
import { still } from '../elements/still.js'
import { Eye, Tick } from './signs.js'
import { minutes, spent } from './times.js'

/** What moves by itself in the plan: the clock of the screen that is on, and the minutes its step has had. */
export function ticking(view, now) {
  const step = view.plan.steps[view.plan.screens[view.now].step]
  return { clock: view.timer ? clockFace(remaining(view.timer, now)) : '', gone: minutes(spent(step, view, now)) }
}

/** The whole plan. `look(screen)` opens the preview; `looked` is the screen being previewed. */
export const Plan = still(({ view, clock, gone, say, look, looked }) => {
  const [turned, setTurned] = useState({})
  const turn = (id, open) => setTurned({ ...turned, [id]: !open })
  return html`<nav class="con-plan" aria-label=${say('console-agenda')}>
    <h2 class="visually-hidden">${say('console-agenda')}</h2>
    <ol class="con-parts">
      ${chapters(view.plan).map(
        ({ part, steps }) => html`<li key=${steps[0].id}>
          ${part && html`<h3 class="con-part" dir="auto">${say('console-part', { no: part.no, title: part.title })}</h3>`}
          <ol class="con-steps">
            ${steps.map((step) => {
              const open = turned[step.id] ?? near(step, view)
              return html`<${Step}
                key=${step.id} step=${step} open=${open} turn=${() => turn(step.id, open)}
                view=${view} clock=${clock} gone=${gone} say=${say} look=${look} looked=${looked}
              />`
            })}
          </ol>
        </li>`,
      )}
    </ol>
  </nav>`
})

/** Steps in their order, gathered under the part they belong to. */
export function chapters(plan) {
  const found = []
  for (const step of ordered(plan.steps)) {
    const last = found[found.length - 1]
    if (last && step.part && last.steps[0].part === step.part) last.steps.push(step)
    else found.push({ part: step.part && plan.parts[step.part], steps: [step] })
  }
  return found
}

/** The values of an object keyed by id, in the order of their numbers, each with its id. */
export function ordered(things) {
  return Object.entries(things)
    .map(([id, thing]) => ({ ...thing, id }))
    .sort((a, b) => a.no - b.no)
}

/** The screens of one step, in order. */
export function screensOf(plan, step) {
  return ordered(plan.screens).filter((screen) => screen.step === step)
}

/** Where Skip leads: past the rest of this step, or, when this step is over anyway, past the whole of the next one. */
export function beyond(view) {
  if (!view.next) return undefined
  const over = view.plan.screens[view.next.id]?.step
  const after = ordered(view.plan.steps).find((step) => step.no > (view.plan.steps[over]?.no ?? Infinity))
  return after && screensOf(view.plan, after.id)[0]
}

/** The step the room is in and the one after it stand open; the rest opens on request. */
function near(step, { plan, now }) {
  const ahead = step.no - plan.steps[plan.screens[now].step].no
  return ahead === 0 || ahead === 1
}

function Step({ step, open, turn, view, clock, gone, say, look, looked }) {
  const list = `steps-${step.id}`
  return html`<li class="con-step" data-phase=${step.phase} data-state=${step.state}>
    <button type="button" class="con-step-name" aria-expanded=${String(Boolean(open))} aria-controls=${list} onClick=${turn}>
      <i class="con-half" aria-hidden="true"></i>
      <span class="con-step-title" dir="auto">${step.title}</span>
      <span class="con-step-time">${took(step, gone, say)}</span>
      <span class="visually-hidden">${state(step.state, say)}</span>
    </button>
    <ul class="con-screens" id=${list} hidden=${!open}>
      ${open &&
      screensOf(view.plan, step.id).map(
        (screen) => html`<li key=${screen.id}>
          <button
            type="button" class="con-screen" data-state=${screen.state} onClick=${() => look(screen.id)}
            aria-current=${screen.id === view.now ? 'step' : undefined} aria-pressed=${String(looked === screen.id)}
          >
            <span class="con-screen-title" dir="auto">${screen.title}</span>
            <span class="visually-hidden">${state(screen.state, say)}. ${say('console-look')}</span>
            <span class="con-screen-mark">${mark(screen, view, clock, say)}</span>
            <${Eye} />
          </button>
        </li>`,
      )}
    </ul>
  </li>`
}

function took(step, gone, say) {
  if (step.state === 'skipped') return say('console-skipped')
  if (step.state === 'next') return say('console-minutes', { minutes: step.plan })
  return say('console-minutes-of', { spent: step.state === 'now' ? gone : minutes(step.spent), minutes: step.plan })
}

function mark(screen, view, clock, say) {
  if (screen.id === view.now) return clock || say('console-now')
  if (screen.state === 'done') return html`<${Tick} />`
  return screen.state === 'skipped' ? say('console-skipped') : ''
}

function state(name, say) {
  const words = {
    done: say('console-state-done'),
    now: say('console-state-now'),
    next: say('console-state-next'),
    skipped: say('console-state-skipped'),
  }
  return words[name] ?? ''
}
