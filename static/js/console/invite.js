// A second console on this machine: a link that lets another browser in, once.

import { html, useEffect, useState } from '../html.js'
import { copy } from '../phone/device.js'
import { Panel } from './panel.js'
import { invite } from './run.js'

/** The link is made when this page is opened, and is good for a quarter of an hour. */
export function Invite({ view, csrf, say, close }) {
  const [made, setMade] = useState({})
  useEffect(() => {
    invite(view.run.id, csrf).then(({ url }) => setMade({ url }), () => setMade({ failed: true }))
  }, [])
  return html`<${Panel} title=${say('console-invite')} close=${close} say=${say}>
    <p>${say('console-invite-how')}</p>
    ${made.failed && html`<p>${say('console-invite-failed')}</p>`}
    ${made.url && html`<p class="con-link" dir="ltr">${made.url}</p>
      <button type="button" class="con-button" onClick=${(event) => copy(event.currentTarget.closest('section').querySelector('.con-link'))}>${say('console-invite-copy')}</button>`}
    <p class="con-soft">${say('console-invite-wheel')}</p>
  <//>`
}
