import { DAY_MS, MINUTE_MS } from '@pitlane/kernel'
import type { workorder } from '@pitlane/contract'

/** So much of the time is gone when a promise is looked at (DOMAIN §2.3). */
const SOON = 0.7

const WORK_REMAINS: readonly workorder.WorkorderState[] = [
  ...([
    'received',
    'inspected',
    'quoted',
    'authorised',
    'dispatched',
    'in_progress',
    'work_done',
    'qc_passed',
  ] as const),
]

export const workRemains = (state: workorder.WorkorderState): boolean => WORK_REMAINS.includes(state)

interface Promised {
  readonly state: workorder.WorkorderState
  readonly arrivedAt: Date | null
  readonly promisedAt: Date | null
}

/** When so much of the time is gone that a promise is looked at; undefined without one. */
export function warnAt({ arrivedAt, promisedAt }: Omit<Promised, 'state'>): Date | undefined {
  if (!promisedAt || !arrivedAt) return undefined
  const whole = promisedAt.getTime() - arrivedAt.getTime()
  return new Date(arrivedAt.getTime() + Math.ceil(whole * SOON))
}

/** Whether a promise is in danger: 70 % of the time is gone and work remains, or it is broken. */
export function riskOf({ state, arrivedAt, promisedAt }: Promised, now: Date): 'none' | 'soon' | 'late' {
  if (!promisedAt || !arrivedAt || !workRemains(state)) return 'none'
  if (now > promisedAt) return 'late'
  const whole = promisedAt.getTime() - arrivedAt.getTime()
  const gone = now.getTime() - arrivedAt.getTime()
  return gone >= whole * SOON ? 'soon' : 'none'
}

/** Fewer visits say nothing about the next (DESIGN §1: 样本不足). */
export const SAMPLE = 30

/** What eight of ten visits stayed below, in minutes; null where there are too few. */
export function p80Of(minutes: readonly number[]): { readonly p80: number; readonly sample: number } | null {
  if (minutes.length < SAMPLE) return null
  const sorted = [...minutes].sort((a, b) => a - b)
  return { p80: sorted[Math.ceil(sorted.length * 0.8) - 1] ?? 0, sample: sorted.length }
}

/** What is added to the end of a booking where no history helps. */
export const MARGIN_MS = 30 * MINUTE_MS

interface Stay {
  readonly arrivedAt: Date | null
  readonly readyAt: Date | null
}

/** Days in the shop: each that has begun counts, up to the notice that the car is ready (三包, DOMAIN §0.1-7). */
export const stayDays = ({ arrivedAt, readyAt }: Stay, now: Date): number =>
  arrivedAt ? Math.max(1, Math.ceil(((readyAt ?? now).getTime() - arrivedAt.getTime()) / DAY_MS)) : 0
