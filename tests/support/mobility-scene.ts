import { mobility } from '@pitlane/contract'
import type { AuditActor } from '@pitlane/kernel'
import { release, reserve, shift, type VisitPlace } from '../../server/src/modules/mobility'
import { Driver, LoanerCar } from '../../server/src/modules/mobility/mobility.entity'
import { DRIVER_PHONE } from '../../server/src/modules/mobility/sealing'
import { passGate } from '../../server/src/modules/store'
import { newId } from '../../server/src/platform/id'
import type { TestApp } from './app'
import { TODAY, TUESDAY } from './booking-scene'
import { given } from './given'

const ADDRESS = '上海市浦东新区张江路 88 弄 6 号 302 室'

/** On duty every day from eight to eight. */
export const everyDay: mobility.DriverWeek = Array.from({ length: 7 }, () => ({ startsMinute: 480, endsMinute: 1200 }))

/** A driver of a store. */
export async function aDriver(t: TestApp, storeId: string, over: Partial<Driver> = {}): Promise<Driver> {
  const now = t.clock.now()
  const row: Driver = {
    ...{ id: newId(), storeId, name: '陈建国', phoneSealed: t.world.app.vault.seal(DRIVER_PHONE, '13900001111') },
    ...{ week: everyDay, isActive: true, version: 1, createdAt: now, updatedAt: now, ...over },
  }
  await t.world.app.db.tx((tx) => tx.insert(Driver, row))
  return row
}

let plates = 10_000

/** A loaner car of a store. */
export async function aCar(t: TestApp, storeId: string, over: Partial<LoanerCar> = {}): Promise<LoanerCar> {
  const now = t.clock.now()
  const row: LoanerCar = {
    ...{ id: newId(), storeId, plate: `沪C${(plates += 1)}`, model: '大众 朗逸', fuel: 'ice', odometerKm: 12_000 },
    ...{ isActive: true, version: 1, createdAt: now, updatedAt: now, ...over },
  }
  await t.world.app.db.tx((tx) => tx.insert(LoanerCar, row))
  return row
}

/** Tuesday from 10:00 to 12:00. */
export const MORNING: VisitPlace = { day: TUESDAY, startsMinute: 600, endsMinute: 720 }
/** Today from 14:00 to 16:00; the driver leaves at 12:30. */
export const AFTERNOON: VisitPlace = { day: TODAY, startsMinute: 840, endsMinute: 960 }

type Owner = Awaited<ReturnType<ReturnType<typeof given>['driver']>>

export const fetchIt: mobility.MobilityWish = {
  ...{ trip: { address: ADDRESS, contactNote: '到小区东门' }, fetch: true, returnTrip: false, loaner: false },
}
export const bothWays: mobility.MobilityWish = { ...fetchIt, returnTrip: true }
export const lendOne: mobility.MobilityWish = { fetch: true, returnTrip: false, loaner: true }

/** A store with drivers and loaner cars, its front desk, and what bookings do to it in their own transactions. */
export async function mobilityScene(t: TestApp, { drivers = 2, cars = 3 } = {}) {
  const store = await given(t).store()
  const { app } = t.world
  for (let i = 0; i < drivers; i++) await aDriver(t, store.id, { name: `${'陈周'.charAt(i)}师傅` })
  for (let i = 0; i < cars; i++) await aCar(t, store.id)
  const desk = await given(t).staff('reception', 'store', store.id)
  const manager = await given(t).staff('svc_mgr', 'store', store.id)

  /** A booking with what its owner asks for; throws as `reserve` does. */
  const book = async (wish: mobility.MobilityWish, place = MORNING, owner?: Owner) => {
    const who = owner ?? (await given(t).driver({ name: '张三丰' }))
    const id = newId()
    const booking = { id, storeId: store.id, customerId: who.customerId, vehicleId: who.vehicleId, ...place }
    await app.db.tx(async (tx) => {
      await passGate(tx, store.id, place.day)
      await reserve(app, tx, { booking, wish })
    })
    return { id, owner: who, place }
  }
  const end = (bookingId: string, by: AuditActor, day = TUESDAY) =>
    app.db.tx(async (tx) => {
      await passGate(tx, store.id, day)
      await release(app, tx, bookingId, by)
    })
  const moveTo = (bookingId: string, place: VisitPlace, by: AuditActor, from = TUESDAY) =>
    app.db.tx(async (tx) => {
      for (const day of [...new Set([from, place.day])].sort()) await passGate(tx, store.id, day)
      await shift(app, tx, bookingId, place, by)
    })
  const dayOf = (day = TUESDAY, token = desk.token) =>
    t.ok(mobility.day, { params: { storeId: store.id }, query: { day } }, token)
  const mineOf = (bookingId: string, token: string) => t.ok(mobility.mine, { params: { bookingId } }, token)
  const offersAt = ({ day, startsMinute, endsMinute }: VisitPlace) =>
    t.ok(mobility.offers, { query: { storeId: store.id, day, minute: startsMinute, endMinute: endsMinute } })
  return { store, desk, manager, book, end, moveTo, dayOf, mineOf, offersAt }
}

export const SYSTEM: AuditActor = { kind: 'system', name: 'test' }
