// The facilitator's home: what is on now, the agendas on the shelf, a form to start from one, and what was held.

import { html, render, useEffect, useRef, useState } from './html.js'
import { words } from './words.js'
import { FileLink } from './elements/filelink.js'
import { Glyph } from './elements/glyph.js'
import { link, post } from './console/run.js'
import { day } from './console/times.js'

const MOST_TABLES = 60
const LONGEST = 80
const TABLE_NAME = 24
const KEEP_DAYS = 30
const MOST_DAYS = 3650

/** Draws the home out of the JSON that came with the page. */
export function start() {
  const { lang } = document.body.dataset
  const data = JSON.parse(document.getElementById('data').textContent)
  const say = words()
  render(html`<${Home} data=${data} say=${say} lang=${lang} />`, document.getElementById('face'))
}

function Home({ data, say, lang }) {
  const [chosen, choose] = useState('')
  const [news, tell] = useState('')
  const runs = newestFirst(data.runs)
  const wipe = (run) => ask(() => post(`/runs/${encodeURIComponent(run)}/wipe`, {}, data.csrf), () => location.reload(), say, tell)
  const end = (run, how) => ask(() => post(`/runs/${encodeURIComponent(run)}/${how}`, {}, data.csrf), () => location.reload(), say, tell)
  const room = { say, lang, tell, csrf: data.csrf, wipe, end }
  return html`<div class="home">
    <${Top} room=${room} />
    <main class="home-main">
      <h1>${say('home-title')}</h1>
      <p class="home-news" role="status">${news}</p>
      <${OnNow} runs=${runs.filter((run) => !run.ended)} room=${room} />
      <${Agendas} agendas=${data.agendas} chosen=${chosen} choose=${choose} room=${room} />
      <${Past} runs=${runs.filter((run) => run.ended)} agendas=${data.agendas} chosen=${chosen} choose=${choose} room=${room} />
    </main>
  </div>`
}

/** Does something on the server and says in a sentence when it could not be done. */
async function ask(doIt, then, say, tell) {
  try {
    then(await doIt())
  } catch (error) {
    const { sentence, code, args } = error.said ?? {}
    tell(sentence || (code ? say(`refused-${code}`, args) : say('refused-no_answer')))
  }
}

function newestFirst(runs) {
  return Object.entries(runs)
    .map(([id, run]) => ({ ...run, id }))
    .sort((a, b) => (b.started || b.created) - (a.started || a.created))
}

function Top({ room: { say, csrf, tell } }) {
  const leave = () => ask(() => post('/sign-out', {}, csrf), ({ go }) => location.assign(go), say, tell)
  return html`<header class="home-top">
    <${Glyph} phase="commit" />
    <b>${say('home-workshop')}</b>
    <button type="button" class="con-button con-quiet" onClick=${leave}>${say('home-sign-out')}</button>
  </header>`
}

// ── on now ──────────────────────────────────────────────────────────────────

function OnNow({ runs, room }) {
  const { say } = room
  if (runs.length === 0) return ''
  return html`<section aria-labelledby="home-now">
    <h2 id="home-now">${say('home-now')}</h2>
    <ul class="home-runs">
      ${runs.map((run) => html`<li key=${run.id} class="home-run">
        <div class="home-about">
          <h3 dir="auto">${run.title}</h3>
          <p>
            ${run.rehearsal && html`<span class="con-badge">${say('home-rehearsal')}</span>`}
            <span>${run.started ? say('home-running') : say('home-ready')}</span>
            <${Where} run=${run} room=${room} />
            <span>${say('home-code')} <strong>${run.code}</strong></span>
          </p>
        </div>
        ${run.rehearsal && html`<${Wipe} run=${run} room=${room} />`}
        <a class="home-open" href=${`/console/${encodeURIComponent(run.id)}`} aria-label=${`${say('home-open')}: ${run.title}`}>
          ${say('home-open')} <${Glyph} phase="listen" />
        </a>
      </li>`)}
    </ul>
  </section>`
}

