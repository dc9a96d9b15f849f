import { workorder as contract, type View } from '@pitlane/contract'
import { In } from 'typeorm'
import { findSteps } from '../modules/booking'
import { Booking, type BookingStep } from '../modules/booking/booking.entity'
import { listDays, placeOf, readRoster, requireStore, workingSpans, type Roster, type Store } from '../modules/store'
import { findVehicles, type NamedVehicle } from '../modules/vehicle'
import { cutOut, openMinutes, placeJobs, readFloor, riskOf, vendorOf, workedMinutes } from '../modules/workorder'
import type { FloorDay, FloorWork, Placed, Span } from '../modules/workorder'
import type { JobInterval, JobLine } from '../modules/workorder/job.entity'
import type { Workorder } from '../modules/workorder/workorder.entity'
import type { App } from '../platform/app'
import { bind } from '../platform/bind'
import { toInstant, toLocal } from '../platform/local-time'
import { scopeTo } from '../platform/scope'

type Floor = Awaited<ReturnType<typeof readFloor>>

/** Everything that the answer is made from. */
interface Today {
  readonly now: Date
  readonly day: string
  readonly zone: string
  readonly floor: Floor
  readonly bookings: readonly Booking[]
  readonly steps: readonly BookingStep[]
  readonly vehicles: readonly NamedVehicle[]
}

async function readToday(app: App, { id, timeZone: zone }: Store): Promise<Today> {
  const db = app.db.read
  const now = app.clock.now()
  const { day } = toLocal(now, zone)
  const floor = await readFloor(db, id, toInstant(day, 0, zone))
  const shown = new Set([...floor.given, ...floor.waiting].map(({ workorderId }) => workorderId))
  const orders = [...floor.orders.values()].filter((order) => shown.has(order.id))
  const bookingIds = orders.map(({ bookingId }) => bookingId)
  return {
    ...{ now, day, zone, floor },
    bookings: bookingIds.length === 0 ? [] : await db.find(Booking, { where: { id: In(bookingIds) } }),
    steps: bookingIds.length === 0 ? [] : await findSteps(db, bookingIds),
    vehicles: await findVehicles(
      db,
      app.vault,
      orders.map(({ vehicleId }) => vehicleId),
    ),
  }
}

const runsOf = ({ floor }: Today, { id }: JobLine): JobInterval[] => floor.runs.filter(({ jobId }) => jobId === id)

/** A minute of today; undefined of another day. */
function minuteOf({ day, zone }: Today, at: Date): number | undefined {
  const local = toLocal(at, zone)
  return local.day === day ? local.minute : undefined
}

function jobOf(today: Today, job: JobLine, order: Workorder): contract.FloorJob {
  const vehicle = today.vehicles.find(({ id }) => id === order.vehicleId)
  const isRework = today.bookings.some((one) => one.id === order.bookingId && one.isRework)
  return {
    ...{ jobId: job.id, version: job.version, workorderId: order.id, workorderNumber: order.number },
    ...{ plate: vehicle?.plate ?? '未上牌', carName: vehicle?.name ?? '', name: job.name },
    ...{ state: job.state, pauseReason: job.pauseReason, bayType: job.bayType, bayId: job.bayId },
    ...{ technicianCount: job.technicianCount, technicianIds: job.technicianIds, vendor: vendorOf(job) },
    ...{ plannedMinutes: job.plannedMinutes, actualMinutes: workedMinutes(runsOf(today, job), today.now) },
    ...{ promisedAt: order.promisedAt?.toISOString() ?? null, risk: riskOf(order, today.now) },
    ...{ isAddon: job.addonId !== null, isRework: order.reworkOf !== null || isRework },
  }
}

/** Where the plan of the day has a job that has not begun. */
function plannedOf({ steps, day }: Today, job: JobLine, order: Workorder): number | null {
  const mine = steps.filter((step) => {
    const isWork = step.kind === 'work' && step.bookingId === order.bookingId && step.isSeated && step.day === day
    return (
      isWork && (job.addonId === null ? step.jobId === null && step.serviceId === job.serviceId : step.jobId === job.id)
    )
  })
  return mine[0]?.startsMinute ?? null
}

