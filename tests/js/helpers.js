// Stand-ins for the browser: a storage, a hand-wound timer, a socket that the test speaks through.

export function memoryStorage() {
  const kept = new Map()
  return {
    get length() {
      return kept.size
    },
    key: (i) => [...kept.keys()][i],
    getItem: (key) => (kept.has(key) ? kept.get(key) : null),
    setItem: (key, value) => kept.set(key, String(value)),
    removeItem: (key) => kept.delete(key),
  }
}

/** A storage of a browser that keeps nothing: every touch throws. */
export function brokenStorage() {
  const fail = () => {
    throw new Error('The quota has been exceeded.')
  }
  return { length: 0, key: fail, getItem: fail, setItem: fail, removeItem: fail }
}

/** Time that passes only when the test says so. */
export function handClock(start = 0) {
  let now = start
  let due = []
  return {
    now: () => now,
    set(then, ms) {
      const timer = { then, at: now + ms }
      due = [...due, timer]
      return timer
    },
    clear(timer) {
      due = due.filter((one) => one !== timer)
    },
    waiting: () => due.length,
    async pass(ms) {
      const end = now + ms
      for (;;) {
        const next = due.filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        now = next.at
        this.clear(next)
        next.then()
        await settled()
      }
      now = end
      await settled()
    },
  }
}

/** Lets every promise that can settle do so. */
export function settled() {
  return new Promise((resolve) => setImmediate(resolve))
}

/** A browser with one socket, for `connect({world})`. The test speaks as the server. */
export function fakeWorld() {
  const time = handClock(1_000_000)
  const on = {}
  const handlers = {}
  const socket = {
    connected: false,
    active: true,
    knocks: 0,
    sent: [],
    options: null,
    on(event, act) {
      handlers[event] = act
      return socket
    },
    connect() {
      socket.knocks += 1
      return socket
    },
    disconnect() {
      if (socket.connected) {
        socket.connected = false
        handlers.disconnect('io client disconnect')
      }
      return socket
    },
    timeout: (ms) => ({
      emit(event, data, answer) {
        if (!socket.connected) throw new Error('emitted while disconnected')
        const timer = time.set(() => answer(new Error('operation has timed out')), ms)
        socket.sent.push({ event, data, answer: (value) => { time.clear(timer); answer(null, value) } })
      },
    }),
  }
  return {
    time,
    socket,
    world: {
      open(options) {
        socket.options = options
        return socket
      },
      now: time.now,
      later: time.set,
      frame: (then) => time.set(then, 16),
      on(event, act) {
        on[event] = act
        return () => delete on[event]
      },
    },
    happens: (event) => on[event] && on[event](),
    says: (event, data) => handlers[event](data),
    arrives() {
      socket.connected = true
      handlers.connect()
    },
    dies(reason = 'transport close') {
      socket.connected = false
      handlers.disconnect(reason)
    },
    last: (event) => socket.sent.filter((one) => one.event === event).pop(),
  }
}

/** As much of a page as a drawing needs: elements that hold others. Put it where `document` is looked for. */
export function fakePage() {
  class Node {
    constructor(name) {
      Object.assign(this, { localName: name, nodeName: name, nodeType: 1, childNodes: [], attributes: [], style: { setProperty() {} }, parentNode: null })
    }

    get firstChild() {
      return this.childNodes[0] || null
    }

    get nextSibling() {
      const around = this.parentNode ? this.parentNode.childNodes : []
      return around[around.indexOf(this) + 1] || null
    }

    insertBefore(node, before) {
      if (node.parentNode) node.parentNode.removeChild(node)
      const at = before ? this.childNodes.indexOf(before) : this.childNodes.length
      this.childNodes.splice(at, 0, node)
      node.parentNode = this
      return node
    }

    appendChild(node) {
      return this.insertBefore(node, null)
    }

    removeChild(node) {
      this.childNodes.splice(this.childNodes.indexOf(node), 1)
      node.parentNode = null
    }

    remove() {
      if (this.parentNode) this.parentNode.removeChild(this)
    }

    setAttribute() {}
    removeAttribute() {}
    addEventListener() {}
    removeEventListener() {}
  }
  return {
    createElement: (name) => new Node(name),
    createElementNS: (_, name) => new Node(name),
    createTextNode: (data) => Object.assign(new Node('#text'), { nodeType: 3, data }),
  }
}
