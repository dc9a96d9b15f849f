import type { Permission } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { permissionsAt, scopeTo, type StoreScope } from '../../platform/scope'
import { findStores, placeOf, requireStore, type Store } from '../store'
import { Coupon, CouponTemplate, CouponTemplateStore } from './coupon.entity'

/** A store within this person's reach. Throws `store.not_found`, and `auth.forbidden` without the permission there. */
export async function reachStore(
  app: App,
  actor: StaffActor,
  permission: Permission,
  storeId: string,
): Promise<{ readonly store: Store; readonly scope: StoreScope }> {
  const store = await requireStore(app.db.read, storeId)
  return { store, scope: scopeTo(actor, permission, placeOf(store)) }
}

/** The stores where coupons of a template are good. */
export const storeIdsOf = async (db: Reader, templateId: string): Promise<string[]> =>
  (await db.find(CouponTemplateStore, { where: { templateId }, order: { storeId: 'ASC' } })).map((row) => row.storeId)

/** What is done with a template concerns all of its stores; whoever gives or reads is at one of them. */
type Reach = 'every' | 'some'

const reaches = (actor: StaffActor, permission: Permission, stores: readonly Store[], reach: Reach): boolean => {
  const has = (store: Store) => permissionsAt(actor, placeOf(store)).has(permission)
  return stores.length > 0 && (reach === 'every' ? stores.every(has) : stores.some(has))
}

/** A template within reach. Throws `coupon.template_not_found`. Call it outside a transaction. */
export async function reachTemplate(
  app: App,
  actor: StaffActor,
  permission: Permission,
  templateId: string,
  reach: Reach = 'some',
): Promise<CouponTemplate> {
  const template = await app.db.read.findOne(CouponTemplate, { id: templateId })
  const stores = template ? await findStores(app.db.read, await storeIdsOf(app.db.read, templateId)) : []
  if (!template || !reaches(actor, permission, stores, reach)) throw new AppError('coupon.template_not_found')
  return template
}

/** A coupon of a template within reach. Throws `coupon.not_found`. Call it outside a transaction. */
export async function reachCoupon(
  app: App,
  actor: StaffActor,
  permission: Permission,
  couponId: string,
): Promise<Coupon> {
  const coupon = await app.db.read.findOne(Coupon, { id: couponId })
  const stores = coupon ? await findStores(app.db.read, coupon.face.storeIds) : []
  if (!coupon || !reaches(actor, permission, stores, 'some')) throw new AppError('coupon.not_found')
  return coupon
}
