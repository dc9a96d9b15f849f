import { ClockCircleFilled } from '@ant-design/icons'
import { sayMinutes } from '../../lib/time'
import type { RowClock } from './clock'
import { words } from './words'

/** A traffic light that can be read: how long a request has waited, or how a car stands with its time. */
export function RowClockMark({ clock }: { readonly clock: RowClock }) {
  const { kind, light } = clock
  return (
    <span className={`row-clock light-${light}`} title={words.clockHint[kind]}>
      {light === 'red' ? <ClockCircleFilled aria-hidden="true" /> : <i aria-hidden="true" />}
      {words.clock[kind](sayMinutes(clock.minutes))}
      {kind === 'waiting' && light !== 'green' && <b>{light === 'red' ? words.overtime : words.hurry}</b>}
    </span>
  )
}
