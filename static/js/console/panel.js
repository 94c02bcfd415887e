// A page of its own in the middle of the console, for one piece of work: typing for somebody, a paper batch, a link.

import { html, useEffect, useRef } from '../html.js'

/** It takes the focus when it opens, so that Escape and reading on both work. */
export function Panel({ title, close, say, children }) {
  const heading = useRef(null)
  useEffect(() => heading.current.focus(), [title])
  return html`<section class="con-panel" aria-labelledby="con-panel-title">
    <div class="con-band">
      <h2 id="con-panel-title" tabindex="-1" ref=${heading} dir="auto">${title}</h2>
      <button type="button" class="con-button con-small" onClick=${close}>${say('console-panel-close')}</button>
    </div>
    <div class="con-panel-body">${children}</div>
  </section>`
}

/** The screens that were up and take answers, newest first. */
export function wereUp(view, takes) {
  return Object.entries(view.plan.screens)
    .filter(([, { state, kind }]) => state !== 'next' && takes(kind))
    .map(([id, screen]) => ({ ...screen, id, stepTitle: view.plan.steps[screen.step].title }))
    .sort((a, b) => b.no - a.no)
}

/** A choice among them. */
export function WhichScreen({ id, screens, value, choose, say }) {
  return html`<div class="con-form">
    <label for=${id}>${say('console-which-screen')}</label>
    <select id=${id} value=${value} onChange=${(event) => choose(event.target.value)}>
      ${screens.map((one) => html`<option key=${one.id} value=${one.id}>${say('console-screen-of', { step: one.stepTitle, title: one.title })}</option>`)}
    </select>
  </div>`
}
