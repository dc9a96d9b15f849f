import type { View, workorder as contract } from '@pitlane/contract'
import type { App } from '../../platform/app'
import { toLocal } from '../../platform/local-time'
import { readRoster, type Store } from '../store'
import { checkBarOf } from './check-bar'
import { JobLine } from './job.entity'
import { findJobs, findRuns, jobViews, workersOf } from './job.queries'
import { carsOf, factsOf } from './my-cars.queries'
import { findChecks } from './qc.queries'
import { Workorder } from './workorder.entity'

type Place = View<typeof contract.myWork>['places'][number]

const byPromise = (a: { promisedAt: string | null }, b: { promisedAt: string | null }): number =>
  (a.promisedAt ?? '9') < (b.promisedAt ?? '9') ? -1 : 1

/** Jobs that wait for a look by a colleague, and that this person may check today. */
export async function readCrossChecks(app: App, store: Store, mine: readonly string[]): Promise<Place['checks']> {
  const db = app.db.read
  const jobs = await db.find(JobLine, { where: { storeId: store.id, state: 'checking' }, order: { id: 'ASC' } })
  if (jobs.length === 0) return []
  const roster = await readRoster(db, store.id)
  const { day } = toLocal(app.clock.now(), store.timeZone)
  const runs = await findRuns(
    db,
    jobs.map(({ id }) => id),
  )
  const workersAt = (job: JobLine) =>
    workersOf(
      [job],
      runs.filter(({ jobId }) => jobId === job.id),
    )
  const able = jobs.filter((job) => checkBarOf(job, workersAt(job), { mine, roster, day }) === undefined)
  const views = await jobViews(app, db, able, false)
  const cars = await carsOf(
    app,
    able.map(({ workorderId }) => workorderId),
  )
  const list = able.flatMap(({ id, workorderId }): Place['checks'] => {
    const job = views.find((view) => view.id === id)
    const car = cars.get(workorderId)
    return job && car ? [{ job, workorderId, ...factsOf(car) }] : []
  })
  return list.sort(byPromise)
}

/** Cars that wait for their final check and that this person has not worked on. */
export async function readFinalChecks(app: App, store: Store, mine: readonly string[]): Promise<Place['qc']> {
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
    if (!car || mine.some((one) => workers.has(one))) continue
    const rejections = (await findChecks(db, id)).filter(({ isPassed }) => !isPassed).length
    list.push({ workorderId: id, ...factsOf(car), rejections })
  }
  return list
}
