import { AppError, DAY_MS, MINUTE_MS, type AuditActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Tx } from '../../platform/database'
import { sqlInstant } from '../../platform/sql'
import { carFacts } from '../vehicle'
import type { Saving } from './applying'
import { Coupon } from './coupon.entity'
import { assertOtherHands, staffAround } from './employee.service'
import { moveFunds, type FundsMove } from './funds.service'
import { note } from './history.service'
import { notUsable, type Choice } from './offers.queries'
import { USABLE } from './standing'

const LOCK_MS = 30 * MINUTE_MS
/** More than so many coupons on one VIN in 30 days is worth a look (DOMAIN §6.8). */
const VIN_USES = 2
const VIN_WINDOW_MS = 30 * DAY_MS

const usable = USABLE.map((state) => `'${state}'`).join(', ')

/** Whose bill, and when. */
interface Holding {
  /** The bill: a repeat with other coupons lets go of those it no longer wants. */
  readonly lockRef: string
  readonly at: Date
  readonly actor: AuditActor
}

/**
 * Holds exactly what was chosen for one bill, for thirty minutes; it prices nothing anew, so that the bill takes the numbers it
 * has shown. A repeat holds them anew. Throws `coupon.not_usable` with `couponId` when one was used, given away, or taken by
 * another bill since it was read.
 */
export async function holdChoice(
  tx: Tx,
  { at, rows }: Pick<Choice, 'at' | 'rows'>,
  { lockRef, actor }: Pick<Holding, 'lockRef' | 'actor'>,
): Promise<void> {
  await letGo(tx, { lockRef, at, actor }, rows)
  for (const coupon of rows) await hold(tx, { lockRef, at, actor }, coupon)
}

/** Lets go of what the bill held before and no longer wants. */
async function letGo(tx: Tx, { lockRef, at, actor }: Holding, wanted: readonly Coupon[]): Promise<void> {
  const held = await tx.find(Coupon, { where: { lockRef, state: 'locked' }, order: { id: 'ASC' } })
  const rest = held.filter(({ id }) => !wanted.some((coupon) => coupon.id === id))
  await release(tx, lockRef, at, actor, rest)
}

/** Of several bills that want one coupon, one gets it: the state is compared and set in one statement. */
async function hold(tx: Tx, { lockRef, at, actor }: Holding, coupon: Coupon): Promise<void> {
  const now = sqlInstant(at)
  const matched = await tx.run(
    `update coupon set state = 'locked', lock_ref = ?, locked_until = ?, updated_at = ?
      where id = ? and customer_id = ? and valid_from <= ?
        and ((state in (${usable}) and valid_until > ?) or (state = 'locked' and (lock_ref = ? or locked_until <= ?)))`,
    [lockRef, sqlInstant(new Date(at.getTime() + LOCK_MS)), now, coupon.id, coupon.customerId, now, now, lockRef, now],
  )
  if (matched === 0) throw notUsable(coupon.id)
  if (coupon.lockRef !== lockRef || coupon.state !== 'locked')
    await note(tx, at, actor, [coupon.id], { kind: 'locked', ref: lockRef })
}

async function release(
  tx: Tx,
  lockRef: string,
  at: Date,
  actor: AuditActor,
  coupons: readonly Coupon[],
): Promise<void> {
  for (const { id } of coupons) {
    const matched = await tx.update(
      Coupon,
      { id, lockRef, state: 'locked' },
      { state: 'claimed', lockRef: null, lockedUntil: null, updatedAt: at },
    )
    if (matched > 0) await note(tx, at, actor, [id], { kind: 'released', ref: lockRef })
  }
}

/** Lets go of everything a bill holds but what is kept: it was not paid, or takes others. A repeat changes nothing. */
export async function releaseCoupons(
  tx: Tx,
  { lockRef, at, actor, keep = [] }: Holding & { readonly keep?: readonly string[] },
): Promise<void> {
  const held = await tx.find(Coupon, { where: { lockRef, state: 'locked' }, order: { id: 'ASC' } })
  const others = held.filter(({ id }) => !keep.includes(id))
  await release(tx, lockRef, at, actor, others)
}

