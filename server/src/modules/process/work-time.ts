/** One stretch of work: from, and up to but without, in epoch milliseconds. */
export type Span = readonly [number, number]

const MINUTE_MS = 60_000

/**
 * The instant so many minutes of work later. Undefined where the spans, which are in order and do not touch, end before.
 */
export function addWork(spans: readonly Span[], from: Date, minutes: number): Date | undefined {
  let left = Math.round(minutes * MINUTE_MS)
  const start = from.getTime()
  if (left <= 0) return from
  for (const [opens, closes] of spans) {
    const begins = Math.max(opens, start)
    if (closes <= begins) continue
    if (closes - begins >= left) return new Date(begins + left)
    left -= closes - begins
  }
  return undefined
}

/** Minutes of work between two instants; 0 where the second is not later. */
export function workBetween(spans: readonly Span[], from: Date, to: Date): number {
  const [start, end] = [from.getTime(), to.getTime()]
  const ms = spans.reduce(
    (sum, [opens, closes]) => sum + Math.max(0, Math.min(closes, end) - Math.max(opens, start)),
    0,
  )
  return ms / MINUTE_MS
}
