import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { extendWork, findSteps, type Extended } from '../booking'
import { findBays } from '../store'
import { announceWorkorder } from './announcing'
import { isRepeat, lockWorkorder } from './changing.service'
import { note } from './entry.service'
import { JobLine } from './job.entity'
import { findJobs } from './job.queries'
import { sayMoment } from './job-words'
import { askForPlace } from './plan-todo.service'
import { requireWorkorder } from './reaching.service'
import { minutesOf, workLeft } from './work-left.queries'
import { Addon } from './workorder.entity'

/** Of an entry of the timeline. */
const MAX_TEXT = 200

/**
 * Jobs of an add-on that was agreed to take their time in the plan of the day: along with the work that is left where they are of its
 * kind, else with a bay and people of their own. What became of it stands on the timeline of the staff, and what has no place is a
 * to-do of the foreman. Running again plans what is left by then, and says so once.
 */
export async function planAddon(app: App, addonId: string): Promise<void> {
  const addon = await app.db.read.findOne(Addon, { id: addonId })
  if (!addon) return
  const { workorderId, title } = addon
  const left = await workLeft(app.db.read, workorderId, app.clock.now())
  if (minutesOf(left) === 0) return
  const { bookingId, number } = await requireWorkorder(app.db.read, workorderId)
  const planned = await extendWork(app, bookingId, left, `addon ${number}`)
  await app.db.tx(async (tx) => {
    const workorder = await lockWorkorder(app, tx, workorderId)
    if (await isRepeat(app, tx, { workorderId, requestId: `plan:${addonId}`, command: 'plan_addon' })) return
    const jobs = (await findJobs(tx, workorderId)).filter((job) => job.addonId === addonId && job.state === 'new')
    const homeless = planned.plan ? jobs.filter(({ id }) => planned.unplanned.includes(id)) : jobs
    for (const job of homeless) await askForPlace(app, tx, workorder, job)
    const seats = await suggestSeats(tx, bookingId, jobs)
    const by = { kind: 'system', name: 'addon' } as const
    const said = [sayPlan(planned, minutesOf(left)), ...seats, ...homeless.map(sayHomeless)].filter(Boolean)
    await note(app, tx, workorderId, {
      ...{ kind: 'addon_planned', by, staff: `增项「${title}」${said.join('；')}`.slice(0, MAX_TEXT), owner: null },
    })
    announceWorkorder(tx, workorder, 'addon_planned')
  })
}

const sayHomeless = ({ name }: JobLine): string => `「${name}」排不进计划，请在派工台另行安排`

/** Jobs with seats of their own are suggested to who has them in the plan. */
async function suggestSeats(tx: Tx, bookingId: string, jobs: readonly JobLine[]): Promise<string[]> {
  const steps = (await findSteps(tx, [bookingId])).filter(({ isSeated }) => isSeated)
  const bays = await findBays(
    tx,
    steps.map(({ bayId }) => bayId),
  )
  const said: string[] = []
  for (const { id, name, version } of jobs) {
    const seat = steps.find(({ jobId }) => jobId === id)
    if (!seat) continue
    const { bayId, technicianIds, day, startsMinute: minute } = seat
    await tx.update(JobLine, { id }, { bayId, technicianIds, version: version + 1 })
    said.push(`「${name}」排在 ${sayMoment({ day, minute })} ${bays.find((bay) => bay.id === bayId)?.name ?? ''}`)
  }
  return said
}

/** As the dispatcher reads it. */
function sayPlan({ plan }: Extended, minutes: number): string {
  if (!plan) return ''
  const { endDay: day, endMinute: minute, reseated, delayed, unseated } = plan
  const others = [
    reseated > 0 ? `${reseated} 台调座` : '',
    delayed.length > 0 ? `${delayed.length} 台推迟（${delayed.map((one) => one.number).join('、')}）` : '',
    unseated.length > 0 ? `${unseated.length} 台需联系客户（${unseated.map((one) => one.number).join('、')}）` : '',
  ].filter(Boolean)
  const effect = others.length > 0 ? `；${others.join('，')}` : ''
  return `已排入计划：还需施工 ${minutes} 分钟，排到 ${sayMoment({ day, minute })}${effect}`
}
