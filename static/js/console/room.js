// What a drawing may know of the room, put together from the views the console is seated in.

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
    here: present(view).length,
    play: (name, data = {}) => play(name, data, screen.id),
    status: (name) => marks[name],
    pending: [],
  }
}

/** Those who are in: joined and not sent out. */
export function present(view) {
  return Object.entries(view.people).filter(([, person]) => !person.removed)
}

/** How many of those at a table, or in the whole room, have answered; nothing when the kind does not count. */
export function answered(view, table) {
  const done = view.screen.view?.done
  if (!done) return undefined
  return present(view).filter(([id, person]) => done[id] && (!table || person.table === table)).length
}
