// Time against the plan, worked out from the console's view and the server's clock. Nothing ticks here.

export const MINUTE = 60000

/** The time of day as this language writes it. */
export function clock(ms, lang) {
  if (!hands[lang]) hands[lang] = new Intl.DateTimeFormat(here(lang), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return hands[lang].format(ms)
}

const hands = {} // by language: making one takes longer than all it is asked for

/** A day as this language writes it; whatever is no date stays as it was said. */
export function day(text, lang) {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T12:00`) : NaN
  return Number.isNaN(Number(date)) ? text : new Intl.DateTimeFormat(here(lang), { dateStyle: 'long' }).format(date)
}

/** Plain English means the British way round of a date: this house's English is British. */
function here(lang) {
  return lang === 'en' ? 'en-GB' : lang
}

/** Milliseconds a step has had so far: its visits that are over, and the one going on. */
export function spent(step, view, now) {
  return step.spent + (step.state === 'now' && !view.run.ended ? Math.max(now - view.times.since, 0) : 0)
}

/** Whole minutes of it. */
export function minutes(ms) {
  return Math.floor(ms / MINUTE)
}

/**
 * When the session would end if the rest keeps to its plan, and by how many minutes that is late (early: below 0).
 * Empty before the start and after the end.
 */
export function outlook(view, now) {
  const { started, planned_end: planned, rest } = view.times
  if (!started || !planned || view.run.ended) return {}
  const step = Object.values(view.plan.steps).find((one) => one.state === 'now')
  const ends = now + owed(step, view, now) + rest
  return { ends, late: Math.round((ends - planned) / MINUTE) }
}

function owed(step, view, now) {
  return step && step.keep !== 'free' ? Math.max(step.plan * MINUTE - spent(step, view, now), 0) : 0
}
