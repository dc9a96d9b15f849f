import { formatMinute } from '@pitlane/kernel'
import { localTime } from '../../../lib/time'
import { useNow } from '../../../lib/use-now'
import type { PlanKind, Scale } from './layout'
import { share } from './share'
import { words } from './words'

const HOUR = 60
const CLOCK_MS = 15_000

/** The hours above the rows. */
export function PlanAxis({ kind, scale }: { readonly kind: PlanKind; readonly scale: Scale }) {
  const hours = Array.from({ length: (scale.to - scale.from) / HOUR }, (_, i) => scale.from + i * HOUR)
  return (
    <div className="plan-axis" role="row">
      <div className="plan-label" role="columnheader">
        {words.corner[kind]}
      </div>
      <div className="plan-hours" role="columnheader">
        {hours.map((minute) => (
          <span key={minute} style={share(minute, minute + HOUR, scale)}>
            {formatMinute(minute)}
          </span>
        ))}
      </div>
    </div>
  )
}

/** A line through all rows at the present time; none on another day. */
export function NowLine({ day, scale }: { readonly day: string; readonly scale: Scale }) {
  const now = localTime(new Date(useNow(CLOCK_MS)))
  if (now.day !== day || now.minute < scale.from || now.minute > scale.to) return null
  const { left } = share(now.minute, now.minute, scale)
  return (
    <div className="plan-now" aria-hidden="true">
      <i style={{ left }} title={`${words.now} ${formatMinute(now.minute)}`} />
    </div>
  )
}
