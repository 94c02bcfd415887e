// The facilitator's face: the plan, the room as it is now, and what people wrote, with every control one press away.

import { connect } from './channel.js'
import { html, render, useEffect, useRef, useState } from './html.js'
import { useSteady } from './elements/still.js'
import { words } from './words.js'
import { census } from './console/census.js'
import { acts, atTheWheel, player } from './console/desk.js'
import { AtTheDoor } from './console/door.js'
import { Head } from './console/head.js'
import { Help } from './console/help.js'
import { clicker, guard } from './console/keys.js'
import { useKeys, useLetters, useMarks, usePreview } from './console/memory.js'
import { Controls, Corner, Ended, Mirror, Preview, Say, Steer } from './console/now.js'
import { Paper } from './console/paper.js'
import { Parking, StillParked } from './console/parking.js'
import { People } from './console/people.js'
import { Plan, ticking } from './console/plan.js'
import { Review } from './console/review.js'
import { usePart } from './console/room.js'
import { Seats } from './console/seats.js'
import { Tables } from './console/tables.js'
import { Troubles } from './console/troubles.js'
import { Voice } from './console/voice.js'

const SECOND = 1000
const BETWEEN_MOVES = 600
const NEWS_FOR = 15000

/** Draws the console of the run that the page names, and keeps it drawn. */
export function start() {
  const { run, lang, csrf, desk, seat: role, door, safe } = document.body.dataset
  const hers = role === 'facilitator' // a co-facilitator's console leaves out what is not for her to do
  const seat = document.getElementById('face')
  const say = words()
  const lasting = { say, lang, csrf, desk, door, safe: safe === 'yes', hers, crowd: census(), steering: guard(BETWEEN_MOVES) }
  const link = connect({ seat: role, run, onChange: draw })
  setInterval(draw, SECOND) // the clocks are the only thing here that moves by itself
  let before = {}
  draw()

  function draw() {
    const { console: seen, stage } = link.views
    // Where nothing changed it is the same view again: then a second that passed moves the clocks and nothing else.
    if (before.seen !== seen) before = { seen, view: seen && { ...seen, hers } }
    const { view } = before
    render(html`<${Console} view=${view} stage=${stage} link=${link} ...${lasting} />`, seat)
  }
}

function Console({ view, stage, link, say, lang, csrf, desk, door, safe, hers, crowd, steering }) {
  const [news, tell] = useState({})
  const [marks, mark] = useMarks()
  const [help, setHelp] = useState(false)
  const [letters, setLetters] = useLetters()
  const [panel, setPanel] = useState(null)
  const previewing = usePreview(view)
  const wheel = Boolean(view && atTheWheel(view, desk))
  // What can be pressed stays the same from one drawing to the next, or every line that has a button would be drawn again.
  const { play } = useSteady(view ? { play: player({ view, link, say, tell, mark }) } : {})
  const newest = view && acts({ view, play, say, tell, csrf, steering, wheel, close: previewing.close })
  const steady = useSteady(newest || {})
  const act = newest && steady
  useKeys(letters, (wished, event) => act && answer(wished, event, { act, previewing, setHelp, setPanel }))
  useTitle(view, say)
  useFading(news, tell)
  useLosing(view && view.wheel, desk, () => tell({ text: say('console-wheel-lost') }))

  if (link.status === 'out') return html`<${Out} say=${say} code=${link.outCode} hers=${hers} />`
  if (!view) return html`<main class="con-wait"><h1>${say('console-coming')}</h1></main>`
  const counted = { live: link.status === 'live', census: crowd.take(view, link.now()) }
  const room = { view, stage, link, csrf, door, safe, wheel, now: link.now, say, lang, act, play, marks, previewing, panel, setPanel, ...counted }
  return html`<${Columns} room=${room} news=${news} letters=${letters} setLetters=${setLetters} help=${help} setHelp=${setHelp} />`
}

/** What a key does. While a preview is up the arrows turn previews; a clicker always means the room. */
function answer(wished, event, { act, previewing, setHelp, setPanel }) {
  const { looked, near, look, close } = previewing
  const turned = looked && !clicker(event) && { next: near.after, back: near.before }
  if (turned && wished in turned) return turned[wished] && look(turned[wished])
  if (wished === 'help') return setHelp((open) => !open)
  if (wished !== 'leave') return act[wished]()
  setHelp(false)
  setPanel(null)
  return close()
}

function useTitle(view, say) {
  const title = view && say('console-title', { title: view.run.title })
  useEffect(() => {
    if (title) document.title = title
  }, [title])
}

/** News that asks for nothing goes by itself. */
function useFading(news, tell) {
  useEffect(() => {
    if (!news.text || news.act || news.href) return undefined
    const timer = setTimeout(() => tell({}), NEWS_FOR)
    return () => clearTimeout(timer)
  }, [news])
}

/** Tells whoever held the wheel that it was taken. */
function useLosing(holder, desk, lost) {
  const before = useRef(holder)
  useEffect(() => {
    if (before.current === desk && holder && holder !== desk) lost()
    before.current = holder
  }, [holder])
}

