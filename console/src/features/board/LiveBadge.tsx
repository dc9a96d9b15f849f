import type { LinkStatus } from '../../lib/live-link'
import { words } from './words'

/** Whether changes arrive by themselves. */
export function LiveBadge({ status }: { readonly status: LinkStatus }) {
  return (
    <span className={`live-badge is-${status}`} role="status" title={words.statusHint[status]}>
      <i aria-hidden="true" />
      {words.status[status]}
    </span>
  )
}
