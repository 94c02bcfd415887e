// A group fills named boxes together. On the phone one box at a time, with what the others write coming in as they write
// it; on the stage the sheet that was let up, or all of them small; on the console whose sheets, which box, and the lock.

import { html } from '../js/html.js'
import { known } from './canvas/sheet.js'
import { onStage } from './canvas/stage.js'
import { Working } from './canvas/working.js'

export default {
  ...onStage,
  reveals: false,
  phone: (view, room) => html`<${Working} key=${`${room.screen.id}/${view.canvas ? view.canvas.key : ''}`} view=${known(view)} room=${room} />`,
  openNow: (view) => ((view.boxes || {})[view.up] || {}).ask || '',
}
