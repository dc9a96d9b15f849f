import { mobility } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import type { NewMessage } from '../messaging'
import type { Trip } from './mobility.entity'

/** Steps that an owner is told of, the moment they are written down. */
const TOLD: readonly Trip['state'][] = [
  ...(['assigned', 'arrived', 'inspected', 'en_route', 'at_store', 'returned'] as const),
  ...(['refused_condition', 'accident', 'no_contact', 'cancelled_by_store'] as const),
]

const sayDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

/** What happens next on a trip, as its owner reads it. */
export const nextOf = ({ direction, state, consentAt }: Pick<Trip, 'direction' | 'state' | 'consentAt'>): string =>
  mobility.tripNext[direction][state === 'inspected' && consentAt ? 'agreed' : state]

/** The inbox line of a step; undefined for steps that the owner has done or does not need to know. */
export function tellStep(trip: Trip): Omit<NewMessage, 'plan'> | undefined {
  if (!TOLD.includes(trip.state)) return undefined
  const { id, version, direction, state, day, doorMinute, bookingId, customerId, storeId } = trip
  const when = state === 'assigned' ? `${sayDay(day)}${formatMinute(doorMinute)} ` : ''
  return {
    ...{ dedupe: `trip:${id}:${version}`, kind: 'trip_update', customerId, storeId, bookingId },
    body: `${when}${mobility.tripDirections[direction]}：${nextOf(trip)}`,
    link: `/packages/booking/pages/detail/index?bookingId=${bookingId}`,
  }
}
