import type { View, workorder as contract } from '@pitlane/contract'
import type { StaffActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import { permissionsAt } from '../../platform/scope'
import { requireBooking } from '../booking'
import { listAllStores, placeOf, techniciansOfStaff, type Store } from '../store'
import { findVehicles } from '../vehicle'
import { JobLine } from './job.entity'
import { findJobs, findRuns, jobViews, workersOf } from './job.queries'
import { findChecks } from './qc.queries'
import { Workorder, type QcRecord } from './workorder.entity'

type Place = View<typeof contract.myWork>['places'][number]

/** What the person who asks has to do now: their open jobs, and cars that they may check. No names, no phones, no prices. */
export async function readMyWork(app: App, actor: StaffActor): Promise<View<typeof contract.myWork>> {
  const mine = await techniciansOfStaff(app.db.read, actor.staffId)
  const places: Place[] = []
  for (const store of await listAllStores(app.db.read)) {
    const permissions = permissionsAt(actor, placeOf(store))
    const own = mine.filter(({ storeId }) => storeId === store.id).map(({ id }) => id)
    const isWorker = own.length > 0 && permissions.has('workorder.work')
    const isChecker = permissions.has('workorder.qc')
    if (!isWorker && !isChecker) continue
    places.push({
      ...{ storeId: store.id, storeName: store.name, technicianId: own[0] ?? null },
      ...{ jobs: isWorker ? await openJobs(app, store, own) : [], qc: isChecker ? await toCheck(app, store, own) : [] },
    })
  }
  return { places }
}

async function openJobs(app: App, store: Store, own: readonly string[]): Promise<Place['jobs']> {
  const db = app.db.read
  const open = await db.find(JobLine, {
    where: { storeId: store.id, state: In(['assigned', 'running', 'paused']) },
    order: { id: 'ASC' },
  })
  const mine = open.filter(({ technicianIds }) => technicianIds.some((id) => own.includes(id)))
  const views = await jobViews(app, db, mine, false)
  const cars = await carsOf(
    app,
    mine.map(({ workorderId }) => workorderId),
  )
  const found = await Promise.all(
    mine.flatMap((job) => {
      const view = views.find(({ id }) => id === job.id)
      const car = cars.get(job.workorderId)
      return view && car ? [withFault(app, view, car)] : []
    }),
  )
  // What runs comes first, then what was promised first.
  const rank = ({ job, promisedAt }: Place['jobs'][number]) => `${job.state === 'running' ? 0 : 1}${promisedAt ?? '9'}`
  return found.sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
}

type Car = {
  readonly workorder: Workorder
  readonly plate: string
  readonly name: string
  readonly vinTail: string | null
}

async function withFault(app: App, job: contract.JobView, car: Car): Promise<Place['jobs'][number]> {
  const booking = await requireBooking(app.db.read, car.workorder.bookingId)
  return {
    ...{ job, workorderId: car.workorder.id, ...facts(car), fault: booking.remark },
    returned: job.rejections === 0 ? null : returnedBy(await findChecks(app.db.read, car.workorder.id), job.id),
  }
}

/** What the last check that the job failed says of it. */
function returnedBy(checks: readonly QcRecord[], jobId: string): Place['jobs'][number]['returned'] {
  const failed = (check: QcRecord) => check.items.filter((item) => item.jobId === jobId && !item.isPassed)
  const last = checks.filter((check) => failed(check).length > 0).at(-1)
  return last
    ? { reason: last.reason, points: failed(last).map(({ title, note }) => (note ? `${title}（${note}）` : title)) }
    : null
}

const facts = ({ workorder, plate, name, vinTail }: Car) => ({
  ...{ workorderNumber: workorder.number, plate, carName: name, vinTail },
  promisedAt: workorder.promisedAt?.toISOString() ?? null,
})

async function carsOf(app: App, workorderIds: readonly string[]): Promise<ReadonlyMap<string, Car>> {
  const db = app.db.read
  const ids = [...new Set(workorderIds)]
  const workorders = ids.length === 0 ? [] : await db.find(Workorder, { where: { id: In(ids) } })
  const vehicles = await findVehicles(
    db,
    app.vault,
    workorders.map(({ vehicleId }) => vehicleId),
  )
  return new Map(
    workorders.map((workorder) => {
      const vehicle = vehicles.find(({ id }) => id === workorder.vehicleId)
      const vinTail = vehicle?.vin?.slice(-6) ?? null
      return [workorder.id, { workorder, plate: vehicle?.plate ?? '', name: vehicle?.name ?? '', vinTail }] as const
    }),
  )
}

/** Cars that wait for their final check and that this person has not worked on. */
async function toCheck(app: App, store: Store, own: readonly string[]): Promise<Place['qc']> {
  const db = app.db.read
  const waiting = await db.find(Workorder, {
    ...{ where: { storeId: store.id, state: 'work_done' as const }, order: { promisedAt: 'ASC' as const } },
  })
  const cars = await carsOf(
    app,
    waiting.map(({ id }) => id),
  )
  const list: Place['qc'] = []
  for (const { id } of waiting) {
    const jobs = await findJobs(db, id)
    const workers = workersOf(
      jobs,
      await findRuns(
        db,
        jobs.map((job) => job.id),
      ),
    )
    const car = cars.get(id)
    if (!car || own.some((one) => workers.has(one))) continue
    const rejections = (await findChecks(db, id)).filter(({ isPassed }) => !isPassed).length
    list.push({ workorderId: id, ...facts(car), rejections })
  }
  return list
}
