// Looking at something together: lines to read, the ribbon of parts, the way in, a break, the sources.

import { html } from '../js/html.js'
import { LookUp } from '../js/elements/lookup.js'
import { endsAt } from './present/back.js'
import { onStage } from './present/stage.js'

export default {
  ...onStage,
  /** Nobody answers here, and nothing is covered. */
  answers: false,
  reveals: false,
  /** In the lobby a phone says that its owner has arrived; "come in" is for those who have not. */
  headline: (view, room) => (view.look === 'lobby' ? room.say('present-you-are-in') : ''),
  /** What people talk about while their phones are quiet. */
  asked: ({ phone }) => phone,
  phone: (view, room) => (PHONE[view.look] || lookUp)(view, room),
}

const PHONE = { lobby: welcome, break: away }

function lookUp(view, room) {
  return html`<${LookUp} text=${view.phone || room.say('present-look-up')} />`
}

function welcome(view, room) {
  const text = view.phone || view.task || room.say('present-lobby-text')
  return html`<${LookUp} text=${text} foot=${room.say('present-in-step')} />`
}

function away(view, room) {
  const time = endsAt(room)
  const title = time ? room.say('present-back-at', { time }) : room.say('present-break-text')
  return html`<${LookUp} title=${title} text=${view.phone} />`
}
