// A tally: half pills that grow, the number first in its own column, so that nothing collides where a bar is short.

import { html } from '../html.js'
import { still } from './still.js'
import { PageMark, paged, useHeight, usePage } from './pages.js'

const LONG = 34
const USUAL_HEIGHT = 56
const ONE_LINE = 9.2
const TWO_LINES = 14.4

/**
 * Bars({items: [{id, label, also?, count, lead?, tied?}], max?, page?, say?})
 * Most first; equals keep the order they came in. The longest bar stands for `max`, or for the highest count.
 */
export function Bars(props) {
  return html`<${PagedBars} ...${props} />`
}

function PagedBars({ items = [], max, page, say }) {
  const [frame, height] = useHeight(USUAL_HEIGHT)
  const pages = paged(byCount(items), height, tall)
  const shown = usePage(pages.length, page, 'first')
  const full = fullLength(items, max)
  return html`<div class="bars-frame" ref=${frame}>
    <ul class="bars" style=${{ '--digits': digits(items) }}>${(pages[shown] || []).map(item => html`<${Bar} key=${item.id} ...${shownOf(item, full)} say=${say} />`)}</ul>
    <${PageMark} page=${shown} count=${pages.length} say=${say} />
  </div>`
}

// An empty text among what is drawn is written anew at each drawing, and its bar laid out again: hence `Boolean`.
const Bar = still(({ label, words, count, lead, tied, share, say }) => html`<li class="bar ${lead ? 'is-lead' : ''}">
    <span class="bar-track" aria-hidden="true"><span class="bar-fill" style=${{ '--share': share }}></span></span>
    <span class="bar-count num">${count}</span>
    <span class="bar-words">
      <span class="bar-label" dir="auto">${label}</span>
      ${Boolean(words) && html`<span class="bar-also" dir="auto">${words}</span>`}
    </span>
    ${tied && say && html`<span class="bar-tie">${say('look-tie')}</span>`}
  </li>`)

/** What a bar shows, in words and numbers only: it is drawn again when one of them changes. */
function shownOf({ label, also, count, lead, tied }, full) {
  return { label, words: Object.values(also || {}).join(' · '), count, lead, tied, share: String(count / full) }
}

/** How many figures the widest number has, so that its column is no wider than it must be. */
function digits(items) {
  return String(Math.max(0, ...items.map(({ count }) => count))).length
}

function byCount(items) {
  return items.map((item, at) => ({ item, at })).sort((a, b) => b.item.count - a.item.count || a.at - b.at).map(({ item }) => item)
}

/** A leading bar carries light words on ink, so it has to be as long as its track. */
function fullLength(items, max) {
  const highest = items.reduce((most, { count }) => Math.max(most, count), 1)
  return items.some(({ lead }) => lead) ? highest : Math.max(highest, max || 0)
}

/** A label of two lines, or one with other wordings, takes more. */
function tall({ label, also }) {
  return [...(label || '')].length > LONG || (also && Object.keys(also).length) ? TWO_LINES : ONE_LINE
}
