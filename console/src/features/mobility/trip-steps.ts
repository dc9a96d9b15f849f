import type { mobility } from '@pitlane/contract'
import { words } from './words'

type State = mobility.TripState

/** Steps of an undisturbed trip; what else may happen is asked for by name. */
const COURSE: readonly State[] = ['assigned', 'arrived', 'inspected', 'en_route', 'at_store', 'returned']

export interface NamedStep {
  readonly to: State
  readonly label: string
}

/** What a step is called from where the trip stands. */
export const labelOf = ({ state }: mobility.TripRow, to: State): string => {
  if (to !== 'assigned') return words.steps[to]
  return state === 'assigned' || state === 'no_contact' ? words.again[state] : words.steps.assigned
}

/** What comes next when nothing goes wrong; undefined when it is over. */
export function mainStep(trip: mobility.TripRow): NamedStep | undefined {
  const to = COURSE.find((step) => trip.steps.includes(step) && step !== trip.state)
  return to && { to, label: labelOf(trip, to) }
}

/** Everything else that may be written down now. */
export const otherSteps = (trip: mobility.TripRow): NamedStep[] =>
  trip.steps.filter((to) => to !== mainStep(trip)?.to).map((to) => ({ to, label: labelOf(trip, to) }))
