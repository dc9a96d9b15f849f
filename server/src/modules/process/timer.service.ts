import { MINUTE_MS, isAppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { describeFault } from '../../platform/log'
import { sqlInstant } from '../../platform/sql'
import { command } from './process.service'

const BATCH = 100
/** Batches of one turn, which must end well within the lease of its job. */
const MAX_BATCHES = 10
const AT_ONCE = 8
const MAX_BACKOFF_MS = 60 * MINUTE_MS

interface DueTimer {
  readonly id: string
  readonly instanceId: string
  readonly attempts: number
}

const DUE = `select id, instance_id as instanceId, attempts from flow_timer where try_at <= ? order by try_at, id limit ${BATCH}`

/**
 * Fires what is due, however late, and answers with how many fired. Each goes through the same command as a person's would, with its
 * own id as the key: several workers may do this at once, and one that dies half-way has done nothing.
 */
export async function fireDueTimers(app: App): Promise<number> {
  let fired = 0
  for (let i = 0; i < MAX_BATCHES; i++) {
    const due = await app.db.read.rows<DueTimer>(DUE, [sqlInstant(app.clock.now())])
    fired += await fireAll(app, due)
    if (due.length === 0) break
  }
  return fired
}

/** Timers of one instance in their order, those of several instances side by side. */
async function fireAll(app: App, due: readonly DueTimer[]): Promise<number> {
  const byInstance = new Map<string, DueTimer[]>()
  for (const timer of due) byInstance.set(timer.instanceId, [...(byInstance.get(timer.instanceId) ?? []), timer])
  const queues = [...byInstance.values()]
  let fired = 0
  const work = async () => {
    for (let queue = queues.shift(); queue; queue = queues.shift()) {
      for (const timer of queue) if (await fireOne(app, timer)) fired++
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return fired
}

async function fireOne(app: App, timer: DueTimer): Promise<boolean> {
  const by = { actor: { kind: 'system', name: 'clock' }, requestId: `timer:${timer.id}` } as const
  try {
    const answer = await app.db.tx((tx) =>
      command(app, tx, timer.instanceId, { type: 'timerFired', timer: timer.id }, by),
    )
    return !answer.isRepeat
  } catch (e) {
    // Its task was done, or its clock was stopped, since we looked.
    if (isAppError(e) && (e.code === 'process.timer_gone' || e.code === 'process.timer_early')) return false
    await putOff(app, timer, e)
    return false
  }
}

/** What cannot be fired must not stand in the way of others: it is tried again later, and later. */
async function putOff(app: App, timer: DueTimer, e: unknown): Promise<void> {
  app.log.error({ timer: timer.id, instance: timer.instanceId, fault: describeFault(e) }, 'a timer could not be fired')
  const backoff = Math.min(MAX_BACKOFF_MS, MINUTE_MS * 2 ** Math.min(10, Number(timer.attempts)))
  const tryAt = sqlInstant(new Date(app.clock.now().getTime() + backoff))
  await app.db.tx((tx) =>
    tx.put('update flow_timer set attempts = attempts + 1, try_at = ? where id = ?', [tryAt, timer.id]),
  )
}
