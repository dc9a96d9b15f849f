import { ClockCircleFilled } from '@ant-design/icons'
import { sayMinutes } from '../../lib/time'
import type { RowClock } from './clock'
import { words } from './words'

/** How long a request has waited, or how late a car is; past 15 minutes in red, with an icon. */
export function RowClockMark({ clock }: { readonly clock: RowClock }) {
  const span = sayMinutes(clock.minutes)
  const text = clock.kind === 'waiting' ? words.waiting(span) : words.late(span)
  const hint = clock.kind === 'waiting' && clock.isOverdue ? words.overdue : undefined
  return (
    <span className={clock.isOverdue ? 'row-clock is-overdue' : 'row-clock'} title={hint}>
      {clock.isOverdue && <ClockCircleFilled aria-hidden="true" />}
      {text}
    </span>
  )
}
