import { createHash, randomBytes } from 'node:crypto'
import type { coupon as contract, View } from '@pitlane/contract'
import { AppError, DAY_MS, type CustomerActor, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Reader } from '../../platform/database'
import { sqlInstant } from '../../platform/sql'
import { passCustomerGate } from '../customer'
import { Coupon, CouponLink, CouponReferral, CouponTemplate } from './coupon.entity'
import { requireOwnCoupon } from './coupon.queries'
import { freshCode, issueCoupon } from './issuing.service'
import { note } from './history.service'
import { reachTemplate } from './reaching.service'
import { isUsable, stateAt, USABLE } from './standing'

const GIFT_DAYS = 3
const INVITATION_DAYS = 30

/** What is kept of a link. It is random, so a plain SHA-256 cannot be turned back. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

const newToken = (): string => randomBytes(24).toString('base64url')

const inDays = (now: Date, days: number): Date => new Date(now.getTime() + days * DAY_MS)

const linkOver = (): AppError => new AppError('coupon.link_over')

type Made = { readonly token: string; readonly until: string }
type Subject = Pick<CouponLink, 'kind' | 'templateId' | 'couponId' | 'customerId' | 'expiresAt'>

const rowOf = (token: string, now: Date, subject: Subject): CouponLink => ({
  ...{ tokenHash: hashOf(token), ...subject, takenBy: null, closedAt: null, createdAt: now },
})

/** A link that still opens. Throws `coupon.link_over`. */
async function requireOpen(
  db: Reader,
  token: string,
  kind: CouponLink['kind'] | undefined,
  now: Date,
): Promise<CouponLink> {
  const link = await db.findOne(CouponLink, { tokenHash: hashOf(token) })
  if (!link || link.closedAt !== null || link.expiresAt <= now) throw linkOver()
  if (kind !== undefined && link.kind !== kind) throw linkOver()
  return link
}

/** Makes a link by which owners take a coupon themselves. Each call makes another. Throws `coupon.template_not_found` and `coupon.not_active`. */
export async function makeLink(app: App, actor: StaffActor, templateId: string, days: number): Promise<Made> {
  const { state } = await reachTemplate(app, actor, 'coupon.issue', templateId)
  if (state !== 'active') throw new AppError('coupon.not_active')
  const now = app.clock.now()
  const [token, expiresAt] = [newToken(), inDays(now, days)]
  const subject = { kind: 'claim', templateId, couponId: null, customerId: null, expiresAt } as const
  await app.db.tx(async (tx) => {
    await tx.insert(CouponLink, rowOf(token, now, subject))
    await audit(tx, now, {
      ...{ actor, action: 'coupon.make_link', subject: { type: 'coupon_template', id: templateId }, after: { days } },
    })
  })
  return { token, until: expiresAt.toISOString() }
}

/** What a link holds. Throws `coupon.link_over`. */
export async function readLink(app: App, token: string): Promise<View<typeof contract.offer>> {
  const link = await requireOpen(app.db.read, token, undefined, app.clock.now())
  const template = await app.db.read.findOne(CouponTemplate, { id: link.templateId })
  const coupon = link.couponId === null ? undefined : await app.db.read.findOne(Coupon, { id: link.couponId })
  const face = coupon?.face ?? template?.face
  if (!template || !face || (link.kind !== 'gift' && template.state !== 'active')) throw linkOver()
  const { name, says, limits, terms } = face
  const left = link.kind === 'claim' ? template.stockLeft : null
  return { kind: link.kind, name, says, limits: [...limits], terms, until: link.expiresAt.toISOString(), left }
}

/** Takes a coupon by a claim link. The same request id again answers with the same coupon. Throws `coupon.link_over` and as `issueCoupon`. */
export async function claim(app: App, actor: CustomerActor, token: string, requestId: string): Promise<string> {
  const now = app.clock.now()
  const { templateId } = await requireOpen(app.db.read, token, 'claim', now)
  const { customerId } = actor
  const coupons = await app.db.tx((tx) => {
    const cause = `claim:${customerId}:${requestId}`
    return issueCoupon(tx, now, { templateId, customerId, vehicleId: null, cause, actor, state: 'claimed' })
  })
  const [coupon] = coupons
  if (coupon?.templateId !== templateId) throw new AppError('request.key_reused')
  return coupon.id
}

/**
 * Makes a link by which somebody else takes a coupon over; the one before ends. Throws `coupon.not_found`,
 * `coupon.not_giftable`, and `coupon.not_usable`.
 */
