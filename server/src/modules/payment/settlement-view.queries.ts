import type { settlement as contract } from '@pitlane/contract'
import type { StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { permissionsAt } from '../../platform/scope'
import { findStaffNames } from '../identity'
import { placeOf, requireStore } from '../store'
import type { Workorder } from '../workorder'
import { dueOf, partsOf, refundableFen, sumGoods, totalsOf } from './computing'
import { readInvoiceRequest } from './invoice.queries'
import type { MoneyEntry, PayRefund } from './payment.entity'
import { findEntries, findOpenOrder, findPendingRefunds, findSettlement } from './settlement.queries'
import { standingOf } from './standing.queries'

type View = contract.SettlementView
type Shown = Omit<View, 'may'>

async function shownOf(app: App, workorder: Workorder, wanted?: readonly string[] | null): Promise<Shown> {
  const db = app.db.read
  const settlement = await findSettlement(db, workorder.id)
  const entries = settlement ? await findEntries(db, settlement.id) : []
  const pending = await findPendingRefunds(
    db,
    entries.map(({ id }) => id),
  )
  const open = settlement && (await findOpenOrder(db, settlement.id))
  const { agreed, losers, isBest } = await standingOf(app, db, workorder, settlement, wanted)
  const returned = sumGoods([...entries, ...pending])
  // A visit that was paid before there were settlements has none.
  const state = settlement?.state ?? (workorder.settledAt === null ? 'open' : 'paid')
  // What went back after everything was paid is not owed again.
  const isPaid = state === 'paid'
  const parts = partsOf(agreed, entries).map((part) => (isPaid ? { ...part, dueFen: 0 } : part))
  return {
    ...{ workorderId: workorder.id, version: settlement?.version ?? 0, state },
    ...{
      lines: agreed.lines.map((line) => ({ ...line, returnedFen: returned[line.key] ?? 0 })),
      losers: [...losers],
      isBest,
      ...totalsOf(agreed),
      parts,
    },
    coupons: agreed.coupons.map(({ id, name, valueFen, text }) => ({ id, name, valueFen, text })),
    receipts: await receiptsOf(app, entries, pending),
    pendingRefunds: pending.map(pendingView),
    openOrder: open ? { amountFen: open.amountFen, expiresAt: open.expiresAt.toISOString() } : null,
    invoice: await readInvoiceRequest(app, db, workorder.id),
  }
}

const pendingView = ({ id, receiptId, amountFen, state, createdAt }: PayRefund): View['pendingRefunds'][number] => ({
  ...{ id, receiptId, amountFen, state, at: createdAt.toISOString() },
})

async function receiptsOf(app: App, entries: readonly MoneyEntry[], pending: readonly PayRefund[]) {
  const names = await findStaffNames(
    app.db.read,
    entries.flatMap(({ byId }) => byId ?? []),
  )
  return entries.map((entry): View['receipts'][number] => ({
    ...{
      id: entry.id,
      kind: entry.kind,
      payer: entry.payer,
      method: entry.method,
      amountFen: entry.amountFen,
      at: entry.at.toISOString(),
    },
    ...{ byName: entry.byId === null ? null : (names.get(entry.byId) ?? null), note: entry.note },
    ...{
      refundOf: entry.refundOf,
      refundableFen: entry.kind === 'receipt' ? refundableFen(entry, entries, pending) : 0,
    },
  }))
}

/** What a member of staff sees of a settlement, with what they may do. */
export async function settlementView(app: App, by: StaffActor, workorder: Workorder): Promise<View> {
  const shown = await shownOf(app, workorder)
  const place = placeOf(await requireStore(app.db.read, workorder.storeId))
  return { ...shown, may: commandsOf(shown, workorder, permissionsAt(by, place)) }
}

function commandsOf({ state, receipts }: Shown, workorder: Workorder, permissions: ReadonlySet<string>): string[] {
  const isReady = workorder.state === 'ready'
  const commands = {
    save: state === 'open' && permissions.has('settlement.draft'),
    receive: isReady && state !== 'paid' && permissions.has('settlement.receive'),
    refund: receipts.some((one) => one.refundableFen > 0) && permissions.has('settlement.refund'),
    reverse: state === 'paid' && workorder.state === 'settled' && permissions.has('settlement.reverse'),
  }
  return Object.entries(commands).flatMap(([command, may]) => (may ? [command] : []))
}

/** What the owner sees of it, with the coupons that they try. Names of staff stay in the house. */
export async function ownerBill(
  app: App,
  workorder: Workorder,
  wanted?: readonly string[] | null,
): Promise<contract.OwnerBill> {
  const shown = await shownOf(app, workorder, wanted)
  const dueFen = dueOf(shown.parts, 'owner')
  const canPay = workorder.state === 'ready' && shown.state !== 'paid' && app.ports.pay !== undefined
  return { ...shown, receipts: shown.receipts.map((one) => ({ ...one, byName: null, note: '' })), dueFen, canPay }
}
