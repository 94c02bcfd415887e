// The keys, said in words, and the switch for those who would rather not have single letters listen.

import { html, useEffect, useRef } from '../html.js'

/** The list of keys. It takes the focus when it opens, so that Escape and reading on both work. */
export function Help({ say, letters, setLetters, close }) {
  const title = useRef(null)
  useEffect(() => title.current?.focus(), [])
  return html`<section class="con-help" aria-labelledby="con-help-title">
    <h2 id="con-help-title" tabindex="-1" ref=${title}>${say('console-help')}</h2>
    <dl>
      <${Key} keys=${['→', 'PageDown']} means=${say('console-key-next')} />
      <${Key} keys=${['←', 'PageUp']} means=${say('console-key-back')} />
      <${Key} keys=${[say('console-key-space')]} means=${say('console-key-answers')} />
      <${Key} keys=${['R']} means=${say('console-key-results')} off=${!letters} />
      <${Key} keys=${['B', '.']} means=${say('console-key-blank')} off=${!letters} />
      <${Key} keys=${['T']} means=${say('console-key-timer')} off=${!letters} />
      <${Key} keys=${['?']} means=${say('console-key-help')} off=${!letters} />
      <${Key} keys=${['Esc']} means=${say('console-key-leave')} />
    </dl>
    <p class="con-soft">${say('console-keys-rest')}</p>
    <label class="con-check">
      <input type="checkbox" checked=${letters} onChange=${(event) => setLetters(event.target.checked)} />
      <span>${say('console-letters')}</span>
    </label>
    <button type="button" class="con-button con-fill" onClick=${close}>${say('console-help-close')}</button>
  </section>`
}

function Key({ keys, means, off }) {
  return html`<div data-off=${String(Boolean(off))}>
    <dt>${keys.map((key) => html`<kbd key=${key}>${key}</kbd>`)}</dt>
    <dd>${means}</dd>
  </div>`
}
