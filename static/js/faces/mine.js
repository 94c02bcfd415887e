// The take-away's few buttons: a link to keep, and being forgotten. Everything else on the page stands there by itself.

const doings = document.querySelector('.doings')
const said = document.getElementById('said')
const link = document.getElementById('link')
const { run } = doings.dataset

doings.addEventListener('click', async (event) => {
  const wish = event.target.closest('button[data-do]')
  if (!wish) return
  wish.disabled = true
  await (wish.dataset.do === 'link' ? giveLink() : forget(wish.dataset.do))
  wish.disabled = false
})

async function giveLink() {
  const answer = await ask('link', {})
  if (!answer.ok) return
  link.hidden = false
  link.textContent = answer.url
  said.textContent = ''
}

async function forget(how) {
  const answer = await ask('erase', { how })
  if (answer.ok) location.reload()
}

/** Asks the server for something; why it could not be done is said under the buttons. */
async function ask(what, body) {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' }
  try {
    const answer = await fetch(`/mine/${run}/${what}`, { method: 'POST', credentials: 'same-origin', headers, body: JSON.stringify(body) })
    const told = await answer.json()
    if (!told.ok) said.textContent = told.sentence
    return told
  } catch {
    said.textContent = said.dataset.far
    return { ok: false }
  }
}
