import { AppError, DAY_MS, type AuditActor, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { marks, sqlInstant } from '../../platform/sql'
import { Coupon, CouponScan } from './coupon.entity'
import { releaseFunds } from './funds.service'
import { note } from './history.service'
import { reachCoupon } from './reaching.service'
import { ENDING_SOON_MS, USABLE } from './standing'
import { LessThanOrEqual } from 'typeorm'

const AT_ONCE = 100
/** So long a payment that began in time may take to be known. */
const GRACE_MS = DAY_MS
const system: AuditActor = { kind: 'system', name: 'coupon' }
const usable = USABLE.map((state) => `'${state}'`).join(', ')

/** Ends a coupon that is not used. A repeat changes nothing. Throws `coupon.not_found`, `coupon.not_usable` for one that was used, has ended or is held. */
export async function voidCoupon(app: App, actor: StaffActor, couponId: string, reason: string): Promise<void> {
  const coupon = await reachCoupon(app, actor, 'coupon.manage', couponId)
  const now = app.clock.now()
  await app.db.tx(async (tx) => {
    const matched = await tx.run(
      `update coupon set state = 'voided', lock_ref = null, locked_until = null, updated_at = ?
        where id = ? and (state in (${usable}) or (state = 'locked' and locked_until <= ?))`,
      [sqlInstant(now), couponId, sqlInstant(now)],
    )
    if (matched === 0) {
      if ((await tx.findOne(Coupon, { id: couponId }))?.state === 'voided') return
      throw new AppError('coupon.not_usable')
    }
    await releaseFunds(tx, [coupon])
    await note(tx, now, actor, [couponId], { kind: 'voided', note: reason })
    await audit(tx, now, {
      ...{ actor, action: 'coupon.void', subject: { type: 'coupon', id: couponId }, reason },
      before: { name: coupon.face.name, state: coupon.state },
    })
  })
}

/** Takes up to {@link AT_ONCE} coupons after one another, each by a guarded update: what another process did is left alone. */
async function sweep(
  app: App,
  find: { readonly where: string; readonly given: readonly string[] },
  take: (tx: Tx, now: Date, ids: readonly string[]) => Promise<void>,
): Promise<number> {
  let total = 0
  for (;;) {
    const rows = await app.db.read.rows<{ id: string }>(
      `select id from coupon where ${find.where} order by id limit ${AT_ONCE}`,
      find.given,
    )
    const ids = rows.map(({ id }) => id)
    if (ids.length > 0) await app.db.tx((tx) => take(tx, app.clock.now(), ids))
    total += ids.length
    if (ids.length < AT_ONCE) return total
  }
}

/** Writes down what has run out. Doing it again changes nothing. */
export function expireCoupons(app: App): Promise<number> {
  const now = app.clock.now()
  const over = `state in (${usable}) and valid_until <= ? and (lock_ref is null or valid_until <= ?)`
  const given = [sqlInstant(now), sqlInstant(new Date(now.getTime() - GRACE_MS))]
  return sweep(app, { where: over, given }, async (tx, at, ids) => {
    const ended: Coupon[] = []
    for (const id of ids) {
      const matched = await tx.run(`update coupon set state = 'expired', updated_at = ? where id = ? and ${over}`, [
        sqlInstant(at),
        id,
        ...given,
      ])
      const coupon = matched > 0 ? await tx.findOne(Coupon, { id }) : undefined
      if (coupon) ended.push(coupon)
    }
    await releaseFunds(tx, ended)
    await note(
      tx,
      at,
      system,
      ended.map(({ id }) => id),
      { kind: 'expired' },
    )
  })
}

/** Lets go of coupons that bills have held for too long. The bill stays written on them, for a payment that comes late. */
export function releaseStaleLocks(app: App): Promise<number> {
  const stale = `state = 'locked' and locked_until <= ?`
  const given = [sqlInstant(app.clock.now())]
  return sweep(app, { where: stale, given }, async (tx, at, ids) => {
    const freed: string[] = []
    for (const id of ids) {
      const set = `update coupon set state = 'claimed', locked_until = null, updated_at = ?`
      if ((await tx.run(`${set} where id = ? and ${stale}`, [sqlInstant(at), id, ...given])) > 0) freed.push(id)
    }
    await note(tx, at, system, freed, { kind: 'released' })
  })
}

/** Announces, once for each coupon, that it ends within seven days: `coupon.ending` for each owner. */
export function announceEnding(app: App): Promise<number> {
  const now = app.clock.now()
  const soon = `state in (${usable}) and reminded_at is null and valid_until > ? and valid_until <= ?`
  const given = [sqlInstant(now), sqlInstant(new Date(now.getTime() + ENDING_SOON_MS))]
  return sweep(app, { where: soon, given }, async (tx, at, ids) => {
    await tx.run(`update coupon set reminded_at = ? where id in (${marks(ids.length)})`, [sqlInstant(at), ...ids])
    const rows = await tx.rows<{ id: string; customerId: string }>(
      `select id, customer_id as customerId from coupon where id in (${marks(ids.length)}) order by id`,
      ids,
    )
    for (const customerId of new Set(rows.map((row) => row.customerId))) {
      const couponIds = rows.filter((row) => row.customerId === customerId).map(({ id }) => id)
      tx.emit({ type: 'coupon.ending', customerId, couponIds })
    }
  })
}

/** QR codes that have ended need not be remembered. */
export const forgetScans = (app: App): Promise<number> =>
  app.db.tx((tx) => tx.delete(CouponScan, { expiresAt: LessThanOrEqual(app.clock.now()) }))
