import { addDays, daysBetween } from '@pitlane/kernel'
import { Not, In, IsNull } from 'typeorm'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { toInstant, toLocal } from '../../platform/local-time'
import { afterOpenMinutes, findSteps, openMinutesBetween } from '../booking'
import { listDays, requireStore } from '../store'
import { bookedServices } from './booked-services'
import { decilesOf } from './confidence'
import { MARGIN_MS, p80Of } from './risk'
import { Workorder } from './workorder.entity'

type Steps = Awaited<ReturnType<typeof findSteps>>

/** So many of the latest visits are looked at. */
const LOOKED_AT = 300
/** A car is promised within so many days. */
const DAYS_AHEAD = 30

const servicesIn = (steps: Steps, bookingId: string): string => bookedServices(steps, bookingId).sort().join()

type Visit = Pick<Workorder, 'storeId' | 'bookingId'>

/** What comparable visits took from arrival to the notice that the car is ready, in opening minutes: same services, same store. */
async function comparable(db: Reader, { storeId, bookingId }: Visit): Promise<number[]> {
  const where = { storeId, readyAt: Not(IsNull()), state: In(['delivered', 'closed']) }
  const past = await db.find(Workorder, { where, order: { readyAt: 'DESC' }, take: LOOKED_AT })
  if (past.length === 0) return []
  const steps = await findSteps(db, [bookingId, ...past.map((one) => one.bookingId)])
  const wanted = servicesIn(steps, bookingId)
  const same = past.filter((one) => servicesIn(steps, one.bookingId) === wanted)
  return openMinutesOf(db, storeId, same)
}

/** What eight of ten comparable visits took, in opening minutes. Null below 30 of them. */
export const usualMinutes = async (db: Reader, visit: Visit) => p80Of(await comparable(db, visit))

async function openMinutesOf(db: Reader, storeId: string, visits: readonly Workorder[]): Promise<number[]> {
  const { timeZone } = await requireStore(db, storeId)
  const spans = visits.flatMap(({ arrivedAt, readyAt }) =>
    arrivedAt && readyAt ? [{ from: toLocal(arrivedAt, timeZone), to: toLocal(readyAt, timeZone) }] : [],
  )
  const from = spans.map((span) => span.from.day).sort()[0]
  const to = spans
    .map((span) => span.to.day)
    .sort()
    .at(-1)
  if (from === undefined || to === undefined) return []
  const days = await listDays(db, storeId, from, daysBetween(from, to) + 1)
  return spans.map((span) => openMinutesBetween(span.from, span.to, days))
}

/** By when a car that has just come is ready: what comparable visits took, else the end of its booking and a margin. */
export async function firstPromise(app: App, db: Reader, workorder: Workorder) {
  const took = await comparable(db, workorder)
  return { promisedAt: await dueOf(app, db, workorder, p80Of(took)?.p80), usual: decilesOf(took) }
}

async function dueOf(app: App, db: Reader, workorder: Workorder, minutes: number | undefined): Promise<Date | null> {
  const { timeZone } = await requireStore(db, workorder.storeId)
  const now = toLocal(app.clock.now(), timeZone)
  if (minutes !== undefined) {
    const days = await listDays(db, workorder.storeId, now.day, daysBetween(now.day, addDays(now.day, DAYS_AHEAD)))
    const due = afterOpenMinutes(now, minutes, days)
    return toInstant(due.day, due.minute, timeZone)
  }
  const last = (await findSteps(db, [workorder.bookingId])).at(-1)
  if (!last) return null
  const planned = toInstant(last.day, last.endsMinute, timeZone).getTime() + MARGIN_MS
  return planned > app.clock.now().getTime() ? new Date(planned) : null
}
