import type { AuditActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { sqlInstant } from '../../platform/sql'
import { requireBooking } from '../booking'
import { survivorOf } from '../customer'
import { undoArrival } from './arrival.service'
import { changeWorkorder, lockWorkorder } from './changing.service'
import { note } from './entry.service'
import { startVisit } from './flow.service'
import { firstPromise } from './promise.queries'
import { suspicionOf } from './rework.queries'
import { fresh, Workorder } from './workorder.entity'
import { workorderStateOf } from './standing'

const SYSTEM: AuditActor = { kind: 'system', name: 'workorder' }

/**
 * Brings the work order of a booking to where the booking stands now, making it first when there is none. Events may come
 * late, twice or out of order: what counts is the booking at the moment of the write, read behind the work order's own lock.
 * From the moment the car is there the work order goes its own way.
 */
export async function followBooking(app: App, tx: Tx, bookingId: string): Promise<void> {
  const now = app.clock.now()
  const locked = await tx.run('update workorder set updated_at = ? where booking_id = ?', [sqlInstant(now), bookingId])
  const booking = await requireBooking(tx, bookingId)
  const wanted = workorderStateOf(booking.state)
  if (locked === 0) {
    const { storeId, vehicleId, customerId } = booking
    await tx.insert(Workorder, {
      ...{ id: newId(), number: `WO${booking.number.slice(2)}`, bookingId, storeId, vehicleId, customerId },
      ...{ ...fresh, state: wanted === 'received' ? 'pre' : wanted, createdAt: now, updatedAt: now },
    })
  }
  const [workorder] = await tx.find(Workorder, { where: { bookingId } })
  if (!workorder) throw new Error(`no work order of booking ${bookingId}`)
  await goTo(app, tx, workorder, { wanted, isRework: booking.isRework })
}

interface Goal {
  readonly wanted: ReturnType<typeof workorderStateOf>
  readonly isRework: boolean
}

async function goTo(app: App, tx: Tx, workorder: Workorder, { wanted, isRework }: Goal): Promise<void> {
  // A visit that was cancelled in the house stays so, whatever becomes of its booking.
  const hasCome = workorder.arrivedAt !== null
  if (wanted === 'received') return hasCome ? undefined : receive(app, tx, workorder, isRework)
  // Only an arrival that was a mistake takes a car out again, and only before anything was done with it.
  if (hasCome && workorder.state !== 'received') return
  if (hasCome) {
    await changeWorkorder(app, tx, workorder, await undoArrival(app, tx, workorder, { by: SYSTEM, state: wanted }))
  } else if (workorder.state !== wanted) await changeWorkorder(app, tx, workorder, { state: wanted })
}

/** The car is there: the draft becomes formal and its flow begins. */
async function receive(app: App, tx: Tx, workorder: Workorder, isRework: boolean): Promise<void> {
  const arrivedAt = app.clock.now()
  const flowId = await startVisit(app, tx, workorder, `${workorder.id}:${workorder.version}`)
  const { promisedAt, usual } = await firstPromise(app, tx, workorder)
  const promise = { promisedAt, firstPromisedAt: promisedAt, usual }
  const rework = {
    ...{ reworkOf: isRework ? await lastVisitOf(tx, workorder) : null, isSameFault: null, reworkReason: null },
    suspectedOf: isRework ? null : await suspicionOf(tx, workorder, arrivedAt),
  }
  await changeWorkorder(app, tx, workorder, { state: 'received', arrivedAt, flowId, ...rework, ...promise })
  await note(app, tx, workorder.id, { kind: 'arrived', by: SYSTEM, staff: '车辆到店', owner: '您的爱车已到店' })
  if (rework.suspectedOf === null) return
  const staff = '疑似返修：请判定是否同一故障，判定前不能报价'
  await note(app, tx, workorder.id, { kind: 'rework_suspected', by: SYSTEM, staff, owner: null })
}

/** The visit whose repair is done again (返修): the last one of the car. */
async function lastVisitOf(tx: Tx, { vehicleId }: Workorder): Promise<string | null> {
  const where = { vehicleId, state: In(['delivered', 'closed']) }
  const [last] = await tx.find(Workorder, { where, order: { deliveredAt: 'DESC' }, take: 1 })
  return last?.id ?? null
}

/** The flow of a visit has come to its end by itself: nothing was heard for seven days after the handover. */
export async function closeVisit(app: App, tx: Tx, workorderId: string, result: string): Promise<void> {
  if (result !== 'closed') return
  const workorder = await lockWorkorder(app, tx, workorderId)
  if (workorder.state !== 'delivered') return
  await changeWorkorder(app, tx, workorder, { state: 'closed', closedAt: app.clock.now() })
  await note(app, tx, workorder.id, { kind: 'closed', by: SYSTEM, staff: '工单已关闭', owner: null })
}

/** Two customers turned out to be one: visits follow. */
export async function adoptWorkorders(tx: Tx, from: string, to: string): Promise<void> {
  await tx.update(Workorder, { customerId: from }, { customerId: await survivorOf(tx, to) })
}
