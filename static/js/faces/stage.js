// The face begins by itself on its own page.
import '../stage.js'
