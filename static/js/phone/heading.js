// The headline of a phone's page: a new screen is read out from it; the very first one comes with the page.

import { html, useEffect, useRef } from '../html.js'

/** Heading({title, page}): give it a key of its own for every screen. */
export function Heading({ title, page }) {
  const heading = useRef(null)
  useEffect(() => {
    document.title = `${title} · ${page}`
    if (Heading.drawn) heading.current.focus()
    Heading.drawn = true
  }, [])
  return html`<h1 class="phone-title" tabindex="-1" ref=${heading} dir="auto">${title}</h1>`
}
