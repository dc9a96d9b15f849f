import type { Body, coupon as contract, couponDesk } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { toLocal } from '../../platform/local-time'
import { scopeTo } from '../../platform/scope'
import { isDuplicate } from '../../platform/sql'
import { findServices } from '../catalog'
import { findStores, placeOf, type Store } from '../store'
import { isCovered, needsApproval } from './approving'
import type { Face } from './bill'
import { Coupon, CouponApproval, CouponTemplate, CouponTemplateStore, CouponTemplateVersion } from './coupon.entity'
import { makeFace } from './face'
import { worthOf } from './issuing.service'
import { reachTemplate } from './reaching.service'
import { validDays } from './validity'

/** Who asks. */
export interface Asking {
  readonly actor: StaffActor
  readonly requestId: string
}

type Fields = contract.TemplateFields
type Written = { readonly id: string; readonly version: number }

/** Every store must be within reach, and all of one group. Throws `store.not_found` and `coupon.stores_of_groups`. */
async function storesOf(app: App, actor: StaffActor, storeIds: readonly string[]): Promise<[Store, ...Store[]]> {
  const [first, ...others] = await findStores(app.db.read, storeIds)
  if (!first || others.length + 1 < storeIds.length) throw new AppError('store.not_found')
  for (const store of [first, ...others]) scopeTo(actor, 'coupon.manage', placeOf(store))
  if (others.some(({ groupId }) => groupId !== first.groupId)) throw new AppError('coupon.stores_of_groups')
  return [first, ...others]
}

/** What coupons of these fields say from now on. Throws `catalog.service_not_found`. */
async function faceOf(app: App, fields: Fields): Promise<Face> {
  const { benefit, scope } = fields
  const free = benefit.kind === 'service' ? [benefit.serviceId] : []
  const ids = [...new Set([...free, ...scope.serviceIds, ...scope.exceptServiceIds])]
  const services = ids.length === 0 ? [] : await findServices(app.db.read, ids)
  if (services.length < ids.length) throw new AppError('catalog.service_not_found')
  return makeFace(fields, (id) => services.find((service) => service.id === id)?.name ?? '')
}

/** The columns that repeat what the fields say. */
export const columnsOf = (fields: Fields, face: Face) => {
  const { name, type, validity, times, perCustomerLimit, perVehicleLimit, dailyLimit, budgetFen, fundedBy } = fields
  return {
    ...{ name, type, face, validity, times, perCustomerLimit, perVehicleLimit, dailyLimit, budgetFen, fundedBy },
  }
}

async function writeVersion(
  tx: Tx,
  now: Date,
  { actor, requestId }: Asking,
  { id, version, fields, face }: Written & { fields: Fields; face: Face },
): Promise<void> {
  await tx.delete(CouponTemplateStore, { templateId: id })
  await tx.insert(
    CouponTemplateStore,
    fields.storeIds.map((storeId) => ({ templateId: id, storeId })),
  )
  await tx.insert(CouponTemplateVersion, {
    ...{ templateId: id, version, fields, says: face.says.slice(0, 100), writtenBy: actor.staffId, writtenAt: now },
  })
  await audit(tx, now, {
    ...{ actor, requestId, action: version === 1 ? 'coupon.draft_template' : 'coupon.edit_template' },
    ...{ subject: { type: 'coupon_template', id }, after: { version, ...fields } },
  })
}

/** Drafts a template. The same request id again answers with the same one. Throws `catalog.service_not_found` and as {@link storesOf}. */
export async function createTemplate(
  app: App,
  asking: Asking,
  { requestId, fields }: Body<typeof couponDesk.createTemplate>,
): Promise<Written> {
  const [store] = await storesOf(app, asking.actor, fields.storeIds)
  const known = () => app.db.read.findOne(CouponTemplate, { requestId, createdBy: asking.actor.staffId })
  const before = await known()
  if (before) return { id: before.id, version: before.version }
  const face = await faceOf(app, fields)
  const isCostly = needsApproval(fields, await worthOf(app.db.read, face.benefit))
  const now = app.clock.now()
  const template: CouponTemplate = {
    ...{ id: newId(), groupId: store.groupId, requestId, timeZone: store.timeZone, ...columnsOf(fields, face) },
    ...{ stockTotal: fields.stockTotal, stockLeft: fields.stockTotal, reservedFen: 0, spentFen: 0 },
    ...{ needsApproval: isCostly, approvalId: null },
    ...{ state: 'draft', version: 1, createdBy: asking.actor.staffId, createdAt: now, updatedAt: now },
  }
  try {
    await app.db.tx(async (tx) => {
      await tx.insert(CouponTemplate, template)
      await writeVersion(tx, now, asking, { id: template.id, version: 1, fields, face })
    })
    return { id: template.id, version: 1 }
  } catch (e) {
    const twin = isDuplicate(e, 'uk_coupon_template_request|coupon_template.request_id') ? await known() : undefined
    if (!twin) throw e
    return { id: twin.id, version: twin.version }
  }
}

