import { MINUTE_MS } from '@pitlane/kernel'

/** 施工区间: somebody works, until it ends. */
export interface Run {
  readonly startsAt: Date
  readonly endsAt: Date | null
}

/** So long a phone without a network may keep what was done. */
const LATE_MS = 30 * MINUTE_MS
/** So far a phone's clock may be off. */
const SKEW_MS = 2 * MINUTE_MS

/**
 * 实际工时 in whole minutes: the time in which somebody worked on it, to `now` where it runs. Never the wall clock from first
 * to last (DOMAIN §2.4); two who work side by side are one hour in an hour, as it is planned.
 */
export function actualMinutes(runs: readonly Run[], now: Date): number {
  const spans = runs
    .map(({ startsAt, endsAt }) => [startsAt.getTime(), (endsAt ?? now).getTime()] as const)
    .sort((a, b) => a[0] - b[0])
  let total = 0
  let until = Number.NEGATIVE_INFINITY
  for (const [from, to] of spans) {
    total += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  return Math.floor(total / MINUTE_MS)
}

/**
 * When something was done, as a phone says that may have been without a network. Undefined where that cannot be: more than half
 * an hour ago, in the future, or before what was done last. A clock that is a little off is forgiven and never written down.
 */
export function doneAtOf(said: Date | undefined, now: Date, after: Date | null): Date | undefined {
  if (!said) return now
  const at = said.getTime()
  const floor = after?.getTime() ?? Number.NEGATIVE_INFINITY
  if (at < now.getTime() - LATE_MS || at > now.getTime() + SKEW_MS || at < floor - SKEW_MS) return undefined
  return new Date(Math.max(floor, Math.min(at, now.getTime())))
}

/** What was done last on a job. */
export const lastChangeOf = (dispatchedAt: Date | null, runs: readonly Run[]): Date | null =>
  runs
    .flatMap(({ startsAt, endsAt }) => [startsAt, ...(endsAt ? [endsAt] : [])])
    .reduce<Date | null>((latest, at) => (latest && latest > at ? latest : at), dispatchedAt)
