import { start } from '../phone.js'

start()
