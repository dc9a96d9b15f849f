import { MINUTE_MS } from '@pitlane/kernel'
import type { booking } from '@pitlane/contract'

type State = booking.BookingState

/** Which state may follow which (DOMAIN §2.2). A no-show that comes late the same day is an arrival after all. */
const next: Readonly<Record<State, readonly State[]>> = {
  held: ['placed', 'confirmed', 'expired'],
  expired: [],
  placed: ['confirmed', 'rejected', 'cancelled', 'no_show'],
  confirmed: ['arrived', 'cancelled', 'no_show'],
  no_show: ['arrived'],
  arrived: [],
  cancelled: [],
  rejected: [],
}

export const canMove = (from: State, to: State): boolean => next[from].includes(to)

/** States from which `to` can be reached. */
export const statesBefore = (to: State): State[] => (Object.keys(next) as State[]).filter((from) => canMove(from, to))

/** A live booking holds its capacity and its car's day. */
export const LIVE = ['held', 'placed', 'confirmed', 'arrived'] as const satisfies readonly State[]
export const isLive = (state: State): boolean => LIVE.some((live) => live === state)

/** A booking that is still to come for the owner, and can still be moved. */
export const UPCOMING = ['placed', 'confirmed'] as const satisfies readonly State[]
export const isUpcoming = (state: State): boolean => UPCOMING.some((upcoming) => upcoming === state)

interface Promised {
  readonly startsAt: Date
  readonly delayMinutes?: number | null
  readonly isUnseated?: boolean
}

/** Until when an owner may cancel or change without calling. Who is made to wait by the store may until the new time itself. */
export const changeableUntil = ({ startsAt, delayMinutes, isUnseated }: Promised, cutoffMinutes: number): Date => {
  const allowance = delayMinutes || isUnseated ? (delayMinutes ?? 0) : -cutoffMinutes
  return new Date(startsAt.getTime() + allowance * MINUTE_MS)
}

/** From when on a car that is not there is a no-show: after its grace, and after the lateness its owner has announced or the delay they were told. */
export const noShowFrom = (
  { startsAt, lateMinutes, delayMinutes }: Promised & { readonly lateMinutes: number | null },
  graceMinutes: number,
): Date => new Date(startsAt.getTime() + (graceMinutes + (lateMinutes ?? 0) + (delayMinutes ?? 0)) * MINUTE_MS)
