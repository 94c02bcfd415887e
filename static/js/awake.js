// Keeps the screen of this device on, where its browser lets a page do so: on the machine itself, or over HTTPS.

/** Asks now, and again whenever the page comes back into sight. */
export function stayAwake() {
  const ask = () => document.hidden || !navigator.wakeLock || navigator.wakeLock.request('screen').catch(() => {})
  document.addEventListener('visibilitychange', ask)
  ask()
}
