// One's own card: code, table, partnership, name, what one wrote; and the ways out, each asked twice.

import { Button } from '../elements/button.js'
import { CodeTiles } from '../elements/code.js'
import { Sure } from '../elements/sure.js'
import { html, useState } from '../html.js'
import { Choice, tableName, tableOptions } from '../join.js'
import { TakeAway } from './leaving.js'
import { spokenFor } from './place.js'

const ROUND_A_PHONE = 12

/** Own({say, door, room, box, acts}): folded away under a line that says who one is and where one sits. */
export function Own({ say, door, room, box, acts }) {
  const { me, table, run } = room
  const [open, setOpen] = useState(false)
  return html`<details class="phone-fold" onToggle=${(event) => setOpen(event.currentTarget.open)}>
    <summary><span dir="auto">${me.name ? say('phone-you', { name: me.name, table: tableName(table.no, table.name, say) }) : say('phone-you-nameless', { table: tableName(table.no, table.name, say) })}</span></summary>
    <div class="phone-own">
      <h2>${say('phone-code')}</h2>
      <${CodeTiles} code=${me.code} />
      <p class="phone-hint">${say('phone-code-why')}</p>
      <${Former} say=${say} was=${table.was} />
      <${About} ...${{ say, room, box, acts }} />
      ${open && html`<${Wrote} say=${say} wrote=${room.wrote} />`}
      <p class="phone-hint">${say('phone-address', { address: door.address })}</p>
      ${run.started && !run.ended && !me.left && html`<${TakeAway} say=${say} run=${run.id} />`}
      <div class="phone-ways">
        ${!me.left && !run.ended && html`<${Button} kind="alt" label=${say('phone-leave')} onClick=${() => acts.play('leave')} />`}
        <${Sure} label=${say('phone-sign-out')} ask=${say('phone-sign-out-sure', { code: me.code })} yes=${say('phone-sign-out-yes')} no=${say('phone-sign-out-no')} onYes=${acts.signOut} />
      </div>
      <${Erase} ...${{ say, room, acts }} />
    </div>
  </details>`
}

/** The tables that were put together with one's own. */
function Former({ say, was = {} }) {
  const tables = Object.values(was).map(({ no, name }) => tableName(no, name, say))
  return tables.length > 0 ? html`<p class="phone-hint" dir="auto">${say('phone-was', { tables: tables.join(', ') })}</p>` : null
}

/** Where one sits, what one belongs to, whether one is named, how many share the phone. What was just asked for shows at once. */
function About({ say, room, box, acts }) {
  const { me, tables, names, partnerships = [], run } = room
  if (run.ended || me.left) return null
  const asked = (name) => ([...box.pending('')].reverse().find((move) => move.name === name) || {}).data || {}
  const wanted = { ...me, ...asked('change'), ...asked('sit_at') }
  const around = 1 + spokenFor(room).shared.length
  const sharing = asked('share_phone').people || around
  return html`
    ${Object.keys(tables).length > 1 && html`<${Choice} id="own-table" label=${say('phone-change-table')} value=${String(wanted.table)} options=${tableOptions(tables, say)} onChange=${(no) => acts.play('sit_at', { table: Number(no) })} />`}
    ${partnerships.length > 1 && html`<${Choice} id="own-partnership" label=${say('join-partnership')} none=${say('join-choose')} value=${wanted.partnership} options=${partnerships.map((name) => [name, name])} onChange=${(partnership) => acts.play('change', { partnership })} />`}
    ${names && me.name && html`<label class="sees-choice">
      <input type="checkbox" checked=${wanted.named} onChange=${(event) => acts.play('change', { named: event.currentTarget.checked })} />
      <span>${say('join-named')}</span>
    </label>`}
    <${Choice} id="own-share" label=${say('phone-share')} value=${String(sharing)} options=${howMany(say)} onChange=${(people) => acts.play('share_phone', { people: Number(people) })} />
    <p class="phone-hint">${say('phone-share-hint')}</p>`
}

function howMany(say) {
  return Array.from({ length: ROUND_A_PHONE }, (_, no) => [String(no + 1), say('phone-share-people', { count: no + 1 })])
}

/** One's words, or one's name, taken away for good. */
function Erase({ say, room: { me, wrote }, acts }) {
  const any = Object.keys(wrote).length > 0
  if (!any && !me.name) return null
  const words = { label: say('phone-erase-words'), ask: say('phone-erase-words-sure'), yes: say('phone-erase-words-yes') }
  const name = { label: say('phone-erase-name'), ask: say('phone-erase-name-sure'), yes: say('phone-erase-name-yes') }
  const erase = (how) => () => acts.play('erase', { how })
  return html`<section class="phone-erase">
    <h2>${say('phone-erase')}</h2>
    ${any && html`<${Sure} ...${words} no=${say('phone-erase-no')} onYes=${erase('words')} />`}
    ${me.name && html`<${Sure} ...${name} no=${say('phone-erase-no')} onYes=${erase('name')} />`}
  </section>`
}

/** All that this person wrote, newest first: nobody else sees this list. */
export function Wrote({ say, wrote = {} }) {
  const own = Object.entries(wrote).sort(([, a], [, b]) => b.at - a.at)
  if (own.length === 0) return null
  return html`<section class="phone-wrote">
    <h2>${say('phone-wrote')}</h2>
    <p class="phone-hint">${say('phone-wrote-who')}</p>
    <ul class="phone-list">
      ${own.map(([id, { text, said, step }]) => html`<li key=${id} class="phone-words">
        <span dir="auto">${text}</span>${said.map((one) => html`<br /><span dir="auto">${one}</span>`)}
        <br /><small dir="auto">${step}</small>
      </li>`)}
    </ul>
  </section>`
}