function Where({ run, room: { say, lang } }) {
  return html`${run.place && html`<span dir="auto">${run.place}</span>`}
    ${run.date && html`<span>${day(run.date, lang)}</span>`}
    ${run.people > 0 && html`<span>${say('look-people', { count: run.people })}</span>`}`
}

function Wipe({ run, room: { say, wipe } }) {
  const [sure, setSure] = useState(false)
  if (!sure) {
    return html`<button type="button" class="con-button con-quiet" onClick=${() => setSure(true)} aria-label=${`${say('home-wipe')}: ${run.title}`}>
      ${say('home-wipe')}
    </button>`
  }
  return html`<div class="con-sure" role="group" aria-label=${say('home-wipe')}>
    <p>${say('home-wipe-sure')}</p>
    <button type="button" class="con-button con-fill" onClick=${() => wipe(run.id)}>${say('home-wipe-yes')}</button>
    <button type="button" class="con-button" onClick=${() => setSure(false)}>${say('home-wipe-no')}</button>
  </div>`
}

// ── the shelf ───────────────────────────────────────────────────────────────

function Agendas({ agendas, chosen, choose, room }) {
  const { say } = room
  const all = Object.entries(agendas)
  return html`<section aria-labelledby="home-agendas">
    <h2 id="home-agendas">${say('home-agendas')}</h2>
    ${all.length === 0 && html`<p class="home-empty">${say('home-agendas-none')}</p>`}
    <ul class="home-shelf">
      ${all.map(([id, agenda]) => html`<li key=${id} class="home-agenda" data-chosen=${String(chosen === id)} data-own=${String(agenda.own)}>
        ${agenda.error ? html`<${Broken} agenda=${agenda} say=${say} />` : html`<${Agenda} agenda=${agenda} say=${say} />`}
        ${!agenda.error && chosen !== id && html`<button
          type="button" class="con-button" onClick=${() => choose(id)} aria-label=${`${say('home-start')}: ${agenda.title}, ${say('home-minutes', { minutes: agenda.minutes })}`}
        >${say('home-start')}</button>`}
        ${chosen === id && html`<${Opening} id=${id} agenda=${agenda} cancel=${() => choose('')} room=${room} />`}
      </li>`)}
    </ul>
    <p class="home-empty">${say('home-agendas-own')}</p>
  </section>`
}

function Agenda({ agenda, say }) {
  return html`<p class="home-kind">${agenda.own ? say('home-own') : say('home-shipped')}</p>
    <h3 dir="auto" lang=${agenda.language}>${agenda.title}</h3>
    ${agenda.subtitle && html`<p class="home-subtitle" dir="auto" lang=${agenda.language}>${agenda.subtitle}</p>`}
    <p class="home-purpose" dir="auto" lang=${agenda.language}>${agenda.purpose}</p>
    <p class="home-length">${say('home-minutes', { minutes: agenda.minutes })}</p>`
}

function Broken({ agenda, say }) {
  return html`<p class="home-kind">${agenda.own ? say('home-own') : say('home-shipped')}</p>
    <h3 dir="auto">${agenda.file || agenda.id}</h3>
    <p class="home-broken">${say('home-broken')} <span dir="auto">${agenda.error}</span></p>`
}

