import { needsApproval } from '../modules/coupon/approving'
import {
  Coupon,
  CouponApproval,
  CouponEvent,
  CouponTemplate,
  CouponTemplateStore,
  CouponTemplateVersion,
} from '../modules/coupon/coupon.entity'
import { makeCode } from '../modules/coupon/code'
import { makeFace } from '../modules/coupon/face'
import { validityOf, worthOf } from '../modules/coupon/issuing.service'
import { stateAt } from '../modules/coupon/standing'
import { columnsOf } from '../modules/coupon/template.service'
import type { Tx } from '../platform/database'
import { daysAgo, type Today } from './calendar'
import { TEMPLATES, WALLETS, type TemplateData, type WalletData } from './coupon-data'
import { diceOf, type Dice } from './dice'
import type { House, Organisation } from './organisation'
import type { Fleet } from './owners'
import { ZONE } from './store-data'

const WRITTEN_DAYS_AGO = 95

interface Scene {
  readonly dice: Dice
  readonly today: Today
  readonly houses: readonly House[]
  readonly groupId: string
  /** The manager who answers for coupons. */
  readonly manager: string
  /** Who agrees to what may cost much. */
  readonly approver: string
}

interface Written {
  readonly key: string
  readonly template: CouponTemplate
  readonly version: CouponTemplateVersion
  readonly worthFen: number
  /** Where it may cost so much that a second person has agreed. */
  readonly approval: CouponApproval | undefined
}

/** Writes the coupon templates of the group, and coupons in the wallets of the demo owners. */
export async function seedCoupons(
  tx: Tx,
  today: Today,
  { groupId, houses }: Organisation,
  staff: ReadonlyMap<string, string>,
  fleet: Fleet,
): Promise<void> {
  const scene: Scene = {
    dice: diceOf('coupons'),
    today,
    houses,
    groupId,
    manager: staff.get('jingli') ?? '',
    approver: staff.get('admin') ?? '',
  }
  const written: Written[] = []
  for (const data of TEMPLATES) written.push(await templateOf(tx, scene, data))
  const owners = [...fleet.demoCars.values()].flatMap(([car]) => (car ? [car.customerId] : []))
  const coupons = owners.flatMap((customerId, place) => walletOf(scene, written, customerId, place))
  await tx.insert(
    CouponTemplate,
    written.map((one) => countedOf(one, coupons)),
  )
  const storeIds = houses.map(({ store }) => store.id)
  await tx.insert(
    CouponTemplateStore,
    written.flatMap(({ template: { id } }) => storeIds.map((storeId) => ({ templateId: id, storeId }))),
  )
  await tx.insert(
    CouponTemplateVersion,
    written.map(({ version }) => version),
  )
  await tx.insert(
    CouponApproval,
    written.flatMap(({ approval }) => approval ?? []),
  )
  await tx.insert(
    Coupon,
    coupons.map(({ coupon }) => coupon),
  )
  await tx.insert(
    CouponEvent,
    coupons.flatMap(({ events }) => events),
  )
}

/** A template names services by their codes. */
function fieldsOf({ houses }: Scene, { fields }: TemplateData) {
  const services = new Map(
    houses.flatMap(({ services: offered }) => offered.map(({ row }) => [row.code, row] as const)),
  )
  const { benefit } = fields
  const service = benefit.kind === 'service' ? services.get(benefit.serviceId) : undefined
  if (benefit.kind === 'service' && !service) throw new Error(`${benefit.serviceId} is not a service`)
  const storeIds = houses.map(({ store }) => store.id)
  const resolved = service ? ({ kind: 'service', serviceId: service.id } as const) : benefit
  return { fields: { ...fields, benefit: resolved, storeIds }, nameOf: () => service?.name ?? '' }
}

async function templateOf(tx: Tx, scene: Scene, data: TemplateData): Promise<Written> {
  const { dice, today, groupId, manager, approver } = scene
  const { fields, nameOf } = fieldsOf(scene, data)
  const face = makeFace(fields, nameOf)
  const at = daysAgo(today, WRITTEN_DAYS_AGO)
  const worthFen = await worthOf(tx, face.benefit)
  const isCostly = needsApproval(fields, worthFen)
  const id = dice.id(at)
  const approval: CouponApproval | undefined =
    isCostly && data.state !== 'draft'
      ? {
          ...{ id: dice.id(at), templateId: id, version: 1, verdict: 'approved', reason: '' },
          decidedBy: approver,
          decidedAt: at,
        }
      : undefined
  const { stockTotal } = fields
  const template: CouponTemplate = {
    ...{ id, groupId, requestId: dice.uuid(), timeZone: ZONE, ...columnsOf(fields, face) },
    ...{ stockTotal, stockLeft: stockTotal, reservedFen: 0, spentFen: 0, state: data.state, version: 1 },
    ...{ needsApproval: isCostly, approvalId: approval?.id ?? null },
    ...{ createdBy: manager, createdAt: at, updatedAt: at },
  }
  const version = { templateId: template.id, version: 1, fields, says: face.says, writtenBy: manager, writtenAt: at }
  return { key: data.key, template, version, worthFen, approval }
}

