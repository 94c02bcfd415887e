// Drawings that are left alone while what they are given is the same. A patch shares every part of a view that did not
// change, so one look at each of the props decides.

import { Component, h, useRef } from '../html.js'

/** `drawing`, drawn again only when one of its props is another than before; what it remembers itself goes on. */
export function still(drawing) {
  return class Still extends Component {
    shouldComponentUpdate(next) {
      return !alike(this.props, next)
    }

    render(props) {
      return h(drawing, props)
    }
  }
}

/** Acts that stay the same from one drawing to the next and always do what the newest of their name does. */
export function useSteady(acts) {
  const kept = useRef({ newest: acts, steady: {} }).current
  kept.newest = acts
  for (const name of Object.keys(acts)) {
    kept.steady[name] = kept.steady[name] || ((...said) => kept.newest[name](...said))
  }
  return kept.steady
}

/** Whether two objects hold the very same things. */
export function alike(one, other) {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => name in other && one[name] === other[name])
}

/** A thing with its id, the same one for as long as the thing is the same. */
export function withId(id, thing) {
  const known = called.get(thing)
  if (known && known.id === id) return known
  const made = { ...thing, id }
  called.set(thing, made)
  return made
}

const called = new WeakMap()
