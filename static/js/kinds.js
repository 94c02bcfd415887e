// The register of kinds in the browser: one line a kind.

import choose from '../kinds/choose.js'
import collect from '../kinds/collect.js'
import deck from '../kinds/deck.js'
import present from '../kinds/present.js'

export const KINDS = { present, collect, choose, deck }
