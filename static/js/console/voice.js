// Typing for one person: their screen as a phone would draw it, on any screen that was ever up. What is entered is
// theirs; that it was typed in here stands beside it, for this console only.

import { html, useEffect, useRef, useState } from '../html.js'
import { KINDS } from '../kinds.js'
import { drafts } from '../drafts.js'
import { drawn } from '../elements/brought.js'
import { deviceStorage, outbox } from '../outbox.js'
import { aroundPhone } from '../phone/around.js'
import { refusalInWords } from '../refusals.js'
import { Guard } from './guard.js'
import { Panel, WhichScreen, wereUp } from './panel.js'
import { called } from './room.js'
import { voiced } from './run.js'

/** `person`: who is typed for; `link`: the way to the room. */
export function Voice({ person, view, link, say, close }) {
  const screens = wereUp(view, (kind) => KINDS[kind]?.phone && KINDS[kind].answers !== false)
  const [chosen, choose] = useState(screens.some(({ id }) => id === view.now) ? view.now : screens[0]?.id)
  const name = called(view, person, say)
  const title = say('console-entering-for', { name })
  if (!chosen) return html`<${Panel} title=${title} close=${close} say=${say}><p class="con-soft">${say('console-nothing-up')}</p><//>`
  return html`<${Panel} title=${title} close=${close} say=${say}>
    <${WhichScreen} id="con-voice-screen" screens=${screens} value=${chosen} choose=${choose} say=${say} />
    <${OnTheirScreen} key=${`${person} ${chosen}`} person=${person} name=${name} screen=${chosen} view=${view} link=${link} say=${say} />
  <//>`
}

function OnTheirScreen({ person, name, screen, view, link, say }) {
  const [there, setThere] = useState(null)
  const [, drawAgain] = useState(0)
  const fetchIt = () => voiced(view.run.id, screen, person).then(setThere, () => setThere({ failed: true }))
  const own = useBelongings({ run: view.run.id, person, link, changed: () => drawAgain((n) => n + 1), saved: fetchIt })
  // What the others do meanwhile may change what there is to choose from.
  useEffect(() => {
    fetchIt()
  }, [view.now, view.screen.open, view.screen.revealed])
  if (!there) return html`<p class="con-soft">${say('console-preview-coming')}</p>`
  if (there.failed) return html`<p class="con-soft">${say('console-preview-failed')}</p>`
  const shown = inTheirPlace({ there, person, name, view })
  const around = aroundPhone(shown, { say, inWords: refusalInWords, now: link.now, join: view.join, own })
  const draw = () => KINDS[there.screen.kind].phone(there.screen.view, around)
  return html`<div class="con-phone" data-kind=${there.screen.kind}>
    <h3 dir="auto">${there.screen.title}</h3>
    <${Guard} about=${screen} draw=${draw} otherwise=${html`<p class="con-soft">${say('console-undrawn')}</p>`} />
  </div>`
}

/** An outbox and drafts of their own for everybody who is typed for. */
function useBelongings({ run, person, link, changed, saved }) {
  const kept = useRef(null)
  if (!kept.current) {
    const owner = `${run}:console:for:${person}`
    const storage = deviceStorage()
    const send = (move) => link.play({ ...move, data: { ...move.data, for: person } })
    const onChange = (happened) => {
      changed()
      if (happened) saved()
    }
    const habit = () => ({ value: '', set: () => {} })
    kept.current = { box: outbox({ owner, storage, send, now: link.now, onChange }), notes: drafts({ owner, storage, onChange: changed }), habits: habit }
  }
  useEffect(() => kept.current.box.live(link.status === 'live'), [link.status])
  return kept.current
}

function inTheirPlace({ there: { screen, step }, person, name, view }) {
  const { table: no = 0, partnership = '' } = view.people[person] ?? {}
  return {
    screen,
    place: { step: { title: step }, ribbon: {} },
    phase: view.phase,
    brought: drawn(screen.brought),
    table: { no, name: view.tables[no]?.name ?? '', phone: view.tables[no]?.phone ?? '', people: {} },
    me: { id: person, name, table: no, partnership, organisation: '', role: '', code: '', named: false, left: false, late: false },
    here: Object.keys(view.people).length,
    names: view.run.names,
    tables: view.tables,
    partnerships: [],
    run: view.run,
    missed: {},
  }
}
