import type { Handler } from '../../lib/handler'
import { Notice } from '../../ui/Notice'
import { text } from './files.text'

interface Props {
  readonly count: number
  readonly onWithout: Handler
}

/** Nothing is left out behind the owner's back: what could not be sent is said, and going on without it is their choice. */
export function UnsentNote({ count, onWithout }: Props) {
  if (count === 0) return null
  return <Notice tone="stop" text={text.failed(count)} way={{ label: text.without, go: onWithout }} />
}
