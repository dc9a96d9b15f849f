import type { Body, couponDesk } from '@pitlane/contract'
import { AppError, isAppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import { survivorOf } from '../customer'
import { requireVehicle } from '../vehicle'
import { assertOtherHands } from './employee.service'
import { issueCoupon } from './issuing.service'
import { reachStore, reachTemplate, storeIdsOf } from './reaching.service'
import type { Asking } from './template.service'

/** Throws `coupon.customer_not_found`. */
async function requireCustomerId(app: App, customerId: string): Promise<string> {
  try {
    return await survivorOf(app.db.read, customerId)
  } catch (e) {
    throw isAppError(e) ? new AppError('coupon.customer_not_found') : e
  }
}

/**
 * A member of staff gives a customer a coupon. The same request id again answers with the same coupons. Throws
 * `coupon.template_not_found`, `coupon.customer_not_found`, `vehicle.not_found`, `coupon.own_hands`, and as `issueCoupon`.
 */
export async function issueByStaff(
  app: App,
  { actor, requestId: trace }: Asking,
  templateId: string,
  { requestId, storeId, customerId: asked, vehicleId, reason }: Body<typeof couponDesk.issue>,
): Promise<string[]> {
  await reachStore(app, actor, 'coupon.issue', storeId)
  const template = await reachTemplate(app, actor, 'coupon.issue', templateId)
  if (!(await storeIdsOf(app.db.read, templateId)).includes(storeId)) throw new AppError('coupon.template_not_found')
  const customerId = await requireCustomerId(app, asked)
  if (vehicleId !== null) await requireVehicle(app.db.read, customerId, vehicleId)
  await assertOtherHands(app.db.read, actor.staffId, customerId)
  const now = app.clock.now()
  return app.db.tx(async (tx) => {
    const cause = `staff:${actor.staffId}:${requestId}`
    const coupons = await issueCoupon(tx, now, {
      ...{ templateId, customerId, vehicleId, cause, actor, state: 'issued', note: reason },
    })
    if (coupons.some((coupon) => coupon.templateId !== templateId || coupon.customerId !== customerId))
      throw new AppError('request.key_reused')
    if (coupons[0]?.createdAt.getTime() === now.getTime())
      await audit(tx, now, {
        ...{ actor, requestId: trace, action: 'coupon.issue', subject: { type: 'customer', id: customerId }, storeId },
        ...{ reason, after: { template: template.name, coupons: coupons.map(({ id }) => id) } },
      })
    return coupons.map(({ id }) => id)
  })
}
