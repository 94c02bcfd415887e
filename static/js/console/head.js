// The line at the top: how the session stands, who is in, the way in, and what she may need at any moment.

import { html, useEffect, useRef, useState } from '../html.js'
import { FileLink } from '../elements/filelink.js'
import { Glyph } from '../elements/glyph.js'
import { still, useSteady } from '../elements/still.js'
import { NewCode } from './door.js'
import { Connection } from './seats.js'
import { usePart } from './room.js'
import { Down, Lock } from './signs.js'
import { Sure } from './sure.js'
import { clock, day, outlook } from './times.js'
import { link } from './run.js'

/** `census`: {here, away}. `acts`: what the buttons do. */
export function Head({ view, now, say, lang, census, live, acts, help, seats, paper, door, safe }) {
  const [open, setOpen] = useState(false)
  const bar = useRef(null)
  const { close } = useSteady({ close: () => setOpen(false) })
  useClosing(open, bar, close)
  const { run } = view
  return html`<header class="con-head" ref=${bar}>
    <span class="con-sign-off" aria-hidden="true"><${Glyph} phase="commit" /></span>
    <h1 dir="auto">${run.title}</h1>
    ${run.rehearsal && html`<span class="con-badge">${say('console-rehearsal')}</span>`}
    <span class="con-fact con-where" dir="auto">${[run.place, day(run.date, lang)].filter(Boolean).join(', ')}</span>
    <span class="con-gap"></span>
    ${!live && html`<span class="con-fact con-broken">${say('console-no-link')}</span>`}
    <${Outlook} view=${view} now=${now} say=${say} lang=${lang} />
    <span class="con-fact con-clock"><span class="visually-hidden">${say('console-clock')} </span>${clock(now, lang)}</span>
    <span class="con-fact con-census">
      <span><strong>${census.here}</strong> ${say('console-in')}</span>
      ${census.away > 0 && html`<span class="con-away">, <strong>${census.away}</strong> ${say('console-reconnecting')}</span>`}
    </span>
    <span class="con-fact con-code">
      ${view.join.locked ? html`<${Lock} /><b>${say('console-locked')}</b>` : say('console-code')} <strong>${pairs(view.join.code)}</strong>
    </span>
    <button type="button" class=${`con-button con-blank ${view.blank ? 'con-fill' : 'con-quiet'}`} onClick=${acts.blank}>
      ${view.blank ? say('console-unblank') : say('console-blank')}
    </button>
    <button
      type="button" class="con-button con-quiet con-more" aria-expanded=${String(open)} aria-controls="con-menu"
      onClick=${() => setOpen(!open)}
    ><span class="con-more-word">${say('console-more')}</span> <${Down} /></button>
    <${Menu} view=${usePart(view, 'run', 'join', 'blank', 'evening', 'backup', 'hers')} say=${say} lang=${lang} open=${open} close=${close} acts=${acts}
      help=${help} seats=${seats} paper=${paper} door=${door} safe=${safe} />
  </header>`
}

/** An open menu gives way as soon as something else is pressed, or on Escape, which leads back to its button. */
function useClosing(open, bar, close) {
  useEffect(() => {
    if (!open) return undefined
    const elsewhere = (event) => bar.current?.contains(event.target) || close()
    const escape = (event) => {
      if (event.key !== 'Escape') return
      close()
      bar.current?.querySelector('.con-more').focus()
    }
    document.addEventListener('pointerdown', elsewhere)
    document.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('pointerdown', elsewhere)
      document.removeEventListener('keydown', escape)
    }
  }, [open])
}

/** A code in pairs, as it is read aloud. */
export function pairs(code) {
  return (code.match(/.{1,2}/g) ?? []).join(' ')
}

function Outlook({ view, now, say, lang }) {
  if (view.run.ended) return html`<span class="con-fact">${say('console-ended-at', { time: clock(view.run.ended, lang) })}</span>`
  const { ends, late } = outlook(view, now)
  if (!ends) return html`<span class="con-fact">${say('console-not-started')}</span>`
  const by = { minutes: Math.abs(late) }
  return html`<span class="con-fact con-outlook" data-late=${String(late > 0)}>
    <strong>${late > 0 ? say('console-behind', by) : late < 0 ? say('console-ahead', by) : say('console-on-time')}</strong>,
    ${' '}${say('console-ends', { time: clock(ends, lang) })}
  </span>`
}

