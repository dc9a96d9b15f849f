import { randomInt } from 'node:crypto'
import type { coupon as contract } from '@pitlane/contract'
import { addDays, AppError, type AuditActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Reader, Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { toInstant, toLocal } from '../../platform/local-time'
import { sqlInstant } from '../../platform/sql'
import { findServices } from '../catalog'
import { passCustomerGate } from '../customer'
import { makeCode } from './code'
import { Coupon, CouponTemplate } from './coupon.entity'
import { note } from './history.service'
import { validDays } from './validity'

/** Why, to whom and by whom. The same cause issues once. */
export interface IssueOrder {
  readonly templateId: string
  readonly customerId: string
  /** Only for this car. */
  readonly vehicleId: string | null
  readonly cause: string
  readonly actor: AuditActor
  /** `claimed` when the owner took it themselves. */
  readonly state: 'issued' | 'claimed'
  readonly note?: string
}

const MAX_TIMES = 20

const causesOf = (cause: string): string[] =>
  Array.from({ length: MAX_TIMES }, (_, i) => (i === 0 ? cause : `${cause}#${i + 1}`))

/** A code that no coupon has. */
export async function freshCode(db: Reader): Promise<string> {
  for (;;) {
    const code = makeCode(() => randomInt(10))
    if ((await db.count(Coupon, { code })) === 0) return code
  }
}

/** What one coupon may cost at most. */
export async function worthOf(db: Reader, benefit: contract.Benefit): Promise<number> {
  switch (benefit.kind) {
    case 'cash':
    case 'full_cut':
      return benefit.amountFen
    case 'discount':
      return benefit.capFen
    case 'service':
      return (await findServices(db, [benefit.serviceId]))[0]?.priceFen ?? 0
    case 'gift':
      return 0
  }
}

/** From when until when a coupon is good that is issued now. Throws `coupon.validity_over`. */
export function validityOf(
  { validity, timeZone }: Pick<CouponTemplate, 'validity' | 'timeZone'>,
  now: Date,
): Pick<Coupon, 'validFrom' | 'validUntil'> {
  const today = toLocal(now, timeZone).day
  const { from, to } = validDays(validity, today)
  const validUntil = toInstant(addDays(to, 1), 0, timeZone)
  if (validUntil <= now) throw new AppError('coupon.validity_over')
  return { validFrom: from === today ? now : toInstant(from, 0, timeZone), validUntil }
}

/** Limits of a template whose row is locked: nobody else issues of it meanwhile. */
async function assertLimits(tx: Tx, template: CouponTemplate, order: IssueOrder, now: Date): Promise<void> {
  const { id: templateId, perCustomerLimit, perVehicleLimit, dailyLimit, timeZone } = template
  const { customerId, vehicleId } = order
  const ofCustomer = await tx.count(Coupon, { templateId, customerId, ordinal: 1 })
  if (ofCustomer >= perCustomerLimit) throw new AppError('coupon.limit_reached')
  if (perVehicleLimit !== null && vehicleId !== null) {
    const ofVehicle = await tx.count(Coupon, { templateId, vehicleId, ordinal: 1 })
    if (ofVehicle >= perVehicleLimit) throw new AppError('coupon.limit_reached')
  }
  if (dailyLimit === null) return
  const midnight = toInstant(toLocal(now, timeZone).day, 0, timeZone)
  const [today] = await tx.rows<{ n: number }>(
    'select count(*) as n from coupon where template_id = ? and ordinal = 1 and created_at >= ?',
    [templateId, sqlInstant(midnight)],
  )
  if (Number(today?.n ?? 0) >= dailyLimit) throw new AppError('coupon.daily_limit_reached')
}

/** Takes one card off the stock and its worth off the budget, or says why not. A compensation is in no campaign's budget. */
async function takeStock(tx: Tx, template: CouponTemplate, worthFen: number): Promise<void> {
  const isFree = template.type === 'comp'
  const taken = await tx.run(
    `update coupon_template set stock_left = stock_left - 1, reserved_fen = reserved_fen + ?
      where id = ? and state = 'active' and (stock_left is null or stock_left > 0)
        and (budget_fen is null or ? = 1 or reserved_fen + spent_fen + ? <= budget_fen)`,
    [worthFen, template.id, isFree ? 1 : 0, worthFen],
  )
  if (taken > 0) return
  if (template.state !== 'active') throw new AppError('coupon.not_active')
  throw new AppError(template.stockLeft === 0 ? 'coupon.sold_out' : 'coupon.budget_spent')
}

/**
 * Issues a coupon, or all coupons of a card, to one customer. The same cause again answers with what it issued. The customer
 * and the template are locked first, in this order, so that limits hold whoever issues at the same moment. Throws
 * `auth.expired` for a customer who is not there, `coupon.not_active`, `coupon.sold_out`, `coupon.limit_reached`,
 * `coupon.daily_limit_reached`, `coupon.budget_spent` and `coupon.validity_over`.
 */
export async function issueCoupon(tx: Tx, now: Date, order: IssueOrder): Promise<Coupon[]> {
  const { templateId, cause, actor, customerId } = order
  await passCustomerGate(tx, customerId)
  await tx.run('update coupon_template set version = version where id = ?', [templateId])
  const known = await tx.find(Coupon, { where: { cause: In(causesOf(cause)) }, order: { ordinal: 'ASC' } })
  if (known.length > 0) return known
  const template = await tx.findOne(CouponTemplate, { id: templateId })
  if (template?.state !== 'active') throw new AppError('coupon.not_active')
  if (template.stockLeft === 0) throw new AppError('coupon.sold_out')
  const validity = validityOf(template, now)
  await assertLimits(tx, template, order, now)
  const worthFen = await worthOf(tx, template.face.benefit)
  await takeStock(tx, template, worthFen * template.times)
  const coupons = await write(tx, now, template, { ...order, ...validity, worthFen })
  const ids = coupons.map(({ id }) => id)
  await note(tx, now, actor, ids, { kind: order.state, ...(order.note ? { note: order.note } : {}) })
  return coupons
}

async function write(
  tx: Tx,
  now: Date,
  template: CouponTemplate,
  made: IssueOrder & Pick<Coupon, 'validFrom' | 'validUntil' | 'worthFen'>,
): Promise<Coupon[]> {
  const { customerId, vehicleId, state, validFrom, validUntil, worthFen } = made
  const coupons: Coupon[] = []
  for (const [i, cause] of causesOf(made.cause).slice(0, template.times).entries()) {
    coupons.push({
      ...{ id: newId(), templateId: template.id, templateVersion: template.version, customerId, vehicleId },
      ...{ code: await freshCode(tx), state, face: template.face, worthFen, ordinal: i + 1, validFrom, validUntil },
      ...{ lockedUntil: null, lockRef: null, claimedAt: state === 'claimed' ? now : null, usedAt: null, usedRef: null },
      ...{ usedStoreId: null, usedFen: null, usedVin: null, useRequestNo: null, cause, remindedAt: null },
      ...{ createdAt: now, updatedAt: now },
    })
  }
  await tx.insert(Coupon, coupons)
  return coupons
}
