// What a kind may know and do when it is drawn for one person: its own screen's part of the room, and that person's
// own outbox, drafts and habits. The phone draws its owner so, or whoever it writes for; the console draws others.

/**
 * `shown`: the room with the screen to draw. `own`: `{box, notes, habits}` of whoever is drawn. `onPlay` is called with
 * every move. `calendar(entry)`: where the date of somebody's own promise can be fetched; "" where it cannot. `whole()`
 * asks for the rest of a long list.
 */
export function aroundPhone(shown, { say, inWords, now, join, own: { box, notes, habits }, onPlay = () => {}, calendar = () => '', whole = () => {} }) {
  const { screen, place, phase, timer, table, me, here, names, tables, partnerships, run, missed, brought = {} } = shown
  return {
    say, now, join, screen, place, phase, timer, table, me, here, names, tables, partnerships, run, missed, brought, calendar, whole,
    holder: table.phone === me.id,
    play(name, data = {}) {
      onPlay()
      box.put({ screen: screen.id, name, data })
    },
    status: (name, subject) => box.status(screen.id, name, subject),
    refusal(name, subject) {
      const refused = box.refusal(screen.id, name, subject)
      return refused ? inWords(refused, say) : ''
    },
    pending: box.pending(screen.id),
    draft: (field) => notes.draft(screen.id, field),
    habit: (field) => habits(screen.id, field),
  }
}
