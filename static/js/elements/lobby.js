// The way in, as large as the picture allows: the code for cameras, the address and letters for fingers, and who is here.

import { html } from '../html.js'
import { CodeTiles } from './code.js'
import { People } from './people.js'

/** Lobby({title, line?, task?, join: {address, code, qr?}, here, say}): fills the picture, so its kind is `bare`. */
export function Lobby({ title, line, task, join, here = 0, say }) {
  return html`<div class="lobby">
    ${join.qr && html`<div class="lobby-qr">
      <img src=${join.qr} alt=${say('look-qr', { address: join.address })} />
      <p>${say('look-point-camera')}</p>
    </div>`}
    <div class="lobby-how">
      <h1 class="lobby-title" dir="auto">${title}</h1>
      ${line && html`<p class="lobby-line" dir="auto">${line}</p>`}
      <p class="lobby-line">${say('look-go-to')} <b><bdi>${join.address}</bdi></b></p>
      <${CodeTiles} code=${join.code} />
      ${task && html`<p class="lobby-line" dir="auto">${task}</p>`}
      <div class="lobby-people">
        <${People} count=${here} shape=${5} number=${false} />
        <p>${here > 0 && html`<span class="num">${here}</span>`}<span>${say('look-here', { count: here, alone: here % 2 ? 'yes' : 'no' })}</span></p>
      </div>
    </div>
  </div>`
}
