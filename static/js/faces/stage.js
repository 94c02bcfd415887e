import { start } from '../stage.js'

start()
