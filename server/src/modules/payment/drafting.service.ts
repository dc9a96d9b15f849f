import type { Body, settlement as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import { permissionsAt } from '../../platform/scope'
import { placeOf, requireStore } from '../store'
import { findAgreedLines, isRepeat, requireReachableWorkorder, type Workorder } from '../workorder'
import { isWithin, TIERS, type AgreedLine } from './computing'
import { freeCoupons } from './couponing.service'
import { assertSeen, changeSettlement, holdSettlement, type Held } from './settling.service'
import { standingOf } from './standing.queries'

type Draft = Body<typeof contract.save>

const byKey = <V>(rows: readonly { readonly key: string }[], valueOf: (at: number) => V): Record<string, V> =>
  Object.fromEntries(rows.map(({ key }, at) => [key, valueOf(at)]))

/**
 * Discounts within the limit of whoever gives them, payers and coupons; nothing is paid by it. Throws `settlement.changed`,
 * `settlement.wrong_state` once money came, `settlement.line_unknown`, `settlement.discount_too_high`, `settlement.coupon_unfit`.
 */
export async function saveDraft(app: App, by: StaffActor, workorderId: string, draft: Draft): Promise<Workorder> {
  const reached = await requireReachableWorkorder(app, by, 'settlement.draft', workorderId)
  const percent = percentOf(by, placeOf(await requireStore(app.db.read, reached.storeId)))
  await app.db.tx(async (tx) => {
    const held = await holdSettlement(app, tx, workorderId)
    if (await isRepeat(app, tx, { workorderId, requestId: draft.requestId, command: 'save_settlement' })) return
    assertSeen(held.settlement, draft.version)
    if (held.settlement.state !== 'open') throw new AppError('settlement.wrong_state')
    await write(app, held, by, draft, percent)
  })
  return reached
}

function percentOf(by: StaffActor, place: Parameters<typeof permissionsAt>[1]): number {
  const permissions = permissionsAt(by, place)
  return TIERS.find(({ permission }) => permissions.has(permission))?.percent ?? 0
}

function assertLines(lines: readonly AgreedLine[], { discounts, payers }: Draft): void {
  const keys = new Set(lines.map(({ key }) => key))
  if (![...discounts, ...payers].every(({ key }) => keys.has(key))) throw new AppError('settlement.line_unknown')
}

/** What somebody with more rights gave may stay; more than that needs them. */
function assertLimit(
  lines: readonly AgreedLine[],
  { settlement }: Held,
  discounts: Record<string, number>,
  percent: number,
) {
  const isKept = Object.entries(discounts).every(([key, fen]) => fen <= (settlement.discounts[key] ?? 0))
  if (!isKept && !isWithin(lines, discounts, percent)) throw new AppError('settlement.discount_too_high')
  if (!isWithin(lines, discounts, 100)) throw new AppError('settlement.discount_too_high')
}

async function write(app: App, held: Held, by: StaffActor, draft: Draft, percent: number): Promise<void> {
  const { tx, workorder, settlement } = held
  const lines = await findAgreedLines(tx, workorder.id)
  assertLines(lines, draft)
  const discounts = byKey(draft.discounts, (at) => draft.discounts[at]?.discountFen ?? 0)
  const payers = byKey(draft.payers, (at) => draft.payers[at]?.payer ?? 'owner')
  assertLimit(lines, held, discounts, percent)
  const terms = { discounts, payers, couponIds: draft.couponIds }
  const changed = { ...settlement, ...terms }
  await standingOf(app, tx, workorder, changed)
  // What was scanned and is not wanted any more.
  await freeCoupons(app, tx, settlement, by, draft.couponIds ?? [])
  const discountedBy = draft.discounts.length > 0 ? by.staffId : null
  await changeSettlement(tx, settlement, { ...terms, discountedBy })
  await audit(tx, app.clock.now(), {
    ...{ actor: by, action: 'settlement.save', subject: { type: 'settlement', id: settlement.id } },
    ...{ storeId: settlement.storeId, requestId: draft.requestId, after: terms },
    before: { discounts: settlement.discounts, payers: settlement.payers, couponIds: settlement.couponIds },
  })
}
