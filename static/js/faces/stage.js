import { learn, onThePage } from '../kinds.js'
import { start } from '../stage.js'

learn(onThePage()).then(start)
