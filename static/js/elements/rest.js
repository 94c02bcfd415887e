// A button for the rest of a list. Once that has come, a line in its place says so, and whoever pressed it is still there.

import { html, useEffect, useRef, useState } from '../html.js'
import { Button } from './button.js'

/** Rest({left, label, say, onMore}): `left`: how many more there are; nothing is drawn where there never were any. */
export function Rest({ left, label, say, onMore }) {
  const [asked, setAsked] = useState(false)
  const here = useRef(null)
  useEffect(() => {
    if (asked && left === 0 && nobodyIsElsewhere()) here.current.focus()
  }, [asked, left])
  const ask = () => { setAsked(true); onMore() }
  if (left > 0) return html`<p class="rest"><${Button} kind="quiet" label=${label} onClick=${ask} /></p>`
  return asked && html`<p class="rest hush" tabindex="-1" ref=${here}>${say('look-all-shown')}</p>`
}

const nobodyIsElsewhere = () => [null, document.body].includes(document.activeElement)
