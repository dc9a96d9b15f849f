import { formatMinute } from '@pitlane/kernel'
import { localTime } from '../lib/time'
import { useNow } from '../lib/use-now'
import { hoursOf, share, type Scale, type Span } from './time-axis'

const HOUR = 60
const CLOCK_MS = 15_000
const words = { now: '现在' } as const

/** The hours above the rows. */
export const TimeAxis = ({ corner, scale }: { readonly corner: string; readonly scale: Scale }) => (
  <div className="plan-axis" role="row">
    <div className="plan-label" role="columnheader">
      {corner}
    </div>
    <div className="plan-hours" role="columnheader">
      {hoursOf(scale).map((minute) => (
        <span key={minute} style={share(minute, minute + HOUR, scale)}>
          {formatMinute(minute)}
        </span>
      ))}
    </div>
  </div>
)

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

interface AwayProps {
  readonly spans: readonly Span[]
  readonly scale: Scale
  readonly title: string
}

/** When nobody is there. */
export const AwaySpans = ({ spans, scale, title }: AwayProps) =>
  spans.map(([from, to]) => <i key={from} className="plan-away" title={title} style={share(from, to, scale)} />)