function Columns({ room, news, letters, setLetters, help, setHelp }) {
  const [tab, setTab] = useState('now')
  const top = useRef(null)
  const { view, now, say, lang, act, play, previewing, wheel, setPanel, census: counts } = room
  // What is on now begins at its beginning, wherever the last screen had been left.
  useEffect(() => {
    if (top.current) top.current.scrollTop = 0
  }, [view.now, view.run.ended])
  const look = (screen) => {
    setTab('now')
    previewing.look(screen)
  }
  const open = (panel) => {
    setTab('now')
    setPanel(panel)
    if (top.current) top.current.scrollTop = 0
  }
  const { enter, look: preview, ...ways } = useSteady({
    look,
    enter: (person) => open({ of: 'voice', person }),
    help: () => setHelp(true),
    seats: () => open({ of: 'seats' }),
    paper: () => open({ of: 'paper' }),
  })
  return html`<div class="console" data-tab=${tab}>
    <${Head} ...${room} now=${now()} acts=${act} ...${ways} />
    <${Tabs} tab=${tab} setTab=${setTab} waiting=${Object.keys(view.waiting).length} away=${counts.away} say=${say} />
    <${Plan} view=${usePart(view, 'plan', 'now')} ...${ticking(view, now())} say=${say} look=${preview} looked=${previewing.looked?.id} />
    <main class="con-live">
      <h2 class="visually-hidden">${say('console-now-showing', { title: view.screen.title })}</h2>
      <${Troubles} view=${view} say=${say} />
      <${AtTheDoor} view=${view} say=${say} play=${play} />
      <div class="con-scroll" ref=${top}>
        ${help && html`<${Help} say=${say} letters=${letters} setLetters=${setLetters} close=${() => setHelp(false)} />`}
        <${Work} room=${room} />
        ${previewing.looked ? html`<${Looking} room=${room} />` : html`<${Showing} room=${room} />`}
      </div>
      <${News} news=${news} />
      <${Steer} view=${view} wheel=${wheel} say=${say} acts=${act} />
    </main>
    <aside class="con-side" aria-label=${say('console-room')}>
      <${Review} view=${usePart(view, 'waiting', 'shown', 'spotlight', 'now', 'people')} say=${say} acts=${act} />
      <${Tables} view=${usePart(view, 'tables', 'people', 'screen', 'advice', 'run', 'hers')} away=${counts.lost} say=${say} play=${play} enter=${enter} />
      <${People} view=${usePart(view, 'people', 'tables', 'run', 'hers', 'door')} away=${counts.lost} say=${say} lang=${lang} play=${play} enter=${enter} paper=${ways.paper} />
      <${Parking} view=${usePart(view, 'parked')} say=${say} play=${play} />
    </aside>
  </div>`
}

/** The one piece of work that is open beside the room's own. */
function Work({ room: { view, link, csrf, door, safe, say, lang, panel, setPanel } }) {
  if (!panel) return null
  const close = () => setPanel(null)
  if (panel.of === 'voice') return html`<${Voice} key=${panel.person} person=${panel.person} view=${view} link=${link} say=${say} close=${close} />`
  if (panel.of === 'paper') return html`<${Paper} view=${view} link=${link} say=${say} close=${close} />`
  return html`<${Seats} ...${{ view, csrf, door, safe, say, lang, close }} />`
}

function Looking({ room: { view, now, say, act, wheel, previewing } }) {
  const { looked, near, look, close } = previewing
  return html`<${Preview} view=${view} looked=${looked} now=${now} say=${say} near=${near} look=${look} close=${close} go=${() => act.go(looked.id)} wheel=${wheel} />
    ${looked.stage && (looked.stage.screen.say || looked.stage.screen.tips) && html`<${Say} screen=${looked.stage.screen} say=${say} />`}`
}

function Showing({ room: { view, stage, now, say, act, play, marks } }) {
  return html`<${Ended} view=${view} say=${say} acts=${act} />
    <${Mirror} view=${view} stage=${stage} now=${now} say=${say} />
    <${Controls} view=${view} now=${now} say=${say} acts=${act} />
    <${StillParked} view=${view} say=${say} play=${play} />
    <${Say} screen=${view.screen} say=${say} />
    <${Corner} view=${view} say=${say} now=${now} play=${play} marks=${marks} />`
}

function Tabs({ tab, setTab, waiting, away, say }) {
  const one = (id, label, count) => html`<li>
    <button type="button" aria-pressed=${String(tab === id)} onClick=${() => setTab(id)}>
      ${label}${count > 0 && html` <em>${count}</em>`}
    </button>
  </li>`
  return html`<nav class="con-tabs" aria-label=${say('console-tabs')}><ul>
    ${one('now', say('console-now'))}${one('plan', say('console-agenda'))}
    ${one('wall', say('console-wall'), waiting)}${one('tables', say('console-tables'), away)}
  </ul></nav>`
}

// The console's own news and nothing else. It stays in the page, so that a reader hears whatever is put into it.
function News({ news }) {
  return html`<div class="con-news" role="status">
    ${news.text && html`<p>
      <span dir="auto">${news.text}</span>
      ${news.href && html`<a href=${news.href} target="_blank" rel="noopener">${news.undo}</a>`}
      ${news.act && html`<button type="button" class="con-button con-small" onClick=${news.act}>${news.undo}</button>`}
    </p>`}
  </div>`
}

function Out({ say, code, hers }) {
  return html`<main class="con-wait">
    <h1>${say('console-out')}</h1>
    <p>${code === 'elsewhere' ? say('refused-elsewhere') : hers ? say('console-out-how') : say('console-out-deputy')}</p>
    ${hers && html`<a class="con-button con-fill" href="/home">${say('console-home')}</a>`}
  </main>`
}
