import { CELL_MINUTES, MINUTE_MS } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader, Tx } from '../../platform/database'
import { toInstant, toLocal } from '../../platform/local-time'
import { afterOpenMinutes } from '../booking'
import { listDays, requireStore } from '../store'
import { changeWorkorder } from './changing.service'
import { note } from './entry.service'
import type { PartLine } from './job.entity'
import { minutesLeft } from './job.queries'
import { sayMoment } from './job-words'
import { MARGIN_MS } from './risk'
import type { Workorder } from './workorder.entity'

/** So far ahead is looked for a time to hand the car back. */
const DAYS_AHEAD = 31
/** When a car can be handed back whose material comes at `etaAt`: what waits for it, a margin, and the house has to be open. */
async function earliestAfter(db: Reader, storeId: string, etaAt: Date, minutes: number): Promise<Date> {
  const { timeZone } = await requireStore(db, storeId)
  const from = toLocal(etaAt, timeZone)
  const days = await listDays(db, storeId, from.day, DAYS_AHEAD)
  const due = afterOpenMinutes(from, minutes + MARGIN_MS / MINUTE_MS, days)
  return toInstant(due.day, Math.ceil(due.minute / CELL_MINUTES) * CELL_MINUTES, timeZone)
}

/**
 * A material comes so late that the promise cannot be kept: it is revised, with the reason on the timeline. The first promise stays
 * beside it, and an earlier time never brings a promise back. Returns the new promise, or null where the old one stands.
 */
export async function revisePromise(app: App, tx: Tx, workorder: Workorder, part: PartLine): Promise<Date | null> {
  const { promisedAt, storeId } = workorder
  const minutes = part.etaAt && promisedAt ? await minutesLeft(tx, app.clock.now(), part) : null
  if (minutes === null || !part.etaAt || !promisedAt) return null
  const next = await earliestAfter(tx, storeId, part.etaAt, minutes)
  if (next <= promisedAt) return null
  await changeWorkorder(app, tx, workorder, { promisedAt: next })
  const { timeZone } = await requireStore(tx, storeId)
  const [was, is] = [promisedAt, next].map((at) => sayMoment(toLocal(at, timeZone)))
  await note(app, tx, workorder.id, {
    ...{ kind: 'promise_moved', by: { kind: 'system', name: 'parts' } },
    staff: `承诺交车时间由 ${was} 改为 ${is}：等待备件「${part.name}」`,
    owner: `最晚交车时间改为 ${is}：等待备件 ${part.name}`,
  })
  return next
}
