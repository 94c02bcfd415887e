// Who will see it, in words, under the box, before anything is sent.

import { html, useState } from '../html.js'

/**
 * Visibility({id?, value, allow: [...], named, onChange({visibility, named}), say, review?, names?})
 * value is "me", "table", "facilitator" or "room". `review`: the facilitator looks before the stage shows it.
 * `names` is false in a run where names may not be shown.
 */
export function Visibility(props) {
  return html`<${WhoSees} ...${props} />`
}

function WhoSees({ id = 'sees', value, allow = [], named, onChange, say, review, names = true }) {
  const [open, setOpen] = useState(false)
  const mayName = names && value !== 'me'
  const choices = allow.length > 1
  const settle = change => onChange({ visibility: value, named: Boolean(named), ...change })
  return html`<div class="sees">
    <p class="sees-words">
      <span>${sentence({ value, named: named && mayName, review, say })}</span>${' '}
      ${choices && html`<button type="button" class="button is-alt" aria-expanded=${open ? 'true' : 'false'} onClick=${() => setOpen(!open)}>${say(open ? 'look-sees-done' : 'look-sees-change')}</button>`}
    </p>
    ${choices && open && html`<fieldset class="sees-choices">
      <legend>${say('look-sees-who')}</legend>
      ${allow.map(who => html`<label key=${who} class="sees-choice">
        <input type="radio" name=${id} value=${who} checked=${who === value} onChange=${() => settle({ visibility: who })} />
        <span>${say(`look-sees-${who}`)}</span>
      </label>`)}
    </fieldset>`}
    ${mayName && onChange && html`<label class="sees-choice">
      <input type="checkbox" checked=${Boolean(named)} onChange=${event => settle({ named: event.currentTarget.checked })} />
      <span>${say('look-sees-name')}</span>
    </label>`}
  </div>`
}

function sentence({ value, named, review, say }) {
  const words = [say(`look-sees-${value}-sentence`, { named: named ? 'yes' : 'no' })]
  if (value === 'room' && review) words.push(say('look-sees-review'))
  return words.join(' ')
}
