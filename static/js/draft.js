// The note before it goes out: every line with a button to strike it, a foreword, and everything that can be taken away.

import { html, render, useState } from './html.js'
import { words } from './words.js'
import { Glyph } from './elements/glyph.js'
import { link, post } from './console/run.js'

const LONGEST = 2000

const FILES = [
  ['entries', 'draft-file-entries'],
  ['commitments', 'draft-file-commitments'],
  ['votes', 'draft-file-votes'],
  ['marks', 'draft-file-marks'],
  ['matches', 'draft-file-matches'],
  ['host_cards', 'draft-file-cards'],
  ['canvases', 'draft-file-canvases'],
  ['people', 'draft-file-people'],
  ['timeline', 'draft-file-timeline'],
]

/** Draws the draft out of the JSON that came with the page. */
export function start() {
  const data = JSON.parse(document.getElementById('data').textContent)
  const say = words()
  render(html`<${Draft} data=${data} say=${say} />`, document.getElementById('face'))
}

function Draft({ data, say }) {
  const [note, setNote] = useState(data.note)
  const [news, tell] = useState('')
  const [busy, setBusy] = useState('')
  const move = async (name, said, about) => {
    setBusy(about)
    const done = await ask(() => post(link(data.run, 'redraft'), { move: name, ...said }, data.csrf), say, tell)
    if (done) setNote(done.note)
    setBusy('')
    return Boolean(done)
  }
  const strike = (line) => move(line.struck ? 'unstrike' : 'strike', { line: line.key }, line.key)
  const room = { say, strike, busy }
  return html`<div class="draft">
    <header class="draft-top">
      <${Glyph} phase="commit" />
      <b>${say('draft-title')}</b>
      <a class="con-button con-quiet" href="/home">${say('draft-home')}</a>
    </header>
    <main class="draft-main">
      <div class="draft-note">
        <h1 dir="auto">${note.title}</h1>
        ${note.subtitle && html`<p class="draft-subtitle" dir="auto">${note.subtitle}</p>`}
        <p dir="auto">${note.where.join(' · ')}</p>
        <p class="draft-what">${say('draft-what')} ${!data.ended && say('draft-going-on')}</p>
        <p class="draft-count" role="status">${news || say('draft-struck-count', { count: struckIn(note) })}</p>
        <${Lines} lines=${note.present} room=${room} />
        <${Foreword} text=${data.foreword} save=${(text) => move('foreword', { text }, 'foreword')} say=${say} />
        <section class="draft-first">
          <h2>${say('note-first-page')}</h2>
          ${note.first_page.map((item, at) => html`<h3 key=${`${item.id}${at}`} dir="auto">${item.title}</h3><${Lines} lines=${item.lines} room=${room} />`)}
          ${note.first_page.length === 0 && html`<p>${say('note-nothing-yet')}</p>`}
        </section>
        ${note.chapters.map((chapter) => html`<${Chapter} key=${chapter.place} chapter=${chapter} room=${room} />`)}
      </div>
      <aside class="draft-side">
        <${Out} run=${data.run} say=${say} />
        <${Programme} steps=${data.programme} say=${say} />
        <${Phoneless} data=${data} say=${say} />
      </aside>
    </main>
  </div>`
}

/** Does something on the server; says in a sentence when it could not be done. */
async function ask(doIt, say, tell) {
  try {
    const done = await doIt()
    tell('')
    return done
  } catch (error) {
    const { sentence, code, args } = error.said ?? {}
    tell(sentence || (code ? say(`refused-${code}`, args) : say('refused-no_answer')))
    return undefined
  }
}

function everyLine(note) {
  const blocks = note.chapters.flatMap((chapter) => chapter.sheets).flatMap((sheet) => sheet.passages).flatMap((one) => one.blocks)
  return [...note.present, ...note.first_page.flatMap((item) => item.lines), ...blocks.flatMap((block) => block.lines)]
}

function struckIn(note) {
  return new Set(everyLine(note).filter((line) => line.struck).map((line) => line.key)).size
}

// ── the note, line by line ──────────────────────────────────────────────────

function Chapter({ chapter, room }) {
  return html`<section class="draft-chapter">
    <h2 dir="auto">${chapter.title}</h2>
    ${chapter.sheets.map((sheet, at) => html`<${Sheet} key=${at} sheet=${sheet} chapter=${chapter} room=${room} />`)}
  </section>`
}

function Sheet({ sheet, chapter, room }) {
  return html`${sheet.title && html`<h3 class="draft-sheet" dir="auto">${sheet.title}</h3>`}
    ${sheet.passages.map((passage, at) => html`<div key=${at}>
      ${passage.title !== chapter.title && html`<h3 dir="auto">${passage.title}</h3>`}
      ${passage.opening && html`<p class="draft-asked" dir="auto">${passage.opening}</p>`}
      ${passage.blocks.map((block, no) => html`<${Lines} key=${no} lines=${block.lines} head=${block.head} room=${room} />`)}
    </div>`)}`
}

function Lines({ lines, head = [], room }) {
  return html`<ul class="draft-lines">
    ${lines.map((line, at) => html`<${Line} key=${`${line.key}${at}`} line=${line} head=${head} room=${room} />`)}
  </ul>`
}

