// The addresses of a run, and the few requests that are no moves.

/** An address below the run's own. */
export function link(run, path) {
  return `/run/${encodeURIComponent(run)}/${path}`
}

/** The stage as it would look on another screen. */
export async function preview(run, screen) {
  const answer = await fetch(link(run, `preview/${encodeURIComponent(screen)}`), { credentials: 'same-origin' })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

/** A screen as the phone of somebody would draw it; `voice` is a person's id, or "paper". */
export async function voiced(run, screen, voice) {
  const answer = await fetch(link(run, `voice/${encodeURIComponent(screen)}?for=${encodeURIComponent(voice)}`), { credentials: 'same-origin' })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

/** A one-time link for a co-facilitator, as `{url, badge}`: by its badge it stands in the list of seats. */
export function invite(run, csrf, name) {
  return post(link(run, 'invite'), { name }, csrf)
}

/** A one-time link for a pocket remote with its QR code, as `{url, picture, badge}`. */
export function pair(run, csrf, name) {
  return post(link(run, 'pair'), { name }, csrf)
}

/** Who holds a seat of this run that is no participant's, as `{seats}` by badge. */
export async function seats(run) {
  const answer = await fetch(link(run, 'seats'), { credentials: 'same-origin' })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

/** Ends seats: `{seats: [badge, …]}`, or `{others: true}` for all that can steer but this one. */
export function endSeats(run, csrf, which) {
  return post(link(run, 'seats/end'), which, csrf)
}

/** Opens the stage in a window of its own. Gives the address when the browser would not open one. */
export async function openStage(run, csrf) {
  // The window has to open within the press itself; the address arrives a moment later.
  const opened = window.open('about:blank', '_blank')
  if (opened) opened.opener = null
  try {
    const { url } = await post(link(run, 'stage-link'), {}, csrf)
    if (!opened) return url
    opened.location.replace(url)
    return ''
  } catch (error) {
    opened?.close()
    throw error
  }
}

/** Sends JSON and gives the JSON that comes back. Whatever is no success is thrown, with the answer in `said`. */
export async function post(address, body, csrf) {
  const answer = await fetch(address, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', 'X-Csrf': csrf },
    body: JSON.stringify(body),
  })
  const said = await answer.json().catch(() => ({}))
  if (!answer.ok || said.ok === false) throw Object.assign(new Error(String(answer.status)), { said })
  return said
}
