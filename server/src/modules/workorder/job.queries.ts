import type { workorder as contract } from '@pitlane/contract'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { linksOf } from '../files'
import { findStaffNames } from '../identity'
import { findBays, findTechnicians } from '../store'
import { JobInterval, JobLine } from './job.entity'
import { actualMinutes } from './running'

/** What photos of a finished job are kept with. */
export const JOB = 'job'

/** The jobs of a work order in their order. */
export const findJobs = (db: Reader, workorderId: string): Promise<JobLine[]> =>
  db.find(JobLine, { where: { workorderId }, order: { ordinal: 'ASC' } })

/** The running intervals of jobs. */
export const findRuns = (db: Reader, jobIds: readonly string[]): Promise<JobInterval[]> =>
  jobIds.length === 0
    ? Promise.resolve([])
    : db.find(JobInterval, { where: { jobId: In([...jobIds]) }, order: { startsAt: 'ASC' } })

/** Everybody who worked on a car or was given one of its jobs. */
export const workersOf = (jobs: readonly JobLine[], runs: readonly JobInterval[]): ReadonlySet<string> =>
  new Set([
    ...jobs
      .filter(({ state }) => state !== 'cancelled' && state !== 'new')
      .flatMap(({ technicianIds }) => technicianIds),
    ...runs.map(({ technicianId }) => technicianId),
  ])

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** Where a job is done outside. */
export const vendorOf = ({ vendor, vendorDueAt }: JobLine): contract.JobView['vendor'] =>
  vendor === null || vendorDueAt === null ? null : { name: vendor, dueAt: vendorDueAt.toISOString() }

/** Jobs as they are shown; prices only where `isPriced`. */
export async function jobViews(
  app: App,
  db: Reader,
  jobs: readonly JobLine[],
  isPriced: boolean,
): Promise<contract.JobView[]> {
  const ids = jobs.map(({ id }) => id)
  const runs = await findRuns(db, ids)
  const links = await linksOf(db, app, JOB, ids)
  const people = await findTechnicians(
    db,
    jobs.flatMap(({ technicianIds }) => technicianIds),
  )
  const bays = await findBays(
    db,
    jobs.flatMap(({ bayId }) => bayId ?? []),
  )
  const staff = await findStaffNames(
    db,
    jobs.flatMap(({ checkedBy }) => checkedBy ?? []),
  )
  const now = app.clock.now()
  return jobs.map((job) => ({
    ...{ id: job.id, name: job.name, state: job.state, version: job.version, plannedMinutes: job.plannedMinutes },
    actualMinutes: actualMinutes(
      runs.filter(({ jobId }) => jobId === job.id),
      now,
    ),
    pauseReason: job.pauseReason,
    technicians: job.technicianIds.flatMap((id) =>
      people.filter((one) => one.id === id).map(({ name }) => ({ id, name })),
    ),
    ...{ technicianCount: job.technicianCount, bayId: job.bayId },
    bayName: bays.find(({ id }) => id === job.bayId)?.name ?? null,
    ...{ startedAt: iso(job.startedAt), doneAt: iso(job.doneAt) },
    ...{ amountFen: isPriced ? job.amountFen : null, isAddon: job.addonId !== null, isSafety: job.isSafety },
    ...{ vendor: vendorOf(job), checkedByName: staff.get(job.checkedBy ?? '') ?? null },
    ...{ rejections: job.rejections, photos: links.get(job.id)?.photos ?? [] },
  }))
}

const OVER: readonly JobLine['state'][] = ['done', 'passed', 'cancelled']

/** Nobody of the house works on these any more, though they are not over. */
const HANDED_OVER: readonly JobLine['state'][] = ['outsourced', 'checking']

/** Minutes of work that are left of a car for the house, or of one of its jobs; null where nothing of it is open. */
export async function minutesLeft(
  db: Reader,
  now: Date,
  { workorderId, jobId }: { readonly workorderId: string; readonly jobId: string | null },
): Promise<number | null> {
  const open = (await findJobs(db, workorderId)).filter(({ state }) => !OVER.includes(state))
  const mine = open.filter(({ id }) => jobId === null || id === jobId)
  if (mine.length === 0) return null
  const runs = await findRuns(
    db,
    mine.map(({ id }) => id),
  )
  const leftOf = ({ id, plannedMinutes }: JobLine) =>
    plannedMinutes -
    actualMinutes(
      runs.filter((run) => run.jobId === id),
      now,
    )
  const toDo = mine.filter(({ state }) => !HANDED_OVER.includes(state))
  return toDo.reduce((sum, job) => sum + Math.max(0, leftOf(job)), 0)
}