/** The form that starts a run. What it does not ask, the agenda knows. `after`: the run that the new one goes on from. */
function Opening({ id, after, agendas, agenda, cancel, room }) {
  const { say, csrf } = room
  const form = useRef(null)
  const [count, setCount] = useState(agenda.tables)
  const [busy, setBusy] = useState(false)
  const [refused, tell] = useState('')
  useEffect(() => form.current.querySelector('select, input').focus(), [])
  const about = after ? { after: after.id } : { agenda: id }
  const open = async (event) => {
    event.preventDefault()
    setBusy(true)
    await ask(() => post('/runs', { ...about, ...filledIn(form.current) }, csrf), ({ go, run }) => location.assign(go || `/console/${run}`), say, tell)
    setBusy(false)
  }
  return html`<form class="home-form" ref=${form} onSubmit=${open} aria-label=${say('home-form', { title: agenda.title })}>
    ${after && html`<${Which} agendas=${agendas} say=${say} />`}
    <${Line} name="title" label=${say('home-field-title')} value=${agenda.title} required />
    <${Line} name="date" label=${say('home-field-date')} type="date" value=${today()} />
    <${Line} name="place" label=${say('home-field-place')} />
    <${Line} name="host" label=${say('home-field-host')} />
    <label class="home-wide">
      <span>${say('home-field-partnerships')}</span>
      <small>${say('home-field-partnerships-hint')}</small>
      <textarea name="partnerships" rows="2" dir="auto"></textarea>
    </label>
    <label>
      <span>${say('home-field-tables')}</span>
      <input
        name="count" type="number" inputmode="numeric" min="1" max=${MOST_TABLES} value=${count} required
        onInput=${(event) => setCount(event.target.value)}
      />
    </label>
    <${Line} name="next" label=${say('home-field-next')} type="date" />
    <label>
      <span>${say('home-field-keep')}</span>
      <input name="keep" type="number" inputmode="numeric" min="1" max=${MOST_DAYS} defaultValue=${KEEP_DAYS} required />
    </label>
    <details class="home-wide">
      <summary>${say('home-field-names')}</summary>
      <div class="home-tables">
        ${Array.from({ length: tablesWanted(count) }, (_, at) => html`<${Line} key=${at} name="table" label=${say('look-table', { no: at + 1 })} max=${TABLE_NAME} />`)}
      </div>
    </details>
    <${Choice} name="names" label=${say('home-field-shown')} hint=${say('home-field-shown-hint')} on />
    <${Choice} name="rehearsal" label=${say('home-field-rehearsal')} hint=${say('home-field-rehearsal-hint')} />
    <p class="home-refused" role="alert">${refused}</p>
    <div class="home-wide home-buttons">
      <button class="home-open" disabled=${busy}>${say('home-go')} <${Glyph} phase="arrive" /></button>
      <button type="button" class="con-button con-quiet" onClick=${cancel}>${say('home-cancel')}</button>
    </div>
  </form>`
}

/** Which agenda the next session has: the same one, unless she chooses another. */
function Which({ agendas, say }) {
  const usable = Object.entries(agendas).filter(([, agenda]) => !agenda.error)
  return html`<label class="home-wide">
    <span>${say('home-next-agenda')}</span>
    <select name="agenda">
      <option value="">${say('home-next-same')}</option>
      ${usable.map(([id, agenda]) => html`<option key=${id} value=${id}>${agenda.title} (${say('home-minutes', { minutes: agenda.minutes })})</option>`)}
    </select>
  </label>`
}

function Line({ name, label, value, type = 'text', max = LONGEST, required }) {
  return html`<label>
    <span>${label}</span>
    <input name=${name} type=${type} defaultValue=${value} maxlength=${type === 'text' ? max : undefined} required=${required} dir="auto" autocomplete="off" />
  </label>`
}

function Choice({ name, label, hint, on }) {
  return html`<label class="home-wide home-choice">
    <input type="checkbox" name=${name} defaultChecked=${Boolean(on)} />
    <span>${label}<small>${hint}</small></span>
  </label>`
}

function filledIn(form) {
  const said = new FormData(form)
  const text = (name) => String(said.get(name) ?? '').trim()
  const names = said.getAll('table').map((name) => String(name).trim())
  return {
    ...(text('agenda') && { agenda: text('agenda') }),
    ...Object.fromEntries(['title', 'date', 'place', 'host', 'next'].map((name) => [name, text(name)])),
    partnerships: text('partnerships').split('\n').map((one) => one.trim()).filter(Boolean),
    tables: Array.from({ length: tablesWanted(text('count')) }, (_, at) => names[at] ?? ''),
    keep_days: Number(text('keep')) || KEEP_DAYS,
    names: said.has('names'),
    rehearsal: said.has('rehearsal'),
  }
}

