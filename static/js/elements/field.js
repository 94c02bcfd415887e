// A labelled box for words. It says how many characters are left and never cuts off what somebody wrote.

import { html } from '../html.js'

const NEARLY = 40

/**
 * Field({id, label, hint?, value, onInput(text), max?, rows?, kind?: "text"|"date", optional?, say?})
 * Of several rows it is a text area, of one an input.
 */
export function Field({ id, label, hint, value = '', onInput, max, rows = 1, kind = 'text', optional, say }) {
  const left = max ? max - [...value].length : undefined
  const notes = [hint && `${id}-hint`, left !== undefined && `${id}-left`].filter(Boolean).join(' ')
  const box = {
    id,
    name: id,
    class: 'field-box',
    value,
    dir: kind === 'date' ? undefined : 'auto',
    onInput: event => onInput(event.currentTarget.value),
    'aria-describedby': notes || undefined,
    'aria-invalid': left < 0 ? 'true' : undefined,
    autocomplete: 'off',
  }
  return html`<div class="field">
    <label class="field-label" for=${id}>
      <span dir="auto">${label}</span>
      ${optional && say && html` <span class="field-optional">${say('look-optional')}</span>`}
    </label>
    ${rows > 1 ? html`<textarea ...${box} rows=${rows}></textarea>` : html`<input ...${box} type=${kind} />`}
    ${hint && html`<p class="field-hint" id=${`${id}-hint`} dir="auto">${hint}</p>`}
    ${left !== undefined && html`<p class="field-left ${left < 0 ? 'is-over' : ''} ${left < NEARLY ? 'is-near' : ''}" id=${`${id}-left`}>${leftInWords(left, say)}</p>`}
  </div>`
}

function leftInWords(left, say) {
  if (!say) return html`<bdi>${left}</bdi>`
  return left < 0 ? say('look-too-many-characters', { count: -left }) : say('look-characters-left', { count: left })
}
