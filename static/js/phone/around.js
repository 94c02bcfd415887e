// What a kind may know and do when it is drawn for one person: its own screen's part of the room, and that person's
// own outbox, drafts and habits. The phone draws its owner so, or whoever it writes for; the console draws others.

import { refusalInWords } from './kept.js'

/**
 * `shown`: the room with the screen to draw. `own`: `{box, notes, habits}` of whoever is drawn. `onPlay` is called with
 * every move. `calendar(entry)`: where the date of somebody's own promise can be fetched; "" where it cannot.
 */
export function aroundPhone(shown, { say, now, join, own: { box, notes, habits }, onPlay = () => {}, calendar = () => '' }) {
  const { screen, place, phase, timer, table, me, here, names, tables, partnerships, run, missed, brought = {} } = shown
  return {
    say, now, join, screen, place, phase, timer, table, me, here, names, tables, partnerships, run, missed, brought, calendar,
    holder: table.phone === me.id,
    play(name, data = {}) {
      onPlay()
      box.put({ screen: screen.id, name, data })
    },
    status: (name, subject) => box.status(screen.id, name, subject),
    refusal(name, subject) {
      const refused = box.refusal(screen.id, name, subject)
      return refused ? refusalInWords(refused, say) : ''
    },
    pending: box.pending(screen.id),
    draft: (field) => notes.draft(screen.id, field),
    habit: (field) => habits(screen.id, field),
  }
}
