// The face begins by itself on its own page.
import '../console.js'
