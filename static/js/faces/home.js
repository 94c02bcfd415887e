import { start } from '../home.js'

start()
