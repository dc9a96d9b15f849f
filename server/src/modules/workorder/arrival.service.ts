import type { Body, workorder as contract } from '@pitlane/contract'
import { AppError, type AuditActor, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { passVisitGates, takeBackArrival } from '../booking'
import { isCorrectable } from './arrival'
import { carryOut } from './changing.service'
import { note } from './entry.service'
import { cancelVisit } from './flow.service'
import { requireReachableWorkorder } from './reaching.service'
import type { Workorder } from './workorder.entity'

type Order = Body<typeof contract.correctArrival>

/**
 * The car is not there after all (误扫): within ten minutes, and before anything was done with it, its booking and its work order stand
 * as they stood before. Throws `workorder.arrival_too_old`, and `workorder.wrong_state` where the booking cannot go back any more.
 */
export async function correctArrival(
  app: App,
  actor: StaffActor,
  workorderId: string,
  body: Order,
): Promise<Workorder> {
  const { bookingId } = await requireReachableWorkorder(app, actor, 'booking.arrive', workorderId)
  const { requestId, version: seen, reason } = body
  const ask = {
    ...({ workorderId, command: 'correctArrival', actor, requestId, seen, reason } as const),
    before: (tx: Tx) => passVisitGates(tx, bookingId),
  }
  return carryOut(app, ask, async (tx, before) => {
    if (!isCorrectable(before.arrivedAt, app.clock.now())) throw new AppError('workorder.arrival_too_old')
    const to = await takeBackArrival(app, tx, bookingId, { by: actor, reason, requestId }).catch(asWrongState)
    return undoArrival(app, tx, before, { by: actor, reason, state: to === 'confirmed' ? 'pre' : 'cancelled' })
  })
}

function asWrongState(e: unknown): never {
  throw e instanceof AppError && e.code === 'booking.state_changed' ? new AppError('workorder.wrong_state') : e
}

interface Undoing {
  readonly by: AuditActor
  readonly reason?: string
  readonly state: 'pre' | 'cancelled'
}

/** Nothing of an arrival that was none is left: its flow ends. Answers what is to be written. */
export async function undoArrival(app: App, tx: Tx, workorder: Workorder, { by, reason, state }: Undoing) {
  const text = '到店登记已更正'
  await cancelVisit(app, tx, workorder, by, reason ?? text)
  const staff = reason ? `${text}：${reason}` : text
  await note(app, tx, workorder.id, { kind: 'arrival_corrected', by, staff, owner: text })
  return {
    ...{ state, arrivedAt: null, flowId: null, promisedAt: null, firstPromisedAt: null },
    ...{ reworkOf: null, suspectedOf: null, isSameFault: null, reworkReason: null, usual: null },
  }
}
