// Who has to go early: what they can still give before they go, what they take along, and the way back in.

import { Button } from '../elements/button.js'
import { html } from '../html.js'
import { Screens } from './kept.js'
import { Heading } from './heading.js'

/** The page of somebody who has said that they leave. The room does not wait for them any more. */
export function Leaving({ say, room, acts }) {
  const { screen, place, early = {} } = room
  const now = [screen.id, { title: screen.title, step: place.step.title }]
  return html`
    <${Heading} key="leaving" title=${say('phone-leaving')} page=${room.run.title} />
    <div class="phone-leaving">
      <p>${say('phone-leaving-text')}</p>
      ${Object.keys(early).length > 0 && html`<h2>${say('phone-leaving-first')}</h2>
        <${Screens} screens=${Object.entries(early)} visit=${acts.visit} />`}
      <h2>${say('phone-leaving-now')}</h2>
      <${Screens} screens=${[now]} visit=${acts.visit} />
      <${TakeAway} say=${say} run=${room.run.id} />
      <p><${Button} kind="quiet" label=${say('phone-come-back')} onClick=${() => acts.play('come_back')} /></p>
    </div>`
}

/** The one page that somebody takes home. */
export function TakeAway({ say, run }) {
  return html`<p class="phone-take"><a class="phone-link-out" href=${`/mine/${encodeURIComponent(run)}`}>${say('phone-take-away')}</a>
    <small>${say('phone-take-away-hint')}</small></p>`
}