interface Held {
  readonly coupon: Coupon
  readonly events: readonly CouponEvent[]
}

/** Stock and promised money as the coupons leave them. */
function countedOf({ template }: Written, all: readonly Held[]): CouponTemplate {
  const mine = all.filter(({ coupon }) => coupon.templateId === template.id)
  const open = mine.filter(({ coupon }) => coupon.state !== 'expired' && coupon.state !== 'used')
  const spentFen = mine.reduce((sum, { coupon }) => sum + (coupon.usedFen ?? 0), 0)
  const reservedFen = open.reduce((sum, { coupon }) => sum + coupon.worthFen, 0)
  const { stockLeft } = template
  return { ...template, reservedFen, spentFen, stockLeft: stockLeft === null ? null : stockLeft - mine.length }
}

const walletOf = (scene: Scene, written: readonly Written[], customerId: string, place: number): Held[] =>
  WALLETS.filter(({ owners = Infinity }) => place < owners).flatMap((data) => {
    const of = written.find(({ key }) => key === data.template)
    return of ? [couponOf(scene, of, data, customerId)] : []
  })

/** What stays on a coupon that was used; the demonstration keeps no bills of so long ago. */
const useOf = (at: Date | undefined, id: string, storeId: string | undefined, worthFen: number) =>
  at
    ? { usedAt: at, usedRef: `demo:${id}`, usedStoreId: storeId ?? null, usedFen: worthFen, useRequestNo: `demo:${id}` }
    : { usedAt: null, usedRef: null, usedStoreId: null, usedFen: null, useRequestNo: null }

const stateOf = (kind: 'issued' | 'claimed', used: Date | undefined, validUntil: Date, now: Date): Coupon['state'] =>
  used ? 'used' : stateAt({ state: kind, lockedUntil: null, validUntil }, now)

function couponOf(
  { dice, today, manager, houses }: Scene,
  { template, worthFen }: Written,
  data: WalletData,
  customerId: string,
): Held {
  const at = daysAgo(today, data.issuedDaysAgo)
  const id = dice.id(at)
  const kind = data.isClaimed ? 'claimed' : 'issued'
  const validity = validityOf(template, at)
  const used = data.usedDaysAgo === undefined ? undefined : daysAgo(today, data.usedDaysAgo)
  const state = stateOf(kind, used, validity.validUntil, today.began)
  const coupon: Coupon = {
    ...{ id, templateId: template.id, templateVersion: 1, customerId, vehicleId: null, state, face: template.face },
    ...{ code: makeCode(() => dice.int(0, 9)), worthFen, ordinal: 1, ...validity, cause: `demo:${id}` },
    ...{ lockedUntil: null, lockRef: null, claimedAt: data.isClaimed ? at : null, usedVin: null, remindedAt: null },
    ...useOf(used, id, houses[0]?.store.id, worthFen),
    ...{ createdAt: at, updatedAt: used ?? (state === 'expired' ? validity.validUntil : at) },
  }
  return { coupon, events: eventsOf(dice, coupon, kind, { manager, note: data.note }) }
}

/** What happened to a coupon: it was given, and used or over. */
function eventsOf(
  dice: Dice,
  { id: couponId, customerId, state, createdAt, usedAt, validUntil }: Coupon,
  kind: 'issued' | 'claimed',
  { manager, note }: { manager: string; note: string | undefined },
): CouponEvent[] {
  const by =
    kind === 'claimed'
      ? ({ actorKind: 'customer', actorId: customerId } as const)
      : ({ actorKind: 'staff', actorId: manager } as const)
  const given: CouponEvent = {
    id: dice.id(createdAt),
    couponId,
    kind,
    at: createdAt,
    ...by,
    ref: null,
    note: note ?? null,
  }
  if (usedAt) {
    const who = { actorKind: 'staff', actorId: manager, ref: `demo:${couponId}`, note: null } as const
    return [given, { id: dice.id(usedAt), couponId, kind: 'used', at: usedAt, ...who }]
  }
  if (state !== 'expired') return [given]
  const system = { actorKind: 'system', actorId: 'coupon', ref: null, note: null } as const
  return [given, { id: dice.id(validUntil), couponId, kind: 'expired', at: validUntil, ...system }]
}