export interface UseOrder {
  readonly lockRef: string
  /** Of this redemption: the same one again changes nothing. */
  readonly useRequestNo: string
  /** What the coupons are used for: the settlement. */
  readonly usedRef: string
  readonly storeId: string
  readonly vehicleId: string | null
  /** As it was chosen. */
  readonly savings: readonly Pick<Saving, 'couponId' | 'savingFen'>[]
  readonly at: Date
  readonly actor: AuditActor
}

/**
 * Redeems what a bill holds. Of two that redeem one coupon, one wins. A lock that ran out while the owner was paying still
 * counts, unless another bill has taken the coupon meanwhile. Throws `coupon.not_usable`, and `coupon.own_hands` when
 * staff redeem coupons of their own or their family's.
 */
export async function useCoupons(tx: Tx, order: UseOrder): Promise<void> {
  const coupons = await requireAll(tx, order)
  const vin = await vinOf(tx, order.vehicleId)
  const moves: FundsMove[] = []
  for (const coupon of coupons) {
    if (coupon.state === 'used' && coupon.useRequestNo === order.useRequestNo) continue
    const spentFen = order.savings.find(({ couponId }) => couponId === coupon.id)?.savingFen ?? 0
    await useOne(tx, order, coupon, { spentFen, vin })
    moves.push({ templateId: coupon.templateId, reservedFen: -coupon.worthFen, spentFen })
  }
  await moveFunds(tx, moves)
}

/** Throws `coupon.not_found` when one of them is not there. */
async function requireAll(tx: Tx, { savings }: UseOrder): Promise<Coupon[]> {
  const ids = [...new Set(savings.map(({ couponId }) => couponId))]
  const coupons = await tx.find(Coupon, { where: { id: In(ids) }, order: { id: 'ASC' } })
  if (coupons.length < ids.length) throw new AppError('coupon.not_found')
  return coupons
}

const vinOf = async (tx: Tx, vehicleId: string | null): Promise<string | null> =>
  vehicleId === null ? null : ((await carFacts(tx, vehicleId))?.vinHash ?? null)

async function useOne(
  tx: Tx,
  { lockRef, useRequestNo, usedRef, storeId, at, actor }: UseOrder,
  coupon: Coupon,
  { spentFen, vin }: { spentFen: number; vin: string | null },
): Promise<void> {
  if (actor.kind === 'staff') await assertOtherHands(tx, actor.staffId, coupon.customerId)
  const now = sqlInstant(at)
  const matched = await tx.run(
    `update coupon set state = 'used', used_at = ?, used_ref = ?, used_store_id = ?, used_fen = ?, used_vin = ?,
            use_request_no = ?, locked_until = null, updated_at = ?
      where id = ? and lock_ref = ? and state in ('locked', ${usable})`,
    [now, usedRef, storeId, spentFen, vin, useRequestNo, now, coupon.id, lockRef],
  )
  if (matched === 0) throw notUsable(coupon.id)
  await note(tx, at, actor, [coupon.id], { kind: 'used', ref: usedRef })
  await flag(tx, at, coupon, vin)
}

/** Uses that somebody should look at; none is refused for it. */
async function flag(tx: Tx, at: Date, coupon: Coupon, vin: string | null): Promise<void> {
  const system = { kind: 'system', name: 'coupon' } as const
  if ((await staffAround(tx, coupon.customerId)).length > 0)
    await note(tx, at, system, [coupon.id], { kind: 'flag_staff' })
  if (vin === null) return
  const since = sqlInstant(new Date(at.getTime() - VIN_WINDOW_MS))
  const [row] = await tx.rows<{ n: number }>('select count(*) as n from coupon where used_vin = ? and used_at > ?', [
    ...[vin, since],
  ])
  if (Number(row?.n ?? 0) > VIN_USES) await note(tx, at, system, [coupon.id], { kind: 'flag_vin' })
}
