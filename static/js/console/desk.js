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

/** The acts behind the controls. `steering()` says whether a press may move the room; `close()` puts a preview away. */
export function acts({ view, play, say, tell, csrf, steering, close }) {
  return { ...moving({ view, play, steering, close }), ...setting(view, play), ...reviewing({ play, say, tell }), openStage: openIt }

  async function openIt() {
    try {
      const url = await openStage(view.run.id, csrf)
      tell(url ? { text: say('console-stage-blocked'), undo: say('console-open-stage'), href: url } : {})
    } catch {
      tell({ text: say('console-stage-failed') })
    }
  }
}

function moving({ view, play, steering, close }) {
  const move = (name, data = {}) => {
    if (!steering()) return
    close()
    play(name, { ...data, seen: view.steer })
  }
  return {
    next: () => heading(view) && move(view.run.started ? 'next' : 'start'),
    back: () => view.back && move('back'),
    go: (screen) => move('go', { screen }),
  }
}

function setting(view, play) {
  const { screen, timer } = view
  return {
    answers: () => play(screen.open ? 'close' : 'open'),
    results: () => play(screen.revealed ? 'cover' : 'reveal'),
    timer: () => timer && play(timer.running ? 'timer_pause' : 'timer_start'),
    add: (minutes) => play('timer_add', { seconds: minutes * 60 }),
    blank: () => play('blank', { on: !view.blank }),
    evening: () => play('evening', { on: !view.evening }),
    lock: () => play('lock', { on: !view.join.locked }),
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
