import type { Day } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import type { LocalTime } from '../../platform/local-time'
import { Driver, Loaner, LoanerCar, MobilityClaim } from './mobility.entity'
import { cellsOf, isOnDuty, type DaySpan, type TripSpan } from './trip-time'

/** How many quarters of an hour each resource has taken on these days, and who cannot have `spans`. */
async function readTaken(db: Reader, ids: readonly string[], spans: readonly DaySpan[], except: string | undefined) {
  const days = spans.map(({ day }) => day)
  const claims =
    ids.length === 0 ? [] : await db.find(MobilityClaim, { where: { resourceId: In([...ids]), day: In(days) } })
  const wanted = new Map(spans.map((span) => [span.day, new Set(cellsOf(span))]))
  const counts = new Map<string, number>()
  const busy = new Set<string>()
  for (const { resourceId, day, cell, orderId } of claims) {
    if (orderId === except) continue
    counts.set(resourceId, (counts.get(resourceId) ?? 0) + 1)
    if (wanted.get(day)?.has(cell)) busy.add(resourceId)
  }
  return { counts, busy }
}

/** Least loaded first, so that nobody drives all day while another waits; then in the order in which they came. */
async function freeOf<R extends { id: string }>(
  db: Reader,
  candidates: readonly R[],
  spans: readonly DaySpan[],
  except: string | undefined,
): Promise<R[]> {
  const ids = candidates.map(({ id }) => id)
  const { counts, busy } = await readTaken(db, ids, spans, except)
  const load = ({ id }: R) => counts.get(id) ?? 0
  return candidates.filter(({ id }) => !busy.has(id)).sort((a, b) => load(a) - load(b) || (a.id < b.id ? -1 : 1))
}

/** Where and when somebody or something is needed. `except` names an order whose own time does not count. */
export interface Need {
  readonly storeId: string
  readonly now: LocalTime
  readonly except?: string
}

/** True when a span lies within one day and has not begun. */
const isAhead = (now: LocalTime, day: Day, { startsMinute, endsMinute }: TripSpan): boolean =>
  startsMinute >= 0 && endsMinute <= 1440 && (day > now.day || (day === now.day && startsMinute >= now.minute))

/**
 * Drivers who are on duty and free for a whole trip, least loaded first. Behind the gate of the day the answer holds until
 * the commit; without it, it is a hint.
 */
export async function listFreeDrivers(db: Reader, { storeId, now, except }: Need, day: Day, span: TripSpan) {
  if (!isAhead(now, day, span)) return []
  const drivers = await db.find(Driver, { where: { storeId, isActive: true }, order: { id: 'ASC' } })
  const onDuty = drivers.filter(({ week }) => isOnDuty(week, day, span))
  return freeOf(db, onDuty, [{ day, ...span }], except)
}

/**
 * Loaner cars that are free for all of `spans`, least used first. A car that should be back by now and is not cannot be
 * promised for today.
 */
export async function listFreeCars(db: Reader, { storeId, now, except }: Need, spans: readonly DaySpan[]) {
  const cars = await db.find(LoanerCar, { where: { storeId, isActive: true }, order: { id: 'ASC' } })
  const out = await db.find(Loaner, { where: { storeId, state: 'out' } })
  const overdue = out.filter((one) => isOverdue(one, now)).map(({ carId }) => carId)
  const isToday = spans.some(({ day }) => day === now.day)
  const usable = isToday ? cars.filter(({ id }) => !overdue.includes(id)) : cars
  return freeOf(db, usable, spans, except)
}

/** Out for longer than was agreed. */
export const isOverdue = (
  { state, untilDay, endsMinute }: Pick<Loaner, 'state' | 'untilDay' | 'endsMinute'>,
  now: LocalTime,
): boolean => state === 'out' && (untilDay < now.day || (untilDay === now.day && endsMinute < now.minute))

/** Nobody else has this driver for any part of a trip. Behind the gate of its day the answer holds. */
export async function isDriverFree(db: Reader, driverId: string, trip: TripSpan & { id: string; day: Day }) {
  const { busy } = await readTaken(db, [driverId], [trip], trip.id)
  return !busy.has(driverId)
}

/** Nobody else has this car for any of `spans`. */
export async function isCarFree(db: Reader, carId: string, spans: readonly DaySpan[], loanerId: string) {
  const { busy } = await readTaken(db, [carId], spans, loanerId)
  return !busy.has(carId)
}
