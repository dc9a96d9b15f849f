import type { AuditActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import type { MovedWork } from '../booking'
import { findBays, findTechnicians } from '../store'
import { announceWorkorder } from './announcing'
import { lockWorkorder } from './changing.service'
import { note } from './entry.service'
import { handOverJob } from './flow.service'
import { JobLine } from './job.entity'
import { findJobs } from './job.queries'
import { masters } from './job-words'
import { Workorder } from './workorder.entity'

const BY: AuditActor = { kind: 'system', name: 'plan' }

type Seats = MovedWork['to']

const isSame = (job: Pick<JobLine, 'bayId' | 'technicianIds'>, { bayId, technicianIds }: Seats): boolean =>
  job.bayId === bayId && [...job.technicianIds].sort().join() === [...technicianIds].sort().join()

/** What was booked goes by its service; work of an add-on by its own name, if it has seats of its own. */
const isMeant = (job: JobLine, { serviceId, jobId }: MovedWork): boolean =>
  job.addonId === null ? !jobId && job.serviceId === serviceId : job.id === jobId

/** Not begun, and given to nobody but those of the plan. */
const followsPlan = (job: JobLine, moved: MovedWork): boolean =>
  (job.state === 'new' || job.state === 'assigned') &&
  job.startedAt === null &&
  isMeant(job, moved) &&
  isSame(job, moved.from)

/**
 * The plan of the day gave work of a car in the workshop to others or to another bay: its jobs that have not begun follow, their
 * tasks go to the new people, and the timeline says so. A repeat finds nothing that is still where it was.
 */
export async function followSeats(app: App, tx: Tx, bookingId: string, moved: readonly MovedWork[]): Promise<void> {
  const [known] = await tx.find(Workorder, { where: { bookingId } })
  if (!known) return
  const workorder = await lockWorkorder(app, tx, known.id)
  const jobs = await findJobs(tx, workorder.id)
  const due = jobs.flatMap((job) => {
    const move = moved.find((one) => followsPlan(job, one))
    return move ? [{ job, to: move.to }] : []
  })
  for (const { job, to } of due) await follow(app, tx, workorder, job, to)
  if (due.length > 0) announceWorkorder(tx, workorder, 'reseated')
}

async function follow(app: App, tx: Tx, workorder: Workorder, job: JobLine, { bayId, technicianIds }: Seats) {
  const set = { bayId, technicianIds: [...technicianIds], version: job.version + 1 }
  await tx.update(JobLine, { id: job.id }, set)
  const people = await findTechnicians(tx, [...technicianIds])
  const [bay] = await findBays(tx, [bayId])
  const names = people.map(({ name }) => name)
  const isAssigned = job.state === 'assigned'
  await note(app, tx, workorder.id, {
    ...{ kind: 'reseated', by: BY },
    staff: `「${job.name}」随当日计划改为${names.join('、')}，${bay?.name ?? ''}`,
    owner: isAssigned ? `${job.name}：改由${masters(names)}施工，${bay?.name ?? ''}` : null,
  })
  const staff = people.flatMap(({ staffId }) => staffId ?? [])
  if (isAssigned) await handOverJob(app, tx, workorder, { item: job.id, people: staff })
  await audit(tx, app.clock.now(), {
    ...{ actor: BY, action: 'workorder.follow_plan', subject: { type: 'job_line', id: job.id }, storeId: job.storeId },
    ...{ before: { bayId: job.bayId, technicianIds: job.technicianIds }, after: { bayId, technicianIds } },
  })
}
