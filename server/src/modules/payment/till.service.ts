import type { Body, cashier as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import { newId } from '../../platform/id'
import { scopeTo } from '../../platform/scope'
import { isDuplicate } from '../../platform/sql'
import { placeOf, requireStore } from '../store'
import { TillClose, TillCloseEntry } from './payment.entity'
import { readTill } from './till.queries'

/**
 * The day close of a store: what was taken since the last one, with what was counted. Two cashiers at once close it once. Throws
 * `settlement.till_changed` where money came since it was looked at, `settlement.note_missing` for a difference without why.
 */
export async function closeTill(
  app: App,
  by: StaffActor,
  storeId: string,
  body: Body<typeof contract.closeTill>,
): Promise<TillClose> {
  scopeTo(by, 'settlement.receive', placeOf(await requireStore(app.db.read, storeId)))
  const known = await app.db.read.findOne(TillClose, { storeId, requestId: body.requestId })
  if (known) return known
  try {
    return await write(app, by, storeId, body)
  } catch (e) {
    if (isDuplicate(e)) throw new AppError('settlement.till_changed')
    throw e
  }
}

function write(app: App, by: StaffActor, storeId: string, body: Body<typeof contract.closeTill>): Promise<TillClose> {
  const { requestId, expectedCashFen, countedFen, note } = body
  return app.db.tx(async (tx) => {
    const till = await readTill(tx, storeId)
    if (till.expectedCashFen !== expectedCashFen) throw new AppError('settlement.till_changed')
    const differenceFen = countedFen - expectedCashFen
    if (differenceFen !== 0 && note === '') throw new AppError('settlement.note_missing')
    const afterId = till.closes[0]?.id ?? null
    const close: TillClose = {
      ...{ id: newId(), storeId, requestId, afterId, chainKey: `${storeId}:${afterId ?? ''}`, fromAt: till.fromAt },
      ...{ untilAt: app.clock.now(), sums: till.sums, countedFen, differenceFen, note, byId: by.staffId },
    }
    await tx.insert(TillClose, close)
    await tx.insert(
      TillCloseEntry,
      till.entries.map(({ id: entryId }) => ({ entryId, closeId: close.id })),
    )
    await audit(tx, app.clock.now(), {
      ...{
        actor: by,
        action: 'settlement.close_till',
        subject: { type: 'till_close', id: close.id },
        storeId,
        requestId,
      },
      after: { expectedCashFen, countedFen, differenceFen },
    })
    return close
  })
}
