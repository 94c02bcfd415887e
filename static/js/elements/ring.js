// The timer ring. Time comes as a deadline on the server's clock; nothing ticks over the wire and nothing shouts at zero.

import { html, useEffect, useState } from '../html.js'
import { clockFace, remaining } from './time.js'

const SECOND = 1000

/** Ring({timer: {total, left, running, ends?}, now}): `now` is a function (it ticks by itself) or a number in ms. */
export function Ring(props) {
  return html`<${TickingRing} ...${props} />`
}

/** The hour hand of a component: draws it again at each full second while `running`. */
export function useSeconds(running) {
  const [, beat] = useState(0)
  useEffect(() => {
    if (!running) return undefined
    const timer = setInterval(() => beat(count => count + 1), SECOND / 4)
    return () => clearInterval(timer)
  }, [running])
}

function TickingRing({ timer, now }) {
  useSeconds(timer.running && typeof now === 'function')
  const left = remaining(timer, typeof now === 'function' ? now() : now)
  const share = left < 0 ? 100 : Math.min(100, (100 * left) / Math.max(1, timer.total))
  const face = clockFace(left)
  return html`<div class="ring ${left < 0 ? 'is-over' : ''} ${timer.running ? '' : 'is-paused'}" role="timer">
    <svg viewBox="0 0 100 100" aria-hidden="true" focusable="false">
      <circle class="ring-track" cx="50" cy="50" r="44" />
      <circle class="ring-left" cx="50" cy="50" r="44" pathLength="100" stroke-dasharray="${share} 100" transform="rotate(-90 50 50)" />
      ${!timer.running && html`<path class="ring-pause" d="M45,70v11M55,70v11" />`}
    </svg>
    <bdi class="ring-face num ${face.length > 4 ? 'is-long' : ''}">${face}</bdi>
  </div>`
}
