// A link to a file that takes a moment to be written: it says so meanwhile, and is pressed only once.

import { html, useState } from '../html.js'

const NAMED = /filename="([^"]+)"/

/** FileLink({href, say, children}): `children` is what the file is called. What goes wrong is told by the page it leads to. */
export function FileLink({ href, say, children }) {
  const [writing, write] = useState(false)
  const fetched = async (event) => {
    event.preventDefault()
    if (writing) return
    write(true)
    try {
      await keep(await fetch(href))
    } catch {
      location.assign(href)
    }
    write(false)
  }
  return html`<a href=${href} download aria-busy=${writing} onClick=${fetched}><span aria-live="polite">${writing ? say('file-writing') : children}</span></a>`
}

async function keep(answer) {
  if (!answer.ok) throw new Error(String(answer.status))
  const address = URL.createObjectURL(await answer.blob())
  const link = Object.assign(document.createElement('a'), { href: address, download: NAMED.exec(answer.headers.get('Content-Disposition'))[1] })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)  // whoever is asked where to put it takes a while
}
