import { start } from '../draft.js'

start()
