import type { Body, workorder as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { findSteps } from '../booking'
import { findTechnicians } from '../store'
import { changeWorkorder } from './changing.service'
import { note } from './entry.service'
import { carryOutOnJob } from './floor.service'
import { takeBackJob } from './flow.service'
import type { JobLine } from './job.entity'
import { seatOf, seekSeats } from './job-planning.service'
import { requireReachableJob } from './reaching.service'
import type { Workorder } from './workorder.entity'

/**
 * Takes back the dispatch of a job that was never begun: it waits for somebody again, with the seats of the plan of the day as a
 * suggestion. Throws as {@link carryOutOnJob}; `workorder.wrong_state` as well where the flow of the visit has no way back.
 */
export async function withdrawDispatch(
  app: App,
  by: StaffActor,
  jobId: string,
  { requestId, version: seen }: Body<typeof contract.withdrawDispatch>,
): Promise<JobLine> {
  const { workorderId } = await requireReachableJob(app, by, 'workorder.dispatch', jobId)
  const ask = {
    ...({ jobId, workorderId, command: 'withdrawDispatch', action: 'withdraw_dispatch', actor: by } as const),
    ...({ requestId, seen, from: ['assigned'] } as const),
  }
  return carryOutOnJob(app, ask, async ({ tx, workorder, job }) => {
    const isTaken = job.startedAt === null && (await takeBackJob(app, tx, workorder, job.id))
    if (!isTaken) throw new AppError('workorder.wrong_state')
    const names = (await findTechnicians(tx, job.technicianIds)).map(({ name }) => name)
    await note(app, tx, workorder.id, {
      ...{ kind: 'dispatch_withdrawn', by, staff: `「${job.name}」撤回派工，原为${names.join('、')}` },
      owner: `${job.name}：正在重新安排技师`,
    })
    if (workorder.state === 'dispatched')
      await changeWorkorder(app, tx, workorder, { state: 'authorised', dispatchedAt: null })
    await seekSeats(app, tx, workorder, job)
    return { state: 'new', dispatchedAt: null, ...(await plannedSeats(tx, workorder, job)) }
  })
}

/** Where the plan of the day has what was booked. */
async function bookedSeat(tx: Tx, { bookingId }: Workorder, { serviceId }: JobLine) {
  const steps = serviceId === null ? [] : await findSteps(tx, [bookingId])
  return steps.find((one) => one.kind === 'work' && one.jobId === null && one.serviceId === serviceId)
}

/** Where the plan of the day has it; work of an add-on only where it has seats of its own. */
async function plannedSeats(tx: Tx, workorder: Workorder, job: JobLine) {
  const step = await (job.addonId === null ? bookedSeat(tx, workorder, job) : seatOf(tx, workorder.bookingId, job.id))
  return { technicianIds: [...(step?.technicianIds ?? [])], bayId: step?.bayId ?? null }
}
