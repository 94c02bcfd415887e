// What a drawing may know of the room, put together from the views the console is seated in.

import { useMemo } from '../html.js'

/** What the stage's picture needs beside its view: the QR picture stands in no view. */
export function aroundStage(code, { say, now }) {
  return { say, now, join: { qr: `/qr/${code}.svg` } }
}

/** The room around a kind's own drawing on the console; its moves are played on the present screen. */
export function aroundConsole(view, { say, now, play, marks }) {
  const { screen, phase, timer, run, people, tables, presence = {}, join } = view
  return {
    say, now, screen, phase, timer, run, people, tables, presence, join,
    names: run.names,
    brought: screen.brought || {},
    here: present(view).length,
    play: (name, data = {}) => play(name, data, screen.id),
    status: (name) => marks[name]?.how,
    refusal: (name) => marks[name]?.why ?? '',
    pending: [],
  }
}

/** Some parts of the console's view by themselves, the very same for as long as none of them is another than before. */
export function usePart(view, ...names) {
  return useMemo(() => Object.fromEntries(names.map((name) => [name, view[name]])), names.map((name) => view[name]))
}

/** The ids of those who are in: joined, not sent out and not gone home. */
export function present({ people }) {
  return sorted(people).here
}

/** The ids of those who had to leave early. */
export function gone({ people }) {
  return sorted(people).gone
}

/** Worked out once for each change of the people: a thousand of them are asked for a dozen times in one drawing. */
function sorted(people) {
  if (!known.has(people)) {
    const ids = Object.keys(people).filter((id) => !people[id].removed)
    known.set(people, { here: ids.filter((id) => !people[id].left), gone: ids.filter((id) => people[id].left) })
  }
  return known.get(people)
}

const known = new WeakMap()

/** How many of some people have answered; nothing when the kind does not count. */
export function answered(view, ids) {
  const done = view.screen.view?.done
  return done && ids.filter((id) => done[id]).length
}

/** How many have answered, and how many are waited for: those here, and whoever answered before they left. */
export function turnout(view) {
  const early = answered(view, gone(view))
  return early === undefined ? undefined : { done: answered(view, present(view)) + early, count: present(view).length + early }
}

/** What to call somebody: two of the same name by their organisation, one without a name by the phone they share. */
export function called({ people }, id, say) {
  const { label, beside } = people[id] ?? {}
  if (label) return label
  if (!beside) return say('console-nameless')
  const around = Object.keys(people).filter((one) => people[one].beside === beside && !people[one].removed)
  return say('console-beside', { no: around.indexOf(id) + 2, name: people[beside]?.label || say('console-nameless') })
}

/** A table as it is spoken of. */
export function tableCalled(no, name, say) {
  return name ? say('look-table-named', { no, name }) : say('look-table', { no })
}
