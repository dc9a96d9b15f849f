import { board, maskName, maskPhone, maskPlate } from '@pitlane/contract'
import type { Day } from '@pitlane/kernel'
import { In, LessThan, MoreThanOrEqual, Not } from 'typeorm'
import { closingText, findSteps } from '../modules/booking'
import { Booking, type BookingStep } from '../modules/booking/booking.entity'
import { Service } from '../modules/catalog/catalog.entity'
import { CUSTOMER_NAME, CUSTOMER_PHONE } from '../modules/customer'
import { Customer } from '../modules/customer/customer.entity'
import { placeOf, readRoster, requireStore, workingSpans } from '../modules/store'
import { Bay, StoreDay, Technician } from '../modules/store/store.entity'
import { VEHICLE_PLATE } from '../modules/vehicle'
import { Vehicle } from '../modules/vehicle/vehicle.entity'
import { Workorder } from '../modules/workorder/workorder.entity'
import type { App } from '../platform/app'
import { bind } from '../platform/bind'
import type { Reader } from '../platform/database'
import { scopeTo, type StoreScope } from '../platform/scope'
import type { Table } from '../platform/table'

/** Rows of a table by id, as a map. */
async function byId<R extends { id: string }>(
  db: Reader,
  table: Table<R>,
  ids: readonly string[],
): Promise<Map<string, R>> {
  const rows = await db.find(table, { where: { id: In([...new Set(ids)]) } as never })
  return new Map(rows.map((row) => [row.id, row]))
}

/** Everything that lines of the board are made from. */
async function readFacts(db: Reader, bookings: readonly Booking[]) {
  const ids = bookings.map((b) => b.id)
  const steps = await findSteps(db, ids)
  const of = <T>(pick: (step: BookingStep) => readonly T[]) => steps.flatMap((step) => pick(step))
  const orders = await db.find(Workorder, { where: { bookingId: In(ids) } })
  return {
    steps,
    services: await byId(
      db,
      Service,
      of((step) => (step.serviceId ? [step.serviceId] : [])),
    ),
    bays: await byId(
      db,
      Bay,
      of((step) => [step.bayId]),
    ),
    technicians: await byId(
      db,
      Technician,
      of((step) => step.technicianIds),
    ),
    vehicles: await byId(
      db,
      Vehicle,
      bookings.map((b) => b.vehicleId),
    ),
    customers: await byId(
      db,
      Customer,
      bookings.map((b) => b.customerId),
    ),
    orders: new Map(orders.map((order) => [order.bookingId, order])),
  }
}
type Facts = Awaited<ReturnType<typeof readFacts>>

const namesOf = (ids: readonly string[], of: ReadonlyMap<string, { name: string }>): string[] =>
  [...new Set(ids)].map((id) => of.get(id)?.name ?? '').filter(Boolean)

/** Where the car is and who works on it. */
function placesOf(facts: Facts, b: Booking) {
  const steps = facts.steps.filter((step) => step.bookingId === b.id)
  const work = steps.filter((step) => step.kind === 'work')
  const serviceIds = work.flatMap((step) => step.serviceId ?? [])
  const bayIds = work.map((step) => step.bayId)
  const people = work.flatMap((step) => step.technicianIds)
  return {
    serviceName: namesOf(serviceIds, facts.services).join('、'),
    bayName: namesOf(bayIds, facts.bays).join('、'),
    technicianNames: namesOf(people, facts.technicians),
    steps: steps.map((step) => ({
      ...{ ordinal: step.ordinal, kind: step.kind, minute: step.startsMinute, endMinute: step.endsMinute },
      ...{ day: step.day, bayId: step.bayId, technicianIds: step.technicianIds },
      serviceName: step.serviceId ? (facts.services.get(step.serviceId)?.name ?? '') : null,
    })),
  }
}

/** Whose car it is, masked. */
function personOf({ vault }: App, { vehicles, customers }: Facts, b: Booking) {
  const vehicle = vehicles.get(b.vehicleId)
  const customer = customers.get(b.customerId)
  const opened = (purpose: `${string}.${string}`, sealed: string | null | undefined, mask: (text: string) => string) =>
    sealed ? mask(vault.open(purpose, sealed)) : null
  return {
    vehicleName: vehicle ? `${vehicle.brand} ${vehicle.model}`.trim() : '',
    maskedPlate: opened(VEHICLE_PLATE, vehicle?.plateSealed, maskPlate),
    maskedName: opened(CUSTOMER_NAME, customer?.nameSealed, maskName),
    maskedPhone: opened(CUSTOMER_PHONE, customer?.phoneSealed, maskPhone),
  }
}

/** Bookings as the front desk sees them: everything on one line, personal data masked. */
export async function boardRows(app: App, bookings: readonly Booking[]): Promise<board.BoardRow[]> {
  const facts = await readFacts(app.db.read, bookings)
  return bookings.map((b) => ({
    ...{ id: b.id, number: b.number, state: b.state, version: b.version, day: b.day },
    ...{ minute: b.startsMinute, endMinute: b.endsMinute, channel: b.channel, lateMinutes: b.lateMinutes },
    ...personOf(app, facts, b),
    ...placesOf(facts, b),
    ...{ remark: b.remark, closingNote: closingText(b), workorderNumber: facts.orders.get(b.id)?.number ?? null },
    workorderId: facts.orders.get(b.id)?.id ?? null,
    ...{ placedAt: b.createdAt.toISOString(), handover: b.handover, isRework: b.isRework, isUnseated: b.isUnseated },
    ...{ delayMinutes: b.delayMinutes, finishedAt: b.finishedAt?.toISOString() ?? null, lastDay: b.lastDay },
    ...{ isWaived: b.waivedAt !== null, depositFen: b.depositFen },
  }))
}

const SHOWN = Not(In(['held', 'expired']))
const STAYS = In(['placed', 'confirmed', 'arrived'])

/** The bookings of a day, by time, and behind them the cars of earlier days that stay overnight. */
async function bookingsOn(db: Reader, storeId: string, day: Day): Promise<Booking[]> {
  const order = { startsMinute: 'ASC', createdAt: 'ASC', id: 'ASC' } as const
  const own = await db.find(Booking, { where: { storeId, day, state: SHOWN }, order })
  const stays = { storeId, day: LessThan(day), lastDay: MoreThanOrEqual(day), state: STAYS }
  return [...own, ...(await db.find(Booking, { where: stays, order }))]
}

async function dayBoard(app: App, { storeId }: StoreScope, day: Day) {
  const opening = await app.db.read.findOne(StoreDay, { storeId, day })
  const roster = await readRoster(app.db.read, storeId)
  const bookings = await bookingsOn(app.db.read, storeId, day)
  return {
    day,
    isOpen: opening?.isOpen ?? false,
    note: opening?.note ?? null,
    opensMinute: opening?.opensMinute ?? 0,
    closesMinute: opening?.closesMinute ?? 0,
    rows: await boardRows(app, bookings),
    bays: roster.bays.map(({ id, name, type }) => ({ id, name, type })),
    technicians: roster.technicians.map((one) => ({ id: one.id, name: one.name, ...workingSpans(one, day) })),
  }
}

export const boardRoutes = [
  bind(board.board, async (app, { actor, params, query }) => {
    const store = await requireStore(app.db.read, params.storeId)
    return dayBoard(app, scopeTo(actor, 'booking.read', placeOf(store)), query.day)
  }),
]