const Menu = still(({ view, say, lang, open, close, acts, help, seats, paper, door, safe }) => {
  const { run } = view
  const press = (act) => () => {
    close()
    act()
  }
  return html`<div class="con-menu" id="con-menu" hidden=${!open}>
    <div><section>
      <h2>${say('console-menu-stage')}</h2>
      ${view.hers && html`<button type="button" class="con-item" onClick=${press(acts.openStage)}>${say('console-open-stage')}</button>`}
      <${Switch} on=${view.blank} label=${say('console-blank')} hint=${say('console-blank-hint')} turn=${acts.blank} />
      <${Switch} on=${view.evening} label=${say('console-evening')} hint=${say('console-evening-hint')} turn=${acts.evening} />
    </section>
    <section>
      <h2>${say('console-menu-door')}</h2>
      <p class="con-address">${view.join.address} <strong>${pairs(view.join.code)}</strong></p>
      <${Switch} on=${view.join.locked} label=${say('console-lock')} hint=${say('console-lock-hint')} turn=${acts.lock} />
      <${Switch} on=${view.join.approving} label=${say('console-approve')} hint=${say('console-approve-hint')} turn=${acts.approve} />
      <a class="con-item" href=${link(run.id, 'codes')} target="_blank" rel="noopener">${say('console-codes')}</a>
      <${NewCode} say=${say} renew=${acts.rotate} />
      <${Connection} door=${door} safe=${safe} say=${say} />
    </section></div>
    <div><section>
      <h2>${say('console-menu-note')}</h2>
      <p>${say('console-note-hint')}</p>
      <a class="con-item" href=${link(run.id, 'note')} target="_blank" rel="noopener">${say('console-note')}</a>
      <ul class="con-files">
        <li><${FileLink} href=${link(run.id, 'note.md')} say=${say}>${say('console-file-markdown')}<//></li>
        ${view.hers && html`<li><${FileLink} href=${link(run.id, 'entries.csv')} say=${say}>${say('console-file-entries')}<//></li>
          <li><${FileLink} href=${link(run.id, 'votes.csv')} say=${say}>${say('console-file-votes')}<//></li>
          <li><${FileLink} href=${link(run.id, 'run.json')} say=${say}>${say('console-file-json')}<//></li>`}
      </ul>
    </section>
    <section>
      <h2>${say('console-menu-session')}</h2>
      <button type="button" class="con-item" onClick=${press(help)}>${say('console-help')}</button>
      <button type="button" class="con-item" onClick=${press(paper)}>${say('console-paper')}</button>
      ${view.hers && html`<button type="button" class="con-item" onClick=${press(seats)}>${say('console-seats')}</button>
        <a class="con-item" href="/home">${say('console-home')}</a>`}
      <${End} ended=${run.ended} hers=${view.hers} say=${say} press=${press} acts=${acts} />
      ${view.backup && html`<p class="con-backup">${say('console-backup', { time: clock(view.backup.at, lang) })}</p>`}
    </section></div>
  </div>`
})

function Switch({ on, label, hint, turn }) {
  return html`<button type="button" class="con-item con-switch" role="switch" aria-checked=${String(Boolean(on))} onClick=${turn}>
    <span>${label}<small>${hint}</small></span><i aria-hidden="true"></i>
  </button>`
}

function End({ ended, hers, say, press, acts }) {
  if (ended && !hers) return null
  if (ended) return html`<button type="button" class="con-item" onClick=${press(acts.reopen)}>${say('console-reopen')}</button>`
  return html`<${Sure} look="con-item" label=${say('console-end')} ask=${say('console-end-sure')} yes=${say('console-end-yes')} no=${say('console-end-no')} onYes=${press(acts.end)} />`
}
