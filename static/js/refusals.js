// Why the room would not take something.

/** The reason as a sentence. */
export function refusalInWords({ code, args }, say) {
  return say(`refused-${code}`, args)
}
