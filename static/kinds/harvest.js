// Looking at what others made: on the stage a wall, one voice, stations, stars or claims; on the phone the same to read,
// with hearts and a line for what is missing; on the console whatever brings order into it.

import { html } from '../js/html.js'
import { inOrder } from '../js/elements/mine.js'
import { Desk } from './harvest/desk.js'
import { Looking } from './harvest/looking.js'
import { One, Pair, Sky, Stations } from './harvest/voices.js'
import { Hung } from './harvest/wall.js'

export default {
  answers: (view) => view.hearts > 0 || Boolean(view.ask_missing),
  reveals: (view) => view.hearts > 0,
  wide: true,
  stage: (view, room) => html`<${OnTheStage} view=${view} room=${room} />`,
  phone: (view, room) => html`<${Looking} key=${room.screen.id} view=${view} room=${room} />`,
  console: (view, room) => html`<${Desk} key=${room.screen.id} view=${view} room=${room} />`,
}

function OnTheStage({ view, room }) {
  const items = inOrder(view.items, 'no')
  if (items.length === 0 && view.look !== 'board') return html`<p class="nothing">${room.say('harvest-nothing')}</p>`
  if (view.pair) return html`<${Pair} view=${view} room=${room} />`
  if (view.look === 'constellation') return html`<${Sky} items=${items} view=${view} room=${room} />`
  if (view.look === 'walk' && !view.up) return html`<${Stations} view=${view} room=${room} />`
  if (view.up && view.look !== 'wall' && view.look !== 'board') return html`<${One} items=${items} view=${view} room=${room} />`
  return html`<${Hung} items=${items} view=${view} room=${room} />`
}
