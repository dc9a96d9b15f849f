import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { extendWork, findSteps, passVisitGates, reseatWork, type Extended } from '../booking'
import { findBays } from '../store'
import { announceWorkorder } from './announcing'
import { isRepeat, lockWorkorder } from './changing.service'
import { note } from './entry.service'
import { JobLine } from './job.entity'
import { sayMoment } from './job-words'
import { askForPlace } from './plan-todo.service'
import { requireWorkorder } from './reaching.service'
import { workLeft } from './work-left.queries'
import type { Workorder } from './workorder.entity'

/** A job of an add-on as it was given to somebody, or taken back; another version is another occasion. */
export interface PlanTask {
  readonly jobId: string
  readonly version: number
}

type Step = Awaited<ReturnType<typeof findSteps>>[number]

const BY = { kind: 'system', name: 'plan' } as const

/** Work of an add-on that was given to somebody or taken back, and has no seats of its own: the plan of the day looks for some. */
export async function seekSeats(app: App, tx: Tx, { bookingId }: Workorder, { id, addonId, version }: JobLine) {
  if (addonId === null || (await seatOf(tx, bookingId, id))) return
  // The version that is written with the command.
  const payload = { jobId: id, version: version + 1 }
  tx.enqueue({ kind: 'workorder.plan_job', payload, runAt: app.clock.now() })
}

/** Where the plan of the day has a job under its own name. */
export const seatOf = async (tx: Tx, bookingId: string, jobId: string): Promise<Step | undefined> =>
  (await findSteps(tx, [bookingId])).find((step) => step.jobId === jobId && step.isSeated)

/**
 * Looks for seats of a job that has none. Given to somebody, it takes those who have it, or none: then it is done as it was given, and
 * the timeline says that the plan has no time for it. Taken back, who could do it is a suggestion, and without anybody it is a to-do of
 * the foreman. A job that only takes its time along with what was booked stays so. Running again changes nothing more.
 */
export async function planJob(app: App, { jobId, version }: PlanTask): Promise<void> {
  const db = app.db.read
  const known = await db.findOne(JobLine, { id: jobId, version })
  if (!known) return
  const { bookingId, number } = await requireWorkorder(db, known.workorderId)
  const left = await workLeft(db, known.workorderId, app.clock.now())
  const planned = await extendWork(app, bookingId, left, `job ${number}`)
  const isKept = await app.db.tx(async (tx) => {
    await passVisitGates(tx, bookingId)
    const workorder = await lockWorkorder(app, tx, known.workorderId)
    const job = await tx.findOne(JobLine, { id: jobId, version })
    return !job || settle(app, tx, workorder, job, planned)
  })
  // Somebody else's time is not taken for what these people do.
  const others = left.found.filter((one) => one.jobId !== jobId)
  if (!isKept)
    await extendWork(app, bookingId, { ...left, found: others, gone: [...left.gone, jobId] }, `job ${number}`)
}

/** False where the plan has seats for it that are not those of the people who have the job. */
async function settle(app: App, tx: Tx, workorder: Workorder, job: JobLine, planned: Extended): Promise<boolean> {
  const seat = await seatOf(tx, workorder.bookingId, job.id)
  const isHomeless = planned.plan === null || planned.unplanned.includes(job.id)
  if (!seat && !isHomeless) return true
  if (job.state === 'new') {
    await suggest(app, tx, workorder, job, seat)
    return true
  }
  const isTheirs = seat !== undefined && (await give(app, tx, workorder, job))
  const requestId = `seat:${job.id}:${job.version}`
  if (!(await isRepeat(app, tx, { workorderId: workorder.id, requestId, command: 'plan_job' })))
    await say(app, tx, workorder, isTheirs ? await saySeat(tx, job, seat) : sayNone(job))
  return isTheirs || seat === undefined
}

const sayNone = ({ name }: JobLine): string => `「${name}」照派工施工，当日计划里没有所派人员和工位的空闲时段`

async function suggest(app: App, tx: Tx, workorder: Workorder, job: JobLine, seat: Step | undefined): Promise<void> {
  if (!seat) return askForPlace(app, tx, workorder, job)
  const { bayId, technicianIds } = seat
  await tx.update(JobLine, { id: job.id }, { bayId, technicianIds, version: job.version + 1 })
  await say(app, tx, workorder, await saySeat(tx, job, seat))
}

async function give(app: App, tx: Tx, { bookingId, number }: Workorder, job: JobLine): Promise<boolean> {
  const { id: jobId, serviceId, technicianIds, bayId } = job
  if (bayId === null) return false
  const to = { bookingId, serviceId, jobId, technicianIds, bayId, keepsTime: true }
  return (await reseatWork(app, tx, { by: BY, reason: `dispatch ${number}` }, to)).length === 0
}

async function saySeat(tx: Tx, { name }: JobLine, { bayId, day, startsMinute: minute }: Step): Promise<string> {
  const [bay] = await findBays(tx, [bayId])
  return `「${name}」排在 ${sayMoment({ day, minute })} ${bay?.name ?? ''}`
}

async function say(app: App, tx: Tx, workorder: Workorder, staff: string): Promise<void> {
  await note(app, tx, workorder.id, { kind: 'job_planned', by: BY, staff, owner: null })
  announceWorkorder(tx, workorder, 'job_planned')
}
