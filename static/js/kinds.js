// The kinds that a page can draw, by name. The page says which there are; nothing here has to be changed for a new one.

export const KINDS = {}

/** Fetches the drawings of these kinds. One that is broken leaves the others alone: its screens say that they cannot be drawn. */
export async function learn(names) {
  await Promise.allSettled(names.map(async (name) => {
    KINDS[name] = (await import(`../kinds/${name}.js`)).default
  }))
}

/** The names that stand on the page. */
export function onThePage() {
  return (document.body.dataset.kinds || '').split(' ').filter(Boolean)
}
