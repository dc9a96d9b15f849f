import type { Minute } from '@pitlane/kernel'

/** Some hours of one day. */
export interface Span {
  readonly startsMinute: Minute
  readonly endsMinute: Minute
}

export const USUAL: Span = { startsMinute: 540, endsMinute: 1080 }

/** True when each ends after it starts and no two overlap. */
export const areGood = (spans: readonly Span[]): boolean =>
  spans.every((a) => a.startsMinute < a.endsMinute) &&
  [...spans]
    .sort((a, b) => a.startsMinute - b.startsMinute)
    .every((span, i, all) => i === 0 || (all[i - 1]?.endsMinute ?? 0) <= span.startsMinute)

export const plainSpan = ({ startsMinute, endsMinute }: Span): Span => ({ startsMinute, endsMinute })

/** What comes after the hours so far: the evening, or the usual day. */
export function nextSpan(spans: readonly Span[]): Span {
  const end = Math.max(0, ...spans.map((span) => span.endsMinute))
  return spans.length === 0 ? USUAL : { startsMinute: Math.min(end + 60, 1380), endsMinute: Math.min(end + 240, 1440) }
}
