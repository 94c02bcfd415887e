// Everything the facilitator can do. Buttons, keys and clickers all come here, and every refusal becomes her sentence.

import { heading } from './now.js'
import { openStage } from './run.js'

/** Gives `play(name, data, screen)` for one drawing of the console. `tell` puts up news, `mark` keeps how a move went. */
export function player({ view, link, say, tell, mark }) {
  return async function play(name, data = {}, screen = view.now) {
    mark(name, 'sending')
    const answer = await link.play({ screen, name, data })
    const why = answer.ok ? '' : say(`refused-${answer.code}`, answer.args)
    mark(name, answer.ok ? 'saved' : `failed:${answer.code}`, why)
    tell(why ? { text: why } : {})
    return answer
  }
}

/**
 * The acts behind the controls. `steering()` says whether a press may move the room; `wheel` whether this console may;
 * `close()` puts a preview away.
 */
export function acts({ view, play, say, tell, csrf, steering, wheel, close }) {
  return { ...moving({ view, play, say, tell, steering, wheel, close }), ...setting({ view, play, say, tell }), ...reviewing({ play, say, tell }), openStage: openIt }

  async function openIt() {
    try {
      const url = await openStage(view.run.id, csrf)
      tell(url ? { text: say('console-stage-blocked'), undo: say('console-open-stage'), href: url } : {})
    } catch {
      tell({ text: say('console-stage-failed') })
    }
  }
}

/** Whether this console moves the room: nobody does yet, or it did last. `desk` is its own id. */
export function atTheWheel(view, desk) {
  return !view.wheel || view.wheel === desk
}

function moving({ view, play, say, tell, steering, wheel, close }) {
  const move = (name, data = {}) => {
    if (!wheel) return tell({ text: say('refused-not_at_the_wheel') })
    if (!steering()) return undefined
    close()
    return play(name, { ...data, seen: view.steer })
  }
  return {
    next: () => heading(view) && move(view.run.started ? 'next' : 'start'),
    back: () => view.back && move('back'),
    go: (screen) => move('go', { screen }),
    takeWheel: () => play('take_wheel'),
  }
}

function setting({ view, play, say, tell }) {
  const { screen, timer } = view
  const close = () => play('close')
  return {
    answers: () => play(screen.open ? 'close' : 'open'),
    async results() {
      const { ok } = await play(screen.revealed ? 'cover' : 'reveal')
      // Whoever votes after the result is up votes with the crowd.
      if (ok && !screen.revealed && screen.open && !screen.view.faceless) tell({ text: say('console-reveal-open'), undo: say('console-close'), act: close })
    },
    timer: () => timer && play(timer.running ? 'timer_pause' : 'timer_start'),
    add: (minutes) => play('timer_add', { seconds: minutes * 60 }),
    blank: () => play('blank', { on: !view.blank }),
    evening: () => play('evening', { on: !view.evening }),
    lock: () => play('lock', { on: !view.join.locked }),
    approve: () => play('approve', { on: !view.join.approving }),
    rotate: () => play('rotate_code'),
    end: () => play('end'),
    reopen: () => play('reopen'),
  }
}

function reviewing({ play, say, tell }) {
  const show = (entries) => play('show', { entries })
  return {
    show,
    spotlight: (entry) => play('spotlight', { entry }),
    async hide(entry) {
      const { ok } = await play('hide', { entries: [entry] })
      if (ok) tell({ text: say('console-hidden'), undo: say('console-hidden-undo'), act: () => show([entry]) })
    },
  }
}
