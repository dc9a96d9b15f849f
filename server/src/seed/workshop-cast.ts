import type { Booking, BookingStep } from '../modules/booking/booking.entity'
import type { Stage } from './workshop-course'

/** A booking whose car has come, with the work it came for. */
export interface Arrival {
  readonly booking: Booking
  readonly workorderId: string
  readonly steps: readonly BookingStep[]
}

/** Who comes first in these lanes: whoever is yet to be received came last. */
const LATEST_FIRST: readonly Stage[] = ['received', 'inspected', 'dispatched', 'authorised', 'quoted']
const ANY: readonly Stage[] = [
  'running',
  'work_done',
  'rejected',
  'paused',
  'work_done',
  'qc_passed',
  'settled',
  'running',
]
/** Somebody is at the car. */
const RUNNING: readonly Stage[] = ['running', 'addon']

export interface Casting {
  /** Newest first, of one store, all of whom may still be in the house. */
  readonly arrivals: readonly Arrival[]
  /** Stages that are already somebody's. */
  readonly given: ReadonlyMap<string, Stage>
  /** The technician to log in as: their car is worked on. */
  readonly technicianId: string | undefined
}

/** People and bays. */
const works = ({ steps }: Arrival): readonly string[] =>
  steps.flatMap(({ kind, bayId, technicianIds }) => (kind === 'work' ? [bayId, ...technicianIds] : []))

/** Which car stands where: one for each lane at least. Nobody works on two cars at once, nor are two cars on one bay. */
export function castOf({ arrivals, given, technicianId }: Casting): Map<string, Stage> {
  const cast = new Map(given)
  const busy = new Set<string>()
  const isFree = (arrival: Arrival) => works(arrival).every((id) => !busy.has(id))
  const take = (stage: Stage, arrival: Arrival | undefined) => {
    if (!arrival) return
    cast.set(arrival.booking.id, stage)
    if (RUNNING.includes(stage)) works(arrival).forEach((id) => busy.add(id))
  }
  arrivals
    .filter(({ booking }) => given.has(booking.id))
    .forEach((one) => take(given.get(one.booking.id) ?? 'received', one))
  const open = () => arrivals.filter((one) => !cast.has(one.booking.id))
  const mine = () => open().find((one) => isFree(one) && works(one).some((id) => id === technicianId))
  for (const stage of LATEST_FIRST) take(stage, open()[0])
  for (const stage of ANY) take(stage, stage === 'running' ? (mine() ?? open().find(isFree)) : open()[0])
  return cast
}
