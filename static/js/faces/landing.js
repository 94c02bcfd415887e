// The code field of the landing page: forgives spaces, dashes and small letters, then goes to the room's door.

const form = document.getElementById('door')
const field = document.getElementById('code')
const said = document.getElementById('said')
const LENGTH = 6

/** A code as typed or pasted, in capitals and without what people put between the pairs. */
const tidy = (text) => text.toUpperCase().replace(/[^A-Z0-9]/g, '')

form.addEventListener('submit', (event) => {
  event.preventDefault()
  const code = tidy(field.value)
  if (code.length === LENGTH) return location.assign(`/${code}`)
  said.textContent = said.dataset.short
  field.focus()
})

field.addEventListener('input', () => (said.textContent = ''))
field.focus()
