import type { View, workorder as contract } from '@pitlane/contract'
import type { StaffActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import { permissionsAt } from '../../platform/scope'
import { requireBooking } from '../booking'
import { listAllStores, placeOf, techniciansOfStaff, type Store } from '../store'
import { JobLine } from './job.entity'
import { jobViews } from './job.queries'
import { carsOf, factsOf, type Car } from './my-cars.queries'
import { readCrossChecks, readFinalChecks } from './my-checks.queries'
import { readReturn } from './returned.queries'

type Place = View<typeof contract.myWork>['places'][number]

/** What the person who asks has to do now: their open jobs, and jobs and cars that they may check. No names, no phones, no prices. */
export async function readMyWork(app: App, actor: StaffActor): Promise<View<typeof contract.myWork>> {
  const mine = await techniciansOfStaff(app.db.read, actor.staffId)
  const places: Place[] = []
  for (const store of await listAllStores(app.db.read)) {
    const permissions = permissionsAt(actor, placeOf(store))
    const own = mine.filter(({ storeId }) => storeId === store.id).map(({ id }) => id)
    const isWorker = own.length > 0 && permissions.has('workorder.work')
    const [isChecker, isInspector] = [permissions.has('workorder.check'), permissions.has('workorder.qc')]
    if (!isWorker && !isChecker && !isInspector) continue
    places.push({
      ...{ storeId: store.id, storeName: store.name, technicianId: own[0] ?? null },
      jobs: isWorker ? await openJobs(app, store, own) : [],
      checks: isChecker ? await readCrossChecks(app, store, own) : [],
      qc: isInspector ? await readFinalChecks(app, store, own) : [],
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

async function withFault(app: App, job: contract.JobView, car: Car): Promise<Place['jobs'][number]> {
  const booking = await requireBooking(app.db.read, car.workorder.bookingId)
  return {
    ...{ job, workorderId: car.workorder.id, ...factsOf(car), fault: booking.remark },
    returned: job.rejections === 0 ? null : await readReturn(app.db.read, car.workorder, job.id),
  }
}
