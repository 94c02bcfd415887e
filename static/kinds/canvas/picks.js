// What earlier steps brought, to be picked into a box.

import { html } from '../../js/html.js'
import { inOrder, unsent } from '../../js/elements/mine.js'
import { Option } from '../../js/elements/option.js'

/** What is picked into a box, as it will be once everything has arrived. */
export function chosenIn(box, view, room) {
  const there = new Set(Object.keys(view.canvas.picked[box.id] || {}))
  unsent(room, 'pick').filter(({ data }) => data.box === box.id).forEach(({ data }) => (data.on ? there.add(data.id) : there.delete(data.id)))
  return there
}

export function Picked({ box, may, view, room }) {
  const found = inOrder(view.canvas.picked[box.id], 'no')
  if (found.length === 0) return null
  return html`<div class="picked">
    <p class="aside">${room.say('canvas-picked')}</p>
    <ul class="lines">${found.map(({ id, text, step }) => html`<li key=${id} class="line is-picked">
      <p class="line-text" dir="auto">${text}</p>
      <p class="line-about" dir="auto">${room.say('canvas-pick-from', { step })}</p>
      ${may && html`<div class="acts"><button type="button" class="button is-alt" aria-label=${room.say('canvas-unpick-this', { text })} onClick=${() => room.play('pick', { box: box.id, id, on: false })}>${room.say('canvas-unpick')}</button></div>`}
    </li>`)}</ul>
  </div>`
}

/** A sheet of what earlier steps brought, carry by carry, each thing with the step it comes from. */
export function PickSheet({ names, chosen, label, onToggle, room }) {
  const carries = names.map((name) => ({ name, ...(room.brought || {})[name] })).filter(({ items }) => items && Object.keys(items).length > 0)
  if (carries.length === 0) return null
  return html`<details class="pick-sheet">
    <summary>${label || room.say('canvas-pick')}${chosen.size > 0 && html` <bdi class="num">${chosen.size}</bdi>`}</summary>
    ${carries.map(({ name, label: title, items }) => html`<div key=${name} class="pick-group" role="group" aria-label=${title || room.say('canvas-pick')}>
      ${title && html`<p class="pick-title" dir="auto">${title}</p>`}
      ${inOrder(items, 'no').map(({ id, text, step }) => html`<${Option} key=${id} label=${text} line=${room.say('canvas-pick-from', { step })} pressed=${chosen.has(id)} onClick=${() => onToggle(id, !chosen.has(id))} />`)}
    </div>`)}
  </details>`
}