/** Cards that can still be issued, once the template is locked. Throws `coupon.stock_too_low`. */
async function stockOf(tx: Tx, templateId: string, stockTotal: number | null): Promise<number | null> {
  if (stockTotal === null) return null
  const left = stockTotal - (await tx.count(Coupon, { templateId, ordinal: 1 }))
  if (left < 0) throw new AppError('coupon.stock_too_low')
  return left
}

/**
 * Whether another version needs a second person, and what was agreed to that still covers it. What nobody has agreed to is not
 * issued.
 */
async function approvalOf(tx: Tx, before: CouponTemplate, seen: number, fields: Fields, worthFen: number) {
  const isCostly = needsApproval(fields, worthFen)
  const approval = before.approvalId === null ? undefined : await tx.findOne(CouponApproval, { id: before.approvalId })
  const known = await tx.findOne(CouponTemplateVersion, { templateId: before.id, version: seen })
  const isAgreed = approval?.verdict === 'approved' && known !== undefined && isCovered(known.fields, fields)
  const isHeld = isCostly && !isAgreed
  return {
    ...{ needsApproval: isCostly, approvalId: isAgreed ? before.approvalId : null },
    ...(isHeld && before.state === 'active' && { state: 'stopped' as const }),
  }
}

/**
 * Writes a new version; coupons that are out keep what they say. Throws `coupon.template_not_found`,
 * `coupon.template_changed` when somebody was faster, `coupon.stock_too_low`, and as {@link createTemplate}.
 */
export async function editTemplate(
  app: App,
  asking: Asking,
  templateId: string,
  { version: seen, fields }: Body<typeof couponDesk.editTemplate>,
): Promise<Written> {
  const before = await reachTemplate(app, asking.actor, 'coupon.manage', templateId, 'every')
  const [store] = await storesOf(app, asking.actor, fields.storeIds)
  if (store.groupId !== before.groupId) throw new AppError('coupon.stores_of_groups')
  const face = await faceOf(app, fields)
  const worthFen = await worthOf(app.db.read, face.benefit)
  const now = app.clock.now()
  const version = seen + 1
  await app.db.tx(async (tx) => {
    const approval = await approvalOf(tx, before, seen, fields, worthFen)
    const set = { ...approval, ...columnsOf(fields, face), timeZone: store.timeZone, version, updatedAt: now }
    const matched = await tx.update(CouponTemplate, { id: templateId, version: seen }, set)
    if (matched === 0) throw new AppError('coupon.template_changed')
    const { stockTotal } = fields
    const stockLeft = await stockOf(tx, templateId, stockTotal)
    await tx.update(CouponTemplate, { id: templateId }, { stockTotal, stockLeft })
    await writeVersion(tx, now, asking, { id: templateId, version, fields, face })
  })
  return { id: templateId, version }
}

/** Throws `coupon.needs_approval` for what costs much and nobody has agreed to. */
async function assertAgreed(tx: Tx, templateId: string): Promise<void> {
  const row = await tx.findOne(CouponTemplate, { id: templateId })
  if (!row?.needsApproval) return
  const approval = row.approvalId === null ? undefined : await tx.findOne(CouponApproval, { id: row.approvalId })
  if (approval?.verdict !== 'approved') throw new AppError('coupon.needs_approval')
}

/**
 * Lets a template issue coupons, or ends that. Repeating it changes nothing. Throws `coupon.template_not_found`,
 * `coupon.template_changed`, `coupon.validity_over` for one whose coupons would be over at once, and `coupon.needs_approval`.
 */
export async function setState(
  app: App,
  { actor, requestId }: Asking,
  templateId: string,
  seen: number,
  state: 'active' | 'stopped',
): Promise<Written> {
  const template = await reachTemplate(app, actor, 'coupon.manage', templateId, 'every')
  const now = app.clock.now()
  const today = toLocal(now, template.timeZone).day
  if (state === 'active' && validDays(template.validity, today).to < today) throw new AppError('coupon.validity_over')
  await app.db.tx(async (tx) => {
    if (state === 'active' && template.state !== 'active') await assertAgreed(tx, templateId)
    const matched = await tx.update(CouponTemplate, { id: templateId, version: seen }, { state, updatedAt: now })
    if (matched === 0) throw new AppError('coupon.template_changed')
    if (template.state === state) return
    await audit(tx, now, {
      ...{ actor, requestId, action: `coupon.${state === 'active' ? 'activate' : 'stop'}_template` },
      ...{ subject: { type: 'coupon_template', id: templateId } },
      ...{ before: { state: template.state }, after: { state } },
    })
  })
  return { id: templateId, version: seen }
}
