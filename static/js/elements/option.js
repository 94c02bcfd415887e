// An answer to tap: flat on one side, round on the other; pressed, it reaches further and its mark becomes whole.

import { html } from '../html.js'
import { still, useSteady } from './still.js'

/** Option({pressed, label, line?, onClick, disabled?, count?}): `count` is a small number at the end, such as dots or a rank. */
export function Option({ onClick, ...shown }) {
  const { press } = useSteady({ press: onClick })
  return html`<${Face} ...${shown} press=${press} />`
}

const Face = still(({ pressed, label, line, press, disabled, count }) => html`<button type="button" class="option" aria-pressed=${pressed ? 'true' : 'false'} disabled=${disabled} onClick=${press}>
    <i class="option-mark" aria-hidden="true"></i>
    <span class="option-words">
      <span class="option-label" dir="auto">${label}</span>
      ${line && html`<span class="option-line" dir="auto">${line}</span>`}
    </span>
    ${count !== undefined && count !== '' && html`<bdi class="option-count num">${count}</bdi>`}
  </button>`)