function workOf(today: Today, job: JobLine, order: Workorder): FloorWork {
  const runs = runsOf(today, job)
  const { minute } = toLocal(today.now, today.zone)
  const spanOf = ({ startsAt, endsAt }: JobInterval): Span[] => {
    const from = minuteOf(today, startsAt)
    return from === undefined ? [] : [[from, (endsAt && minuteOf(today, endsAt)) ?? minute]]
  }
  const { vendorDueAt, dispatchedAt, doneAt } = job
  const minuteAt = (at: Date | null) => (at && minuteOf(today, at)) ?? null
  return {
    ...{ id: job.id, state: job.state, workorderId: order.id, bayId: job.bayId, technicianIds: job.technicianIds },
    ...{ leftMinutes: job.plannedMinutes - workedMinutes(runs, today.now), runs: runs.flatMap(spanOf) },
    isCarriedOver: runs.some(({ startsAt }) => minuteOf(today, startsAt) === undefined),
    ...{ doneMinute: minuteAt(doneAt), plannedMinute: plannedOf(today, job, order) },
    outside: vendorDueAt && { from: minuteAt(dispatchedAt), to: minuteAt(vendorDueAt) },
    promisedAt: order.promisedAt?.getTime() ?? null,
  }
}

/** The day as the roster has it: who is there when. */
const spansOf = (roster: Roster, day: string): ReadonlyMap<string, Span[]> =>
  new Map(
    roster.technicians.map((one) => {
      const { shifts, leaves } = workingSpans(one, day)
      return [one.id, cutOut(shifts, leaves).sort((a, b) => a[0] - b[0])]
    }),
  )

/** From now on, without what is only looked at by a colleague or done outside. */
const isBusy = ({ state }: JobLine): boolean => state === 'running' || state === 'paused' || state === 'assigned'

function techniciansOf(roster: Roster, today: Today, placed: ReadonlyMap<string, Placed>, now: number) {
  const spans = spansOf(roster, today.day)
  return roster.technicians.map(({ id, name }) => {
    const mine = today.floor.given.filter((job) => isBusy(job) && job.technicianIds.includes(id))
    const busy = mine.flatMap((job): Span[] => {
      const at = placed.get(job.id)
      return at ? [[at.startsMinute, at.endsMinute]] : []
    })
    const there = spans.get(id) ?? []
    return {
      id,
      name,
      spans: there.map(([from, to]): [number, number] => [from, to]),
      openMinutes: openMinutes(there, busy, now),
    }
  })
}

/** The dispatcher's page of today. */
async function floorPlan(app: App, store: Store): Promise<View<typeof contract.floorPlan>> {
  const today = await readToday(app, store)
  const { day, floor } = today
  const roster = await readRoster(app.db.read, store.id)
  const [hours] = await listDays(app.db.read, store.id, day, 1)
  const isOpen = hours?.day === day && hours.isOpen
  const { opensMinute, closesMinute } = isOpen ? hours : { opensMinute: 0, closesMinute: 0 }
  const at: FloorDay = { now: toLocal(today.now, today.zone).minute, opensMinute, closesMinute }
  const withOrder = (job: JobLine) => {
    const order = floor.orders.get(job.workorderId)
    return order ? [{ job, order }] : []
  }
  const given = floor.given.flatMap(withOrder)
  const works = given.map(({ job, order }) => workOf(today, job, order))
  const placed = placeJobs(works, at, spansOf(roster, day))
  return {
    ...{ day, now: today.now.toISOString(), isOpen, opensMinute, closesMinute },
    technicians: techniciansOf(roster, today, placed, at.now),
    bays: roster.bays.map(({ id, name, type }) => ({ id, name, type })),
    blocks: given.flatMap(({ job, order }, i) => {
      const where = placed.get(job.id)
      return where ? [{ ...jobOf(today, job, order), ...where, isCarriedOver: works[i]?.isCarriedOver ?? false }] : []
    }),
    waiting: floor.waiting
      .flatMap(withOrder)
      .map(({ job, order }) => jobOf(today, job, order))
      .sort(byPromisedAt),
  }
}

const byPromisedAt = (a: contract.FloorJob, b: contract.FloorJob): number => {
  const keyOf = ({ promisedAt, jobId }: contract.FloorJob) => `${promisedAt ?? '~'} ${jobId}`
  return keyOf(a) < keyOf(b) ? -1 : 1
}

export const workorderFloorRoutes = [
  bind(contract.floorPlan, async (app, { actor, params }) => {
    const store = await requireStore(app.db.read, params.storeId)
    scopeTo(actor, 'workorder.dispatch', placeOf(store))
    return floorPlan(app, store)
  }),
]
