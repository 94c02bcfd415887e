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
    status: (name) => marks[name]?.how,
    refusal: (name) => marks[name]?.why ?? '',
    pending: [],
  }
}

/** The ids of those who are in: joined and not sent out. */
export function present({ people }) {
  return Object.keys(people).filter((id) => !people[id].removed)
}

/** How many of some people have answered; nothing when the kind does not count. */
export function answered(view, ids) {
  const done = view.screen.view?.done
  return done && ids.filter((id) => done[id]).length
}
