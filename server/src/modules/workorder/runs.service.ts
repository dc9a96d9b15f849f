import { AppError } from '@pitlane/kernel'
import { In, IsNull } from 'typeorm'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { isDuplicate, sqlInstant } from '../../platform/sql'
import type { OnJob } from './floor.service'
import { JobInterval, type JobLine } from './job.entity'
import { findJobs, findRuns } from './job.queries'

/** The database lets nobody work on two cars at once, and no bay hold two, whatever phones say at the same moment. */
const PERSON_KEY = 'uk_job_interval_running|job_interval.running_key'
const BAY_KEY = 'uk_job_interval_bay|job_interval.bay_key'

/** A job, and when something was done with it. */
export interface Working extends OnJob {
  readonly at: Date
}

/** What two starts that exclude each other mean; undefined for any other error. */
export function clashOf(e: unknown): AppError | undefined {
  if (isDuplicate(e, PERSON_KEY)) return new AppError('workorder.other_running')
  return isDuplicate(e, BAY_KEY) ? new AppError('workorder.bay_taken') : undefined
}

/** What was worked on the job, and what its people did elsewhere: nothing is done before what was done last. */
export async function lastRuns(tx: Tx, job: JobLine): Promise<JobInterval[]> {
  const latest = { where: { technicianId: In([...job.technicianIds]) }, order: { startsAt: 'DESC' }, take: 5 } as const
  return [...(await findRuns(tx, [job.id])), ...(await tx.find(JobInterval, latest))]
}

/** What other jobs of the same car run in its bay: beside each other they hold the bay once. */
async function runsBeside(tx: Tx, { id, workorderId, bayId }: JobLine): Promise<JobInterval[]> {
  const others = (await findJobs(tx, workorderId)).filter((one) => one.id !== id && one.bayId === bayId)
  if (others.length === 0) return []
  return tx.find(JobInterval, { where: { jobId: In(others.map((one) => one.id)), endsAt: IsNull() } })
}

/** The whole team begins at once. The first of them takes the bay, unless their car has it already. */
export async function openRuns({ tx, job, at }: Working): Promise<void> {
  const isHeld = (await runsBeside(tx, job)).some(({ bayKey }) => bayKey !== null)
  await tx.insert(
    JobInterval,
    job.technicianIds.map((technicianId, i) => ({
      ...{ id: newId(), jobId: job.id, technicianId, startsAt: at, endsAt: null, endReason: null },
      ...{ runningKey: technicianId, bayKey: i === 0 && !isHeld ? job.bayId : null },
    })),
  )
}

/** Nobody works on it any more. The bay goes on to what else of the car runs there, else it is free. */
export async function closeRuns({ tx, job, at }: Working, reason: string): Promise<void> {
  await tx.put(
    `update job_interval set ends_at = ?, end_reason = ?, running_key = null, bay_key = null
      where job_id = ? and ends_at is null`,
    [sqlInstant(at), reason, job.id],
  )
  const beside = await runsBeside(tx, job)
  const [heir] = beside
  if (!heir || beside.some(({ bayKey }) => bayKey !== null)) return
  await tx.update(JobInterval, { id: heir.id }, { bayKey: job.bayId })
}
