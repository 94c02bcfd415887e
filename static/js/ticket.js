// A one-time link: the ticket stands behind the #, goes to the server once, and leaves the address at once.

const said = document.getElementById('said')

/** Hands the ticket in and follows where it leads; says so if there is none, or if it is not good any more. */
export async function handIn() {
  const ticket = decodeURIComponent(location.hash.slice(1))
  history.replaceState(null, '', location.pathname)
  if (!ticket) return tell(said.dataset.none)
  try {
    const answer = await post(said.dataset.to, { ticket })
    if (answer.ok) location.replace(answer.go)
    else tell(answer.sentence)
  } catch {
    tell(said.dataset.far)
  }
}

async function post(address, body) {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' }
  const answer = await fetch(address, { method: 'POST', credentials: 'same-origin', headers, body: JSON.stringify(body) })
  return answer.json()
}

function tell(sentence) {
  said.textContent = sentence
}

handIn()
// Another link pasted into the same window changes only what stands behind the #.
addEventListener('hashchange', () => location.hash.length > 1 && handIn())