function tablesWanted(count) {
  return Math.min(Math.max(Math.floor(Number(count)) || 1, 1), MOST_TABLES)
}

function today() {
  const now = new Date()
  return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10)
}

// ── what was held ───────────────────────────────────────────────────────────

function Past({ runs, agendas, chosen, choose, room }) {
  const { say } = room
  return html`<section aria-labelledby="home-past">
    <h2 id="home-past">${say('home-past')}</h2>
    ${runs.length === 0 && html`<p class="home-empty">${say('home-past-none')}</p>`}
    <ul class="home-runs">
      ${runs.map((run) => html`<li key=${run.id} class="home-run home-held">
        <div class="home-about">
          <h3 dir="auto">${run.title}</h3>
          <p>
            ${run.rehearsal && html`<span class="con-badge">${say('home-rehearsal')}</span>`}
            ${run.nameless && html`<span class="con-badge">${say('home-nameless')}</span>`}
            <${Where} run=${run} room=${room} />
          </p>
        </div>
        <ul class="home-files" aria-label=${say('home-files', { title: run.title })}>
          <li><a class="home-note" href=${link(run.id, 'draft')}>${say('home-draft')}</a></li>
          <li><a href=${link(run.id, 'note')}>${say('home-note')}</a></li>
          <li><${FileLink} href=${link(run.id, 'note.md')} say=${say}>${say('home-file-markdown')}<//></li>
          <li><${FileLink} href=${link(run.id, 'entries.csv')} say=${say}>${say('home-file-entries')}<//></li>
          <li><${FileLink} href=${link(run.id, 'votes.csv')} say=${say}>${say('home-file-votes')}<//></li>
          <li><${FileLink} href=${link(run.id, 'run.json')} say=${say}>${say('home-file-json')}<//></li>
          <li><a href=${`/console/${encodeURIComponent(run.id)}`}>${say('home-reopen')}</a></li>
        </ul>
        ${!run.rehearsal && chosen !== run.id && html`<button
          type="button" class="con-button con-quiet" onClick=${() => choose(run.id)} aria-label=${`${say('home-next')}: ${run.title}`}
        >${say('home-next')}</button>`}
        ${run.rehearsal ? html`<${Wipe} run=${run} room=${room} />` : html`<${Ends} run=${run} room=${room} />`}
        ${chosen === run.id && html`<${Opening} after=${run} agendas=${agendas} agenda=${{ title: run.title, tables: run.tables || 5 }} cancel=${() => choose('')} room=${room} />`}
      </li>`)}
    </ul>
  </section>`
}

const ENDS = {
  anonymise: { title: 'home-anonymise', sure: 'home-anonymise-sure', yes: 'home-anonymise-yes' },
  purge: { title: 'home-purge', sure: 'home-purge-sure', yes: 'home-purge-yes' },
}

/** How a session is taken out of this computer: its names, or all of it. Either asks once more. */
function Ends({ run, room: { say, end } }) {
  const [how, setHow] = useState('')
  const question = useRef(null)
  useEffect(() => {
    question.current?.focus({ preventScroll: true })
    question.current?.scrollIntoView({ block: 'nearest' })
  }, [how])
  if (how) {
    return html`<div class="con-sure" role="group" tabindex="-1" ref=${question} aria-label=${say(ENDS[how].title)}>
      <p>${say(ENDS[how].sure)}</p>
      <p>${say('home-yours')}</p>
      <button type="button" class="con-button con-fill" onClick=${() => end(run.id, how)}>${say(ENDS[how].yes)}</button>
      <button type="button" class="con-button" onClick=${() => setHow('')}>${say('home-ends-no')}</button>
    </div>`
  }
  return Object.entries(ENDS).filter(([one]) => one !== 'anonymise' || !run.nameless).map(([one, { title }]) => html`<button
    key=${one} type="button" class="con-button con-quiet" onClick=${() => setHow(one)} aria-label=${`${say(title)}: ${run.title}`}
  >${say(title)}</button>`)
}
