// Keeps a drawing that fails from taking the console down: its place says so, everything around it goes on.

import { Component } from '../html.js'

/** Draws its child, or `otherwise` when the child fails. A new `about` gives it another chance. */
export class Guard extends Component {
  constructor(props) {
    super(props)
    this.state = { failed: '' }
  }

  componentDidCatch(error) {
    report(error)
    this.setState({ failed: this.props.about })
  }

  render({ about, draw, otherwise }) {
    if (this.state.failed === about) return otherwise
    try {
      return draw()
    } catch (error) {
      report(error)
      return otherwise
    }
  }
}

function report(error) {
  // eslint-disable-next-line no-console -- the facilitator sees a sentence; whoever mends it needs the reason
  console.warn(error)
}
