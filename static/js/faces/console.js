import { learn, onThePage } from '../kinds.js'
import { start } from '../console.js'

learn(onThePage()).then(start)
