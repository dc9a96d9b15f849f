import type { Body, settlement as contract } from '@pitlane/contract'
import { AppError, isAppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { checkScan } from '../coupon'
import { requireStore } from '../store'
import { isRepeat, requireReachableWorkorder, type Workorder } from '../workorder'
import { chooseCoupons, type Choice } from './coupon-choice.queries'
import { holdCoupons } from './couponing.service'
import { changeSettlement, holdSettlement, type Held } from './settling.service'
import { pricedLines } from './standing.queries'

type Scanned = Awaited<ReturnType<typeof checkScan>>

/** Throws `settlement.coupon_elsewhere` for a coupon of neither this customer nor this car. */
function assertOfVisit({ customerId, vehicleId }: Workorder, scanned: Scanned): void {
  const isOfCar = scanned.vehicleId !== null && scanned.vehicleId === vehicleId
  if (scanned.customerId !== customerId && !isOfCar) throw new AppError('settlement.coupon_elsewhere')
}

/**
 * A coupon that was scanned at the desk is taken for this bill and held for half an hour; it is used when the bill is paid. It takes
 * the place of those that it does not go with. The same request, and a coupon that the bill has already, change nothing; of two desks
 * that scan one coupon, one gets it. Throws as a check of its code does, `settlement.coupon_elsewhere`, `settlement.coupon_unfit`
 * with the reason, and `settlement.wrong_state` once money came.
 */
export async function scanCoupon(
  app: App,
  by: StaffActor,
  workorderId: string,
  { requestId, code }: Body<typeof contract.scanCoupon>,
): Promise<Workorder> {
  const reached = await requireReachableWorkorder(app, by, 'settlement.draft', workorderId)
  const scanned = await checkScan(app, by, await requireStore(app.db.read, reached.storeId), code)
  assertOfVisit(reached, scanned)
  await app.db.tx(async (tx) => {
    const held = await holdSettlement(app, tx, workorderId)
    if (await isRepeat(app, tx, { workorderId, requestId, command: 'scan_coupon' })) return
    await take(app, held, by, { requestId, couponId: scanned.couponId })
  })
  return reached
}

async function take(
  app: App,
  held: Held,
  by: StaffActor,
  { requestId, couponId }: { requestId: string; couponId: string },
): Promise<void> {
  const { tx, settlement } = held
  if (settlement.agreed?.coupons.some(({ id }) => id === couponId)) return
  if (settlement.state !== 'open') throw new AppError('settlement.wrong_state')
  const choice = await choiceWith(app, held, couponId)
  await holdCoupons(tx, settlement, choice, by)
  const couponIds = choice.coupons.map(({ id }) => id)
  await changeSettlement(tx, settlement, { couponIds })
  await audit(tx, app.clock.now(), {
    ...{ actor: by, action: 'settlement.scan_coupon', subject: { type: 'settlement', id: settlement.id } },
    ...{ storeId: settlement.storeId, requestId, after: { couponId, couponIds } },
  })
}

/** The scanned coupon, and of those that the bill would take anyway whatever goes with it. */
async function choiceWith(app: App, { tx, workorder, settlement }: Held, couponId: string): Promise<Choice> {
  const lines = await pricedLines(tx, workorder.id, settlement)
  const choose = (db: Tx, wanted: readonly string[] | null) =>
    chooseCoupons(app, db, workorder, { lines, lockRef: settlement.id, wanted })
  let choice = await choose(tx, [couponId])
  const before = settlement.couponIds ?? (await choose(tx, null)).coupons.map(({ id }) => id)
  for (const id of before.filter((one) => one !== couponId)) {
    try {
      choice = await choose(tx, [...choice.coupons.map((one) => one.id), id])
    } catch (e) {
      if (!isAppError(e) || e.code !== 'settlement.coupon_unfit') throw e
    }
  }
  return choice
}
