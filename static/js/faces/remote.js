import { start } from '../remote.js'

start()
