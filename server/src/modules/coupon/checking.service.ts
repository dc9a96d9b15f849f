import { randomBytes } from 'node:crypto'
import { coupon as contract, type couponDesk } from '@pitlane/contract'
import { AppError, SECOND_MS, type CustomerActor, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { toLocal } from '../../platform/local-time'
import { isDuplicate } from '../../platform/sql'
import type { Store } from '../store'
import { readCode } from './code'
import { Coupon, CouponGuess, CouponScan, CouponTemplate } from './coupon.entity'
import { candidateOf, couponView, requireOwnCoupon } from './coupon.queries'
import { sayMisfit } from './explaining'
import { misfitOf } from './fitting'
import { note } from './history.service'
import { isOurs, readQr, writeQr } from './qr-code'
import { isUsable, stateAt } from './standing'

const NONCE_BYTES = 16
/** Wrong codes a day, after which a member of staff may type no more. */
const MAX_WRONG = 20

/**
 * What the QR code of an owner's coupon says for the next sixty seconds. Each call makes another. Throws `coupon.not_found`,
 * and `coupon.not_usable` for one that cannot be used at all now.
 */
export async function makeQr(
  app: App,
  actor: CustomerActor,
  couponId: string,
): Promise<{ payload: string; until: string }> {
  const now = app.clock.now()
  const coupon = await requireOwnCoupon(app.db.read, actor.customerId, couponId)
  if (!isUsable(stateAt(coupon, now)) || coupon.validFrom > now) throw new AppError('coupon.not_usable')
  const exp = Math.floor(now.getTime() / SECOND_MS) + contract.QR_SECONDS
  const nonce = randomBytes(NONCE_BYTES).toString('base64url')
  const payload = writeQr(app, { couponId, nonce, exp }, coupon.customerId)
  return { payload, until: new Date(exp * SECOND_MS).toISOString() }
}

/** Coupons of another group do not exist here. */
async function isOfGroup(app: App, { templateId }: Coupon, { groupId }: Store): Promise<boolean> {
  return (await app.db.read.count(CouponTemplate, { id: templateId, groupId })) > 0
}

/** Why a coupon cannot be used in this store now, as far as the coupon alone says. */
function refusalOf(coupon: Coupon, { id: storeId, timeZone }: Store, now: Date): string | null {
  const state = stateAt(coupon, now)
  if (!isUsable(state)) return contract.couponStates[state]
  const occasion = { storeId, vehicleId: coupon.vehicleId, visit: null, at: now, ...toLocal(now, timeZone) }
  const misfit = misfitOf(candidateOf(coupon), occasion)
  return misfit ? sayMisfit(misfit) : null
}

function checkedOf(coupon: Coupon, store: Store, now: Date): couponDesk.Checked {
  const { name, type, says, limits, terms, state, validFrom, validUntil } = couponView(coupon, now)
  const { id: couponId, customerId, vehicleId } = coupon
  return {
    ...{ couponId, customerId, vehicleId, name, type, says, limits, terms, state, validFrom, validUntil },
    refusal: refusalOf(coupon, store, now),
  }
}

/** A code is spent on the device that scans it first; that one may send it again. */
async function spend(
  app: App,
  actor: StaffActor,
  scan: { nonce: string; couponId: string; exp: number },
): Promise<void> {
  const { nonce, couponId, exp } = scan
  const { sessionId } = actor
  const now = app.clock.now()
  try {
    await app.db.tx(async (tx) => {
      await tx.insert(CouponScan, { nonce, couponId, sessionId, expiresAt: new Date(exp * SECOND_MS) })
      await note(tx, now, actor, [couponId], { kind: 'checked' })
    })
  } catch (e) {
    if (!isDuplicate(e)) throw e
    const first = await app.db.read.findOne(CouponScan, { nonce })
    if (first?.sessionId !== sessionId) throw new AppError('coupon.qr_used')
  }
}

/**
 * What a scanned QR code says. It redeems nothing. Throws `coupon.qr_invalid` for what we did not make, `coupon.qr_over` after
 * its sixty seconds, and `coupon.qr_used` when another device has scanned it.
 */
export async function checkQr(app: App, actor: StaffActor, store: Store, payload: string): Promise<couponDesk.Checked> {
  const parts = readQr(payload)
  const coupon = parts && (await app.db.read.findOne(Coupon, { id: parts.couponId }))
  if (!parts || !coupon || !isOurs(app, parts, coupon.customerId) || !(await isOfGroup(app, coupon, store)))
    throw new AppError('coupon.qr_invalid')
  const now = app.clock.now()
  if (now.getTime() >= parts.exp * SECOND_MS) throw new AppError('coupon.qr_over')
  await spend(app, actor, parts)
  return checkedOf(coupon, store, now)
}

/** What was scanned or typed: twelve digits are a code, anything else a QR code. Throws as {@link checkCode} and {@link checkQr}. */
export const checkScan = (app: App, actor: StaffActor, store: Store, text: string): Promise<couponDesk.Checked> =>
  /^[\d\s-]{12,20}$/.test(text.trim()) ? checkCode(app, actor, store, text) : checkQr(app, actor, store, text)

/** Counts a wrong code in a transaction of its own, so that the refusal does not undo it. */
async function countWrong(app: App, staffId: string, day: string): Promise<void> {
  const more = () =>
    app.db.tx((tx) =>
      tx.run('update coupon_guess set wrong = wrong + 1 where staff_id = ? and day = ?', [staffId, day]),
    )
  if ((await more()) > 0) return
  try {
    await app.db.tx((tx) => tx.insert(CouponGuess, { staffId, day, wrong: 1 }))
  } catch (e) {
    if (!isDuplicate(e)) throw e
    await more()
  }
}

/**
 * What a typed code belongs to. It redeems nothing. Throws `coupon.code_wrong`, and `coupon.code_locked` when this member of
 * staff has typed twenty wrong ones today.
 */
export async function checkCode(app: App, actor: StaffActor, store: Store, typed: string): Promise<couponDesk.Checked> {
  const now = app.clock.now()
  const { staffId } = actor
  const { day } = toLocal(now, store.timeZone)
  const guesses = await app.db.read.findOne(CouponGuess, { staffId, day })
  if ((guesses?.wrong ?? 0) >= MAX_WRONG) throw new AppError('coupon.code_locked')
  const code = readCode(typed)
  const coupon = code === undefined ? undefined : await app.db.read.findOne(Coupon, { code })
  if (!coupon || !(await isOfGroup(app, coupon, store))) {
    await countWrong(app, staffId, day)
    throw new AppError('coupon.code_wrong')
  }
  await app.db.tx((tx) => note(tx, now, actor, [coupon.id], { kind: 'checked' }))
  return checkedOf(coupon, store, now)
}
