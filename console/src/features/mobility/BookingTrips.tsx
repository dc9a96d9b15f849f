import { mobility } from '@pitlane/contract'
import { formatMinute, type Day } from '@pitlane/kernel'
import { useQueries } from '@tanstack/react-query'
import { may, useStore } from '../../lib/staff'
import { sayDayTime } from '../../lib/time'
import { FaultNote } from '../../ui/FaultNote'
import { ToneTag } from '../../ui/ToneTag'
import { dayQuery } from './use-mobility'
import { words } from './words'

interface Props {
  readonly bookingId: string
  /** From when to when the car is at the store. */
  readonly day: Day
  readonly lastDay: Day
}

/** Both ways of the car (取车, 送车) beside its booking. Takes no room where there are none. */
export function BookingTrips({ bookingId, day, lastDay }: Props) {
  const store = useStore()
  const days = may(store, 'mobility.dispatch') ? [...new Set([day, lastDay])] : []
  const results = useQueries({ queries: days.map((one) => dayQuery(store.id, one)) })
  const trips = results.flatMap(({ data }) => data?.trips.filter((trip) => trip.bookingId === bookingId) ?? [])
  const error = results.find((one) => one.error && !one.data)?.error
  if (error) return <FaultNote error={error} />
  if (trips.length === 0) return null
  return (
    <section className="files" aria-label={words.trips.list}>
      <h3 className="files-title">{words.trips.list}</h3>
      <ul className="booking-trips">
        {trips.map((trip) => (
          <Leg key={trip.id} trip={trip} today={store.today} />
        ))}
      </ul>
    </section>
  )
}

function Leg({ trip, today }: { readonly trip: mobility.TripRow; readonly today: Day }) {
  const { direction, state, day, doorMinute, driverName, maskedAddress } = trip
  const { zh, tone } = mobility.tripStates[state]
  return (
    <li>
      <b>{mobility.tripDirections[direction]}</b>
      <span className="number">{sayDayTime(day, today, formatMinute(doorMinute))}</span>
      <ToneTag tone={tone} zh={zh} />
      <span className="muted">{[driverName, maskedAddress].filter(Boolean).join(' · ')}</span>
    </li>
  )
}
