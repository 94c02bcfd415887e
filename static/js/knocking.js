// A phone that cannot come in just now and tries again by itself: many are coming at once, the door is locked, or
// somebody guesses codes. What was typed is kept all the while.

import { Button } from './elements/button.js'
import { html, useEffect, useRef } from './html.js'

const SECOND = 1000
const LOOK_AGAIN = 8
const PATIENT = ['crowding', 'closed_door', 'slow_down', 'busy']

/** Whether an answer is worth another knock that nobody has to think of. */
export function isWorthAnother({ ok, code }) {
  return !ok && PATIENT.includes(code)
}

/** Milliseconds until the next knock; not everybody's at the same moment. */
export function pauseBefore({ args = {} }, dice = Math.random) {
  return (args.seconds || LOOK_AGAIN) * SECOND * (1 + dice() / 2)
}

/** Knocking({say, answer, again, stop}): `answer` is why one is still outside; `again` knocks, `stop` gives up for now. */
export function Knocking({ say, answer, again, stop }) {
  const title = useRef(null)
  useEffect(() => title.current && title.current.focus(), [answer.code])
  useEffect(() => {
    const timer = setTimeout(again, pauseBefore(answer))
    return () => clearTimeout(timer)
  }, [answer])
  return html`<main class="phone-main">
    <h1 tabindex="-1" ref=${title}>${say(`join-outside-${answer.code}`)}</h1>
    <p class="phone-lead">${say(`join-outside-${answer.code}-text`)}</p>
    <p class="phone-lead">${say('join-outside-kept')}</p>
    <div class="phone-form"><div class="phone-foot phone-acts">
      <${Button} label=${say('join-outside-now')} onClick=${again} />
      <${Button} kind="alt" label=${say('join-outside-back')} onClick=${stop} />
    </div></div>
  </main>`
}
