import { learn, onThePage } from '../kinds.js'
import { start } from '../phone.js'

learn(onThePage()).then(start)
