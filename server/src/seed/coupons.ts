import {
  Coupon,
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
}

interface Written {
  readonly key: string
  readonly template: CouponTemplate
  readonly version: CouponTemplateVersion
  readonly worthFen: number
}

/** Writes the coupon templates of the group, and coupons in the wallets of the demo owners. */
export async function seedCoupons(
  tx: Tx,
  today: Today,
  { groupId, houses }: Organisation,
  staff: ReadonlyMap<string, string>,
  fleet: Fleet,
): Promise<void> {
  const scene: Scene = { dice: diceOf('coupons'), today, houses, groupId, manager: staff.get('jingli') ?? '' }
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
  const { dice, today, groupId, manager } = scene
  const { fields, nameOf } = fieldsOf(scene, data)
  const face = makeFace(fields, nameOf)
  const at = daysAgo(today, WRITTEN_DAYS_AGO)
  const { stockTotal } = fields
  const template: CouponTemplate = {
    ...{ id: dice.id(at), groupId, requestId: dice.uuid(), timeZone: ZONE, ...columnsOf(fields, face) },
    ...{ stockTotal, stockLeft: stockTotal, reservedFen: 0, spentFen: 0, state: data.state, version: 1 },
    ...{ createdBy: manager, createdAt: at, updatedAt: at },
  }
  const version = { templateId: template.id, version: 1, fields, says: face.says, writtenBy: manager, writtenAt: at }
  return { key: data.key, template, version, worthFen: await worthOf(tx, face.benefit) }
}

interface Held {
  readonly coupon: Coupon
  readonly events: readonly CouponEvent[]
}

/** Stock and promised money as the coupons leave them. */
function countedOf({ template }: Written, all: readonly Held[]): CouponTemplate {
  const mine = all.filter(({ coupon }) => coupon.templateId === template.id)
  const open = mine.filter(({ coupon }) => coupon.state !== 'expired')
  const reservedFen = open.reduce((sum, { coupon }) => sum + coupon.worthFen, 0)
  const { stockLeft } = template
  return { ...template, reservedFen, stockLeft: stockLeft === null ? null : stockLeft - mine.length }
}

const walletOf = (scene: Scene, written: readonly Written[], customerId: string, place: number): Held[] =>
  WALLETS.filter(({ owners = Infinity }) => place < owners).flatMap((data) => {
    const of = written.find(({ key }) => key === data.template)
    return of ? [couponOf(scene, of, data, customerId)] : []
  })

function couponOf(
  { dice, today, manager }: Scene,
  { template, worthFen }: Written,
  data: WalletData,
  customerId: string,
): Held {
  const at = daysAgo(today, data.issuedDaysAgo)
  const id = dice.id(at)
  const kind = data.isClaimed ? 'claimed' : 'issued'
  const validity = validityOf(template, at)
  const state = stateAt({ state: kind, lockedUntil: null, ...validity }, today.began)
  const coupon: Coupon = {
    ...{ id, templateId: template.id, templateVersion: 1, customerId, vehicleId: null, state, face: template.face },
    ...{ code: makeCode(() => dice.int(0, 9)), worthFen, ordinal: 1, ...validity, cause: `demo:${id}` },
    ...{ lockedUntil: null, lockRef: null, claimedAt: data.isClaimed ? at : null, usedAt: null, usedRef: null },
    ...{ usedStoreId: null, usedFen: null, usedVin: null, useRequestNo: null, remindedAt: null },
    ...{ createdAt: at, updatedAt: state === 'expired' ? validity.validUntil : at },
  }
  const by = data.isClaimed
    ? ({ actorKind: 'customer', actorId: customerId } as const)
    : ({ actorKind: 'staff', actorId: manager } as const)
  const given: CouponEvent = { id: dice.id(at), couponId: id, kind, at, ...by, ref: null, note: data.note ?? null }
  if (state !== 'expired') return { coupon, events: [given] }
  const over: CouponEvent = {
    ...{ id: dice.id(validity.validUntil), couponId: id, kind: 'expired', at: validity.validUntil },
    ...{ actorKind: 'system', actorId: 'coupon', ref: null, note: null },
  }
  return { coupon, events: [given, over] }
}
