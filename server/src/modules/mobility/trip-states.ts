import type { mobility } from '@pitlane/contract'

type State = mobility.TripState
type Direction = mobility.TripDirection
type Ways = Readonly<Partial<Record<State, readonly State[]>>>

const calledOff = ['cancelled_by_customer', 'cancelled_by_store'] as const

/**
 * Which step may follow which (DOMAIN §3.5). Whoever was not reached is tried again; after an accident the car still has to
 * end up somewhere. `assigned` may follow itself: another driver takes over.
 */
const ways: Readonly<Record<Direction, Ways>> = {
  fetch: {
    requested: ['assigned', ...calledOff],
    assigned: ['arrived', 'assigned', 'no_contact', ...calledOff],
    arrived: ['inspected', 'refused_condition', 'no_contact', ...calledOff],
    inspected: ['en_route', 'refused_condition'],
    en_route: ['at_store', 'accident'],
    accident: ['at_store'],
    no_contact: ['assigned', ...calledOff],
  },
  return: {
    requested: ['assigned', ...calledOff],
    assigned: ['en_route', 'assigned', ...calledOff],
    en_route: ['returned', 'no_contact', 'refused_condition', 'accident'],
    accident: ['returned', 'at_store'],
    no_contact: ['en_route', 'at_store'],
    refused_condition: ['returned', 'at_store'],
  },
}

/** Steps of an undisturbed trip, in order. */
const course: Readonly<Record<Direction, readonly State[]>> = {
  fetch: ['requested', 'assigned', 'arrived', 'inspected', 'en_route', 'at_store'],
  return: ['requested', 'assigned', 'en_route', 'returned'],
}

export const stepsFrom = (direction: Direction, state: State): readonly State[] => ways[direction][state] ?? []

/** An ended trip has given its driver's time back. */
export const hasEnded = (direction: Direction, state: State): boolean => stepsFrom(direction, state).length === 0

/** Before the driver has gone anywhere: a trip that can be moved, or called off with its booking. */
export const BEFORE_START = ['requested', 'assigned'] as const satisfies readonly State[]
export const hasNotBegun = (state: State): boolean => BEFORE_START.some((early) => early === state)

/** Why `to` cannot follow; undefined when it can. */
export function refusalOf(direction: Direction, from: State, to: State): mobility.StepRefusal | undefined {
  if (stepsFrom(direction, from).includes(to)) return undefined
  if (hasEnded(direction, from)) return 'over'
  if (calledOff.some((end) => end === to)) return 'under_way'
  const at = course[direction].indexOf(from)
  const wanted = course[direction].indexOf(to)
  if (wanted >= 0) return at >= 0 && wanted <= at ? 'passed' : 'not_yet'
  const isKnown = Object.values(ways[direction]).some((next) => next.includes(to))
  return isKnown ? 'not_yet' : 'not_this_way'
}