export async function give(app: App, actor: CustomerActor, couponId: string): Promise<Made> {
  const now = app.clock.now()
  const coupon = await requireOwnCoupon(app.db.read, actor.customerId, couponId)
  if (!coupon.face.isGiftable || coupon.vehicleId !== null) throw new AppError('coupon.not_giftable')
  if (!isUsable(stateAt(coupon, now))) throw new AppError('coupon.not_usable')
  const token = newToken()
  const expiresAt = new Date(Math.min(inDays(now, GIFT_DAYS).getTime(), coupon.validUntil.getTime()))
  const { templateId, customerId } = coupon
  await app.db.tx(async (tx) => {
    await tx.run('update coupon_link set closed_at = ? where coupon_id = ? and closed_at is null', [
      ...[sqlInstant(now), couponId],
    ])
    await tx.insert(CouponLink, rowOf(token, now, { kind: 'gift', templateId, couponId, customerId, expiresAt }))
  })
  return { token, until: expiresAt.toISOString() }
}

/**
 * Takes a coupon over that was given, with a new code: the old one is known to who gave it. Of several who try, one gets it;
 * that one may repeat it. Throws `coupon.link_over` and `coupon.gift_own`.
 */
export async function acceptGift(app: App, actor: CustomerActor, token: string): Promise<string> {
  const now = app.clock.now()
  const { customerId } = actor
  const taken = await app.db.read.findOne(CouponLink, { tokenHash: hashOf(token), takenBy: customerId })
  if (taken?.couponId) return taken.couponId
  const link = await requireOpen(app.db.read, token, 'gift', now)
  const { couponId, customerId: giver } = link
  if (couponId === null || giver === null) throw linkOver()
  if (giver === customerId) throw new AppError('coupon.gift_own')
  await app.db.tx(async (tx) => {
    await passCustomerGate(tx, customerId)
    const moved = await tx.run(
      `update coupon set customer_id = ?, code = ?, state = 'claimed', claimed_at = ?, lock_ref = null, updated_at = ?
        where id = ? and customer_id = ? and valid_until > ? and state in (${USABLE.map((s) => `'${s}'`).join(', ')})`,
      [customerId, await freshCode(tx), sqlInstant(now), sqlInstant(now), couponId, giver, sqlInstant(now)],
    )
    if (moved === 0) throw linkOver()
    await tx.update(CouponLink, { tokenHash: link.tokenHash }, { takenBy: customerId, closedAt: now })
    await note(tx, now, actor, [couponId], { kind: 'given' })
  })
  return couponId
}

/** The referral template that a store's owners invite by. Throws `coupon.no_referral`. */
async function requireReferral(db: Reader, storeId: string): Promise<CouponTemplate> {
  const [row] = await db.rows<{ id: string }>(
    `select t.id as id from coupon_template t join coupon_template_store s on s.template_id = t.id
      where s.store_id = ? and t.type = 'referral' and t.state = 'active' order by t.created_at desc, t.id desc limit 1`,
    [storeId],
  )
  const template = row && (await db.findOne(CouponTemplate, { id: row.id }))
  if (!template) throw new AppError('coupon.no_referral')
  return template
}

/** Makes an invitation for a friend. Each call makes another. Throws `coupon.no_referral`. */
export async function invite(app: App, actor: CustomerActor, storeId: string): Promise<View<typeof contract.invite>> {
  const now = app.clock.now()
  const { id: templateId, face } = await requireReferral(app.db.read, storeId)
  const [token, expiresAt] = [newToken(), inDays(now, INVITATION_DAYS)]
  const { customerId } = actor
  const subject = { kind: 'invitation', templateId, couponId: null, customerId, expiresAt } as const
  await app.db.tx((tx) => tx.insert(CouponLink, rowOf(token, now, subject)))
  return { token, until: expiresAt.toISOString(), name: face.name, says: face.says }
}

/** Accepts an invitation: the coupons come after the first paid visit. Throws `coupon.link_over`, `coupon.gift_own` and `coupon.already_invited`. */
export async function acceptInvitation(app: App, actor: CustomerActor, token: string): Promise<void> {
  const now = app.clock.now()
  const { customerId: friendId } = actor
  const { customerId: referrerId, templateId } = await requireOpen(app.db.read, token, 'invitation', now)
  if (referrerId === null) throw linkOver()
  if (referrerId === friendId) throw new AppError('coupon.gift_own')
  await app.db.tx(async (tx) => {
    await passCustomerGate(tx, friendId)
    const known = await tx.findOne(CouponReferral, { friendId })
    if (known && known.referrerId !== referrerId) throw new AppError('coupon.already_invited')
    if (known) return
    await tx.insert(CouponReferral, {
      ...{ friendId, referrerId, templateId, state: 'open', createdAt: now, decidedAt: null, decidedRef: null },
    })
  })
}
