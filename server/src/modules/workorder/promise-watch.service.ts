import { MINUTE_MS } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { sqlInstant } from '../../platform/sql'
import { addTodo, closeTodos, requireStore } from '../store'
import { announceWorkorder } from './announcing'
import { minutesLeft } from './job.queries'
import { sayMoment } from './job-words'
import { requireWorkorder } from './reaching.service'
import { riskOf, warnAt, workRemains } from './risk'
import type { Workorder } from './workorder.entity'

export interface PromiseTask {
  readonly workorderId: string
  /** The promise that is looked at. */
  readonly promisedAt: string
}

/**
 * Follows every change of a work order: another promise is looked at in its own time, and a warning of the one before, or of a
 * car that is ready, is over.
 */
export async function watchPromise(app: App, tx: Tx, before: Workorder, after: Workorder): Promise<void> {
  const isMoved = before.promisedAt?.getTime() !== after.promisedAt?.getTime()
  const isOver = workRemains(before.state) && !workRemains(after.state)
  if (isMoved || isOver)
    await closeTodos(tx, app.clock.now(), { kind: 'promise', storeId: after.storeId, subjectId: after.id })
  const runAt = isMoved ? warnAt(after) : undefined
  if (!runAt || !after.promisedAt) return
  const payload = { workorderId: after.id, promisedAt: after.promisedAt.toISOString() }
  tx.enqueue({ kind: 'workorder.promise_check', payload, runAt })
}

/**
 * Most of the promised time is gone: where work remains, the advisors have a to-do of it, once for each promise. A check of a promise
 * that was moved meanwhile leaves it to the one that stands.
 */
export async function checkPromise(app: App, tx: Tx, { workorderId, promisedAt }: PromiseTask): Promise<void> {
  const now = app.clock.now()
  await tx.run('update workorder set updated_at = ? where id = ?', [sqlInstant(now), workorderId])
  const workorder = await requireWorkorder(tx, workorderId)
  if (workorder.promisedAt?.toISOString() !== promisedAt || riskOf(workorder, now) === 'none') return
  const { timeZone } = await requireStore(tx, workorder.storeId)
  const due = sayMoment(toLocal(workorder.promisedAt, timeZone))
  const minutes = await minutesLeft(tx, now, { workorderId, jobId: null })
  const rest = minutes === null ? '' : `，还需施工 ${minutes} 分钟`
  const left = Math.max(0, Math.floor((workorder.promisedAt.getTime() - now.getTime()) / MINUTE_MS))
  await addTodo(tx, now, workorder.storeId, {
    ...{ kind: 'promise', dedupe: `promise:${workorderId}:${promisedAt}`, subjectId: workorderId },
    title: `${workorder.number} 承诺 ${due} 交车，时间已过七成`,
    body: `距承诺还有 ${left} 分钟${rest}。请跟进，来不及请尽早告知车主并改约交车时间。`,
  })
  announceWorkorder(tx, workorder, 'promise_at_risk')
}
