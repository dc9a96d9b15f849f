import type { Body, desk, ErrorCode, workorder as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { toLocal } from '../../platform/local-time'
import { reseatWork } from '../booking'
import { findBays, findTechnicians, isQualified, passGate, readRoster, requireStore, type Roster } from '../store'
import { changeWorkorder } from './changing.service'
import { note } from './entry.service'
import { carryOutOnJob, type OnJob } from './floor.service'
import { completeStep, handOverJob } from './flow.service'
import type { JobLine } from './job.entity'
import { seekSeats } from './job-planning.service'
import { findJobs } from './job.queries'
import { masters } from './job-words'
import { workOf } from './job-work'
import { endPlace } from './plan-todo.service'
import { requireReachableJob } from './reaching.service'

type Order = Body<typeof contract.dispatch>

/** Why the plan of the day does not take these people or this bay, as the dispatcher reads it. */
const codeOf = (refusal: desk.MoveRefusal | undefined): ErrorCode => {
  if (refusal === 'technician_unqualified' || refusal === 'team_size') return 'workorder.not_qualified'
  return refusal === 'bay_type' ? 'workorder.bay_unfit' : 'workorder.no_room'
}

/** Throws `workorder.not_qualified` for a team of the wrong size, or somebody without the skill or a certificate of today. */
export function assertTeam(roster: Roster, job: JobLine, technicianIds: readonly string[], day: string): void {
  const team = roster.technicians.filter(({ id }) => technicianIds.includes(id))
  const isTeam = new Set(technicianIds).size === job.technicianCount && team.length === job.technicianCount
  if (!isTeam || !team.every((one) => isQualified(one, job, day))) throw new AppError('workorder.not_qualified')
}

/**
 * Gives a job to technicians and a bay, anew as well; what is left of it in the plan of the day moves to the first time they have for
 * it, or nothing changes. With `startsAt` of an offer it is refused where that time has gone to another car meanwhile.
 * Throws `workorder.not_qualified`, `workorder.bay_unfit`, `workorder.no_room`, and as {@link carryOutOnJob}.
 */
export async function dispatch(app: App, actor: StaffActor, jobId: string, order: Order): Promise<JobLine> {
  const { workorderId, storeId } = await requireReachableJob(app, actor, 'workorder.dispatch', jobId)
  const store = await requireStore(app.db.read, storeId)
  const { day } = toLocal(app.clock.now(), store.timeZone)
  const ask = {
    ...({ jobId, workorderId, command: 'dispatch', action: 'dispatch_job', actor } as const),
    ...({ requestId: order.requestId, seen: order.version, from: ['new', 'assigned', 'paused'] } as const),
    before: (tx: OnJob['tx']) => passGate(tx, storeId, day),
  }
  return carryOutOnJob(app, ask, async (on) => {
    await assertFit(on, order, day)
    await moveClaims(app, on, actor, order)
    await seekSeats(app, on.tx, on.workorder, on.job)
    await write(app, on, actor, order)
    const { technicianIds, bayId } = order
    // What stands still goes on with others; what has not begun waits for them.
    const state = on.job.state === 'paused' ? 'paused' : 'assigned'
    return { state, technicianIds: [...technicianIds], bayId, dispatchedAt: app.clock.now() }
  })
}

async function assertFit({ tx, job }: OnJob, { technicianIds, bayId }: Order, day: string): Promise<void> {
  const roster = await readRoster(tx, job.storeId)
  assertTeam(roster, job, technicianIds, day)
  if (roster.bays.find(({ id }) => id === bayId)?.type !== job.bayType) throw new AppError('workorder.bay_unfit')
}

async function moveClaims(app: App, { tx, workorder, job }: OnJob, by: StaffActor, order: Order): Promise<void> {
  const { technicianIds, bayId, requestId, startsAt } = order
  const noLaterThan = startsAt === undefined ? undefined : new Date(startsAt)
  const to = { ...workOf(workorder.bookingId, job), technicianIds, bayId, noLaterThan }
  const [refusal] = await reseatWork(app, tx, { by, requestId, reason: `dispatch ${workorder.number}` }, to)
  if (refusal) throw new AppError(codeOf(refusal))
}

/** The timeline, the flow, and the work order once each of its jobs has somebody. */
async function write(app: App, { tx, workorder, job }: OnJob, by: StaffActor, order: Order): Promise<void> {
  const people = await findTechnicians(tx, [...order.technicianIds, ...job.technicianIds])
  const namesOf = (ids: readonly string[]) => people.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  const [bay] = await findBays(tx, [order.bayId])
  const before = job.state !== 'new' ? `，原为${namesOf(job.technicianIds).join('、')}` : ''
  const names = namesOf(order.technicianIds)
  await note(app, tx, workorder.id, {
    ...{ kind: 'dispatched', by, staff: `「${job.name}」派给${names.join('、')}，${bay?.name ?? ''}${before}` },
    owner: `${job.name}：已派工，${masters(names)}，${bay?.name ?? ''}`,
  })
  const staff = people.flatMap(({ id, staffId }) => (order.technicianIds.includes(id) ? (staffId ?? []) : []))
  const step = { node: 'dispatch', item: job.id, outcome: 'done', actor: by, vars: { people: staff } } as const
  await endPlace(app, tx, workorder, job.id)
  if (job.state === 'new') await completeStep(app, tx, workorder, step)
  else await handOverJob(app, tx, workorder, { item: job.id, people: staff })
  if (workorder.state !== 'authorised') return
  const others = (await findJobs(tx, workorder.id)).filter(({ id, state }) => id !== job.id && state === 'new')
  if (others.length === 0)
    await changeWorkorder(app, tx, workorder, { state: 'dispatched', dispatchedAt: app.clock.now() })
}
