import { maskName, type cashier as contract, type View } from '@pitlane/contract'
import type { StaffActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import { scopeTo } from '../../platform/scope'
import { readContact } from '../customer'
import { findStaffNames } from '../identity'
import { placeOf, requireStore } from '../store'
import { findVehicles } from '../vehicle'
import { findReadyWorkorders, type Workorder } from '../workorder'
import { dueOf, partsOf } from './computing'
import { ReconciliationDay, ReconciliationDifference, type TillClose } from './payment.entity'
import { findEntries, findSettlement } from './settlement.queries'
import { standingOf } from './standing.queries'
import { readTill } from './till.queries'

type Till = View<typeof contract.till>
type Close = View<typeof contract.closeTill>
type Reconciliation = View<typeof contract.reconciliation>

const DAYS = 62

/** The till of a store: what came since the last close, and who waits to pay. */
export async function tillView(app: App, by: StaffActor, storeId: string): Promise<Till> {
  scopeTo(by, 'settlement.receive', placeOf(await requireStore(app.db.read, storeId)))
  const { closes, fromAt, sums, expectedCashFen } = await readTill(app.db.read, storeId)
  const names = await findStaffNames(
    app.db.read,
    closes.map(({ byId }) => byId),
  )
  const waiting = await findReadyWorkorders(app.db.read, storeId)
  const ids = waiting.map(({ vehicleId }) => vehicleId)
  const cars = await findVehicles(app.db.read, app.vault, ids)
  const plates = new Map(cars.map(({ id, plate }) => [id, plate]))
  return {
    ...{ fromAt: fromAt?.toISOString() ?? null, sums, expectedCashFen },
    closes: closes.map((close) => closeView(close, names)),
    waiting: await Promise.all(waiting.map((workorder) => waitingView(app, workorder, plates))),
  }
}

async function waitingView(
  app: App,
  workorder: Workorder,
  plates: ReadonlyMap<string, string | null>,
): Promise<Till['waiting'][number]> {
  const db = app.db.read
  const settlement = await findSettlement(db, workorder.id)
  const { agreed } = await standingOf(app, db, workorder, settlement)
  const parts = partsOf(agreed, settlement ? await findEntries(db, settlement.id) : [])
  const { name } = await readContact(db, app.vault, workorder.customerId)
  return {
    ...{ workorderId: workorder.id, number: workorder.number, plate: plates.get(workorder.vehicleId) ?? '' },
    ...{ customerName: name ? maskName(name) : '', dueFen: dueOf(parts, 'owner') },
  }
}

const closeView = (close: TillClose, names: ReadonlyMap<string, string>): Close => ({
  ...{ id: close.id, fromAt: close.fromAt?.toISOString() ?? null, untilAt: close.untilAt.toISOString() },
  ...{ byName: names.get(close.byId) ?? '', sums: [...close.sums], countedFen: close.countedFen },
  ...{ differenceFen: close.differenceFen, note: close.note },
})

export const closeTillView = async (app: App, close: TillClose): Promise<Close> =>
  closeView(close, await findStaffNames(app.db.read, [close.byId]))

/** The days that were compared with the bill of WeChat Pay, and what did not agree. */
export async function readReconciliation(app: App): Promise<Reconciliation> {
  const days = await app.db.read.find(ReconciliationDay, { order: { day: 'DESC' }, take: DAYS })
  const rows = await app.db.read.find(ReconciliationDifference, {
    where: { day: In(days.map(({ day }) => day)) },
    order: { day: 'DESC', id: 'ASC' },
  })
  const names = await findStaffNames(
    app.db.read,
    rows.flatMap(({ resolvedBy }) => resolvedBy ?? []),
  )
  const openOn = (day: string) => rows.filter((row) => row.day === day && row.resolvedAt === null).length
  return {
    days: days.map(({ day, comparedAt, payments, refunds }) => ({
      ...{ day, comparedAt: comparedAt.toISOString(), payments, refunds, open: openOn(day) },
    })),
    differences: rows.map((row) => rowView(row, names)),
  }
}

const rowView = (row: ReconciliationDifference, names: ReadonlyMap<string, string>) => ({
  ...{ id: row.id, day: row.day, kind: row.kind, isRefund: row.isRefund, number: row.number },
  ...{ hereFen: row.hereFen, thereFen: row.thereFen, resolvedNote: row.resolvedNote },
  resolvedByName: row.resolvedBy === null ? null : (names.get(row.resolvedBy) ?? null),
})

export const differenceView = async (app: App, row: ReconciliationDifference) =>
  rowView(row, await findStaffNames(app.db.read, row.resolvedBy === null ? [] : [row.resolvedBy]))
