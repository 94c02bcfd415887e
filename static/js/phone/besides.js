// What a phone does not need for its first screen. It is fetched once that is drawn, as a kind is: `later.js` draws it.

import { refusalInWords } from '../refusals.js'
import { Missed, NotSaved, Unsent } from './kept.js'
import { Leaving, TakeAway } from './leaving.js'
import { Handing, Round, Speaking, WriteFor } from './others.js'
import { Own, Wrote } from './own.js'

export default { Handing, Leaving, Missed, NotSaved, Own, Round, Speaking, TakeAway, Unsent, WriteFor, Wrote, refusalInWords }
