// Pages instead of smaller type. A page turns calmly, goes through once and comes to rest; it never goes round and round.
// A page is exchanged without movement, so it turns for those who prefer stillness too: else the rest would never be seen.

import { html, useEffect, useState } from '../html.js'

const CALM = 12000

/** Which of `count` pages to show, from 0. `wanted` (from 1) decides; otherwise pages turn by themselves and rest at `rest`. */
export function usePage(count, wanted, rest = 'last') {
  const [page, setPage] = useState(0)
  const last = Math.max(0, count - 1)
  const shown = wanted ? Math.min(Math.max(1, wanted), count || 1) - 1 : Math.min(page, last)
  const [rested, setRested] = useState(false)
  useEffect(() => {
    if (wanted || count < 2 || rested) return undefined
    if (shown === last && rest === 'last') return undefined
    const timer = setTimeout(turn, CALM)
    return () => clearTimeout(timer)
  }, [shown, last, wanted, rested, rest])
  return shown

  function turn() {
    if (shown < last) return setPage(shown + 1)
    setRested(true)
    return setPage(0)
  }
}

/** "Page 1 of 3", only where there is more than one. */
export function PageMark({ page, count, say }) {
  if (count < 2) return null
  return html`<p class="pagemark">
    <span>${say ? say('look-page', { page: page + 1, count }) : `${page + 1} / ${count}`}</span>
    <span class="pagemark-dots" aria-hidden="true">${count <= 12 && Array.from({ length: count }, (_, at) => html`<i key=${at} class=${at === page ? 'is-here' : ''} />`)}</span>
  </p>`
}