function Line({ line, head, room: { say, strike, busy } }) {
  return html`<li class="draft-line" data-struck=${String(Boolean(line.struck))}>
    <span class="draft-said" dir="auto">
      ${line.struck && html`<em>${say('draft-struck')}</em> `}
      ${line.cells ? html`<${Cells} cells=${line.cells} head=${head} />` : html`<span>${line.count !== undefined && html`<b>${line.count}</b> `}${line.text}${line.note && html` <small>${line.note}</small>`}</span>`}
    </span>
    <button
      type="button" class="con-button con-quiet con-small" disabled=${busy === line.key} onClick=${() => strike(line)}
      aria-label=${`${say(line.struck ? 'draft-back' : 'draft-strike')}: ${line.text}`}
    >${say(line.struck ? 'draft-back' : 'draft-strike')}</button>
  </li>`
}

/** A row of a table: each cell with what stands over its column, so that it can be read on its own. */
function Cells({ cells, head }) {
  return html`<span class="draft-cells">
    ${cells.map((cell, at) => cell && html`<span key=${at}>${at > 0 && head[at] && html`<small>${head[at]}</small> `}${cell}</span>`)}
  </span>`
}

function Foreword({ text, save, say }) {
  const [written, write] = useState(text)
  const [saved, setSaved] = useState(text)
  const keep = async () => (await save(written)) && setSaved(written)
  return html`<div class="draft-foreword">
    <label for="foreword">${say('draft-foreword')}</label>
    <p id="foreword-hint">${say('draft-foreword-hint')}</p>
    <textarea id="foreword" rows="4" dir="auto" maxlength=${LONGEST} aria-describedby="foreword-hint" value=${written} onInput=${(event) => write(event.target.value)}></textarea>
    <button type="button" class="con-button" disabled=${written === saved} onClick=${keep}>
      ${written === saved && saved ? say('draft-saved') : say('draft-foreword-save')}
    </button>
  </div>`
}

// ── beside it ───────────────────────────────────────────────────────────────

function Out({ run, say }) {
  const open = (path, key, main) => html`<li><a class=${main ? 'con-button con-fill' : ''} href=${link(run, path)} target="_blank" rel="noopener">${say(key)}</a></li>`
  const file = (path, key) => html`<li><a href=${link(run, path)} download>${say(key)}</a></li>`
  return html`<section>
      <h2>${say('draft-out')}</h2>
      <ul>
        ${open('note', 'draft-note', true)}
        ${file('note.html', 'draft-note-html')}
        ${file('note.md', 'draft-note-markdown')}
        ${open('case', 'draft-case')}
        ${open('poster', 'draft-poster')}
      </ul>
    </section>
    <section>
      <h2>${say('draft-files')}</h2>
      <ul class="draft-files">
        ${FILES.map(([name, key]) => file(`${name}.csv`, key))}
        ${file('run.json', 'draft-file-json')}
      </ul>
    </section>
    <section class="draft-alone">
      <h2>${say('draft-to-you')}</h2>
      <p>${say('draft-to-you-what')}</p>
      <ul>${open('letters', 'draft-to-you-open')}</ul>
      <p>${say('draft-archive-what')}</p>
      <ul>${file('run.json?private=yes', 'draft-archive')}</ul>
    </section>`
}

function Programme({ steps, say }) {
  return html`<section>
    <h2>${say('draft-programme')}</h2>
    <p>${say('draft-programme-what')}</p>
    <table>
      <thead><tr><th scope="col">${say('draft-step')}</th><th scope="col">${say('draft-planned')}</th><th scope="col">${say('draft-took')}</th></tr></thead>
      <tbody>
        ${steps.map((step) => html`<tr key=${step.title}>
          <th scope="row" dir="auto">${step.title}</th>
          <td>${say('draft-minutes', { minutes: step.planned })}</td>
          <td>${step.held ? say('draft-minutes', { minutes: step.took }) : say('draft-not-held')}</td>
        </tr>`)}
      </tbody>
    </table>
  </section>`
}

function Phoneless({ data, say }) {
  const people = Object.entries(data.phoneless)
  if (people.length === 0) return ''
  return html`<section class="draft-alone">
    <h2>${say('draft-phoneless')}</h2>
    <p>${say('draft-phoneless-what')}</p>
    <ul>${people.map(([person, name]) => html`<${OneLink} key=${person} person=${person} name=${name} data=${data} say=${say} />`)}</ul>
  </section>`
}

function OneLink({ person, name, data, say }) {
  const [address, setAddress] = useState('')
  const [refused, tell] = useState('')
  const make = async () => {
    const done = await ask(() => post(link(data.run, 'take-away-link'), { person }, data.csrf), say, tell)
    if (done) setAddress(done.url)
  }
  return html`<li>
    <button type="button" class="con-button" onClick=${make} dir="auto">${say('draft-phoneless-link', { name })}</button>
    ${address && html`<p class="draft-address">${address}</p>`}
    ${refused && html`<p role="alert">${refused}</p>`}
  </li>`
}
