import type { App } from '../../platform/app'
import { extendWork } from '../booking'
import { announceWorkorder } from './announcing'
import { isRepeat, lockWorkorder } from './changing.service'
import { note } from './entry.service'
import { minutesLeft } from './job.queries'
import { sayMoment } from './job-words'
import { requireWorkorder } from './reaching.service'
import { Addon } from './workorder.entity'

type Planned = Awaited<ReturnType<typeof extendWork>>

/**
 * Jobs of an add-on that was agreed to take their time in the plan of the day; what became of it stands on the timeline of the staff.
 * Running again plans what is left by then, and says so once.
 */
export async function planAddon(app: App, addonId: string): Promise<void> {
  const addon = await app.db.read.findOne(Addon, { id: addonId })
  if (!addon) return
  const { workorderId, title } = addon
  const minutes = await minutesLeft(app.db.read, app.clock.now(), { workorderId, jobId: null })
  if (minutes === null) return
  const { bookingId, number } = await requireWorkorder(app.db.read, workorderId)
  const planned = await extendWork(app, bookingId, minutes, `addon ${number}`)
  await app.db.tx(async (tx) => {
    const workorder = await lockWorkorder(app, tx, workorderId)
    if (await isRepeat(app, tx, { workorderId, requestId: `plan:${addonId}`, command: 'plan_addon' })) return
    const by = { kind: 'system', name: 'addon' } as const
    const staff = `增项「${title}」${sayPlan(planned, minutes)}`
    await note(app, tx, workorderId, { kind: 'addon_planned', by, staff, owner: null })
    announceWorkorder(tx, workorder, 'addon_planned')
  })
}

/** As the dispatcher reads it. */
function sayPlan(planned: Planned, minutes: number): string {
  if (!planned) return '排不进计划，请在派工台另行安排'
  const { endDay: day, endMinute: minute, reseated, delayed, unseated } = planned
  const others = [
    reseated > 0 ? `${reseated} 台调座` : '',
    delayed.length > 0 ? `${delayed.length} 台推迟（${delayed.map((one) => one.number).join('、')}）` : '',
    unseated.length > 0 ? `${unseated.length} 台需联系客户（${unseated.map((one) => one.number).join('、')}）` : '',
  ].filter(Boolean)
  const effect = others.length > 0 ? `；${others.join('，')}` : ''
  return `已排入计划：还需施工 ${minutes} 分钟，排到 ${sayMoment({ day, minute })}${effect}`
}
