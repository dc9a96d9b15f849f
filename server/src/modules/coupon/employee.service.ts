import { isMobile, normPhone, type Body, type couponDesk } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Reader } from '../../platform/database'
import { newId } from '../../platform/id'
import type { StoreScope } from '../../platform/scope'
import { isDuplicate } from '../../platform/sql'
import { CUSTOMER_PHONE } from '../customer'
import { listColleagues } from '../identity'
import { placeOf, type Store } from '../store'
import { CouponEmployee } from './coupon.entity'

const viewOf = ({ id, staffId, phoneEnd, note }: CouponEmployee): couponDesk.EmployeePhone => ({
  ...{ id, staffId, phoneEnd, note },
})

/** Phones whose coupons their staff may not handle. */
export const listEmployeePhones = async (db: Reader, { storeId }: StoreScope): Promise<couponDesk.EmployeePhone[]> =>
  (await db.find(CouponEmployee, { where: { storeId }, order: { id: 'ASC' } })).map(viewOf)

/** Adds a phone; a repeat answers with the entry. Throws `store.staff_not_here`, and `request.invalid` for no mobile number. */
export async function addEmployeePhone(
  app: App,
  actor: StaffActor,
  store: Store,
  { staffId, phone, note }: Body<typeof couponDesk.addEmployeePhone>,
): Promise<couponDesk.EmployeePhone> {
  const number = normPhone(phone)
  if (!isMobile(number)) throw new AppError('request.invalid', { fields: [{ at: 'body.phone', rule: 'phone' }] })
  const colleagues = await listColleagues(app.db.read, placeOf(store))
  if (!colleagues.some(({ id }) => id === staffId)) throw new AppError('store.staff_not_here')
  const phoneHash = app.vault.blind(CUSTOMER_PHONE, number)
  const known = () => app.db.read.findOne(CouponEmployee, { storeId: store.id, staffId, phoneHash })
  const now = app.clock.now()
  const row = { id: newId(), storeId: store.id, staffId, phoneHash, phoneEnd: number.slice(-4), note, createdAt: now }
  try {
    await app.db.tx(async (tx) => {
      await tx.insert(CouponEmployee, row)
      await audit(tx, now, {
        ...{ actor, action: 'coupon.add_employee_phone', subject: { type: 'staff', id: staffId }, storeId: store.id },
        after: { phoneEnd: row.phoneEnd, note },
      })
    })
    return viewOf(row)
  } catch (e) {
    const twin = isDuplicate(e) ? await known() : undefined
    if (!twin) throw e
    return viewOf(twin)
  }
}

/** Takes a phone off the list. A repeat changes nothing. */
export async function removeEmployeePhone(app: App, actor: StaffActor, store: Store, id: string): Promise<void> {
  const now = app.clock.now()
  await app.db.tx(async (tx) => {
    const entry = await tx.findOne(CouponEmployee, { id, storeId: store.id })
    if (!entry || (await tx.delete(CouponEmployee, { id })) === 0) return
    await audit(tx, now, {
      ...{ actor, action: 'coupon.remove_employee_phone', subject: { type: 'staff', id: entry.staffId } },
      ...{ storeId: store.id, before: { phoneEnd: entry.phoneEnd, note: entry.note } },
    })
  })
}

/** Staff on whose lists a customer's phone stands. */
export async function staffAround(db: Reader, customerId: string): Promise<string[]> {
  const rows = await db.rows<{ staffId: string }>(
    `select e.staff_id as staffId from coupon_employee e join customer c on c.phone_hash = e.phone_hash where c.id = ?`,
    [customerId],
  )
  return rows.map(({ staffId }) => staffId)
}

/** Throws `coupon.own_hands` when the customer is this member of staff, or family. */
export async function assertOtherHands(db: Reader, staffId: string, customerId: string): Promise<void> {
  if ((await staffAround(db, customerId)).includes(staffId)) throw new AppError('coupon.own_hands')
}
