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
export const isLive = (state: State): boolean =>
  state === 'held' || state === 'placed' || state === 'confirmed' || state === 'arrived'

/** A booking that is still to come for the owner. */
export const isUpcoming = (state: State): boolean => state === 'placed' || state === 'confirmed'
