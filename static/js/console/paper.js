// A batch of paper: which screen, which box, one line each. Every line is a voice of its own, without a name.

import { html, useRef, useState, useEffect } from '../html.js'
import { KINDS } from '../kinds.js'
import { drafts } from '../drafts.js'
import { deviceStorage } from '../outbox.js'
import { Panel, WhichScreen, wereUp } from './panel.js'
import { voiced } from './run.js'

const ROWS = 10

/** `link`: the way to the room. A kind that can take paper says so by `paper: {boxes(view), move(box, text, visibility)}`. */
export function Paper({ view, link, say, close }) {
  const screens = wereUp(view, (kind) => KINDS[kind]?.paper)
  const [chosen, choose] = useState(screens[0]?.id)
  return html`<${Panel} title=${say('console-paper')} close=${close} say=${say}>
    <p>${say('console-paper-how')}</p>
    ${chosen
      ? html`<${WhichScreen} id="con-paper-screen" screens=${screens} value=${chosen} choose=${choose} say=${say} />
          <${OnScreen} key=${chosen} screen=${chosen} view=${view} link=${link} say=${say} />`
      : html`<p class="con-soft">${say('console-nothing-up')}</p>`}
  <//>`
}

function OnScreen({ screen, view, link, say }) {
  const [there, setThere] = useState(null)
  const [box, setBox] = useState('')
  useEffect(() => {
    voiced(view.run.id, screen, 'paper').then(setThere, () => setThere({ failed: true }))
  }, [])
  if (!there) return html`<p class="con-soft">${say('console-preview-coming')}</p>`
  if (there.failed) return html`<p class="con-soft">${say('console-preview-failed')}</p>`
  const kind = KINDS[there.screen.kind]
  const boxes = kind.paper.boxes(there.screen.view)
  const chosen = boxes.find(({ id }) => id === box) ?? boxes[0]
  if (!chosen) return html`<p class="con-soft">${say('console-paper-none')}</p>`
  return html`<div class="con-form">
      <label for="con-paper-box">${say('console-paper-box')}</label>
      <select id="con-paper-box" value=${chosen.id} onChange=${(event) => setBox(event.target.value)}>
        ${boxes.map(({ id, ask }) => html`<option key=${id} value=${id}>${ask}</option>`)}
      </select>
    </div>
    <${Lines} key=${chosen.id} screen=${screen} box=${chosen} paper=${kind.paper} view=${view} link=${link} say=${say} />`
}

/** The lines, kept with every stroke. What was taken goes out of the field; what was not stays, with the reason. */
function Lines({ screen, box, paper, view, link, say }) {
  const draft = useDraft(view.run.id, screen, box.id)
  const [visibility, setVisibility] = useState(box.seen[0])
  const [state, setState] = useState({ kept: 0, refused: [] })
  const lines = inLines(draft.value)
  const long = lines.filter((line) => [...line].length > box.max)

  async function send(event) {
    event.preventDefault()
    if (state.sending || lines.length === 0) return
    setState({ kept: 0, refused: [], sending: true })
    const refused = []
    let kept = 0
    for (const line of lines) {
      const { name, data } = paper.move(box, line, visibility)
      const answer = await link.play({ screen, name, data: { ...data, for: 'paper' } })
      if (answer.ok) kept += 1
      else refused.push({ line, why: say(`refused-${answer.code}`, answer.args) })
      draft.set([...refused.map((one) => one.line), ...lines.slice(kept + refused.length)].join('\n'))
    }
    setState({ kept, refused })
  }

  return html`<form class="con-form" onSubmit=${send}>
    <label for="con-paper-lines">${say('console-paper-lines')}</label>
    <textarea id="con-paper-lines" rows=${ROWS} value=${draft.value} onInput=${(event) => draft.set(event.target.value)} dir="auto"></textarea>
    <p class="con-soft" role="status">${say('console-paper-count', { count: lines.length })}${long.length > 0 && html` <b class="con-away">${say('console-paper-long', { count: long.length, limit: box.max })}</b>`}</p>
    ${box.seen.length > 1 && html`<label for="con-paper-seen">${say('look-sees-who')}</label>
      <select id="con-paper-seen" value=${visibility} onChange=${(event) => setVisibility(event.target.value)}>
        ${box.seen.map((who) => html`<option key=${who} value=${who}>${who === 'room' ? say('look-sees-room') : say('look-sees-facilitator')}</option>`)}
      </select>`}
    <div class="con-row"><button class="con-button con-fill" disabled=${lines.length === 0 || Boolean(state.sending)}>${say('console-paper-send', { count: lines.length })}</button></div>
    <div role="status">
      ${state.kept > 0 && html`<p><b>${say('console-paper-kept', { count: state.kept })}</b></p>`}
      ${state.refused.length > 0 && html`<p class="con-away">${say('console-paper-refused', { count: state.refused.length })} ${state.refused[0].why}</p>`}
    </div>
  </form>`
}

/** Sheets may come one below the other with blank lines or numbers between them; the words are what counts. */
export function inLines(text) {
  return text.split('\n').map((line) => line.trim()).filter(Boolean)
}

function useDraft(run, screen, box) {
  const [, drawAgain] = useState(0)
  const notes = useRef(null)
  notes.current ??= drafts({ owner: `${run}:paper`, storage: deviceStorage(), onChange: () => drawAgain((n) => n + 1) })
  return notes.current.draft(screen, box)
}
