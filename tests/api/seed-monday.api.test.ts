import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Booking, Claim } from '../../server/src/modules/booking/booking.entity'
import { Service, StoreService } from '../../server/src/modules/catalog/catalog.entity'
import { Coupon, CouponEvent, CouponTemplate } from '../../server/src/modules/coupon/coupon.entity'
import { Customer } from '../../server/src/modules/customer/customer.entity'
import { Consent, Staff, StaffGrant } from '../../server/src/modules/identity/identity.entity'
import * as stores from '../../server/src/modules/store/store.entity'
import { Vehicle, VehicleHold } from '../../server/src/modules/vehicle/vehicle.entity'
import { Workorder } from '../../server/src/modules/workorder/workorder.entity'
import { AuditLog } from '../../server/src/platform/platform-tables'
import type { Table } from '../../server/src/platform/table'
import { seedDemo } from '../../server/src/seed/seed-demo'
import { startTestApp, type TestApp } from '../support/app'
import { openDemo, SEEDING_MS, type Demo } from '../support/demo'
import { saysOfBookings } from './demo/bookings'
import { saysOfCoupons } from './demo/coupons'
import { saysOfGroup } from './demo/group'
import { saysOfLogIns } from './demo/log-ins'
import { readTripPhotos, saysOfDriving, saysOfMobility } from './demo/mobility'
import { saysOfScenes } from './demo/scenes'
import { saysOfWorkshop } from './demo/workshop'

const TODAY = '2026-11-23'
const MORNING = `${TODAY}T01:00:00.000Z`
const EVENING = `${TODAY}T09:30:00.000Z`

const organisation = [...Object.values(stores), Service, StoreService]
const people = [Customer, Consent, Vehicle, Staff, StaffGrant]
const coupons = [CouponTemplate, Coupon, CouponEvent]
const tables = [
  ...organisation,
  ...people,
  ...coupons,
  Booking,
  Claim,
  VehicleHold,
  Workorder,
] as unknown as Table<object>[]

/** What sealed columns are bound to. */
const sealedIn: Readonly<Record<string, `${string}.${string}`>> = {
  nameSealed: 'customer.name',
  phoneSealed: 'customer.phone',
  plateSealed: 'vehicle.plate',
  vinSealed: 'vehicle.vin',
}

/** Every row of every table as text. Sealed values are opened; hashes hang on secret keys and chance, ids of flows on chance: they are left out. */
async function contentOf({ world: { app } }: TestApp): Promise<Map<string, string[]>> {
  const plain = (row: object) =>
    Object.entries(row).flatMap(([name, value]) => {
      const purpose = sealedIn[name]
      if (purpose) return [[name, app.vault.open(purpose, String(value))]]
      if (name === 'flowId') return []
      return /Hash$/.test(name) && name !== 'textHash' ? [] : [[name, value]]
    })
  const content = new Map<string, string[]>()
  for (const table of tables) {
    const rows = await app.db.read.find(table)
    content.set(table.options.name, rows.map((row) => JSON.stringify(plain(row))).sort())
  }
  return content
}

const differing = (a: Map<string, string[]>, b: Map<string, string[]>): string[] =>
  // Compared as one truth each: a difference of thousands of rows would take minutes to print.
  [...a].filter(([table, rows]) => rows.join() !== b.get(table)?.join()).map(([table]) => table)

let morning: Demo
let evening: Demo
let inTheMorning: Map<string, string[]>
let inTheEvening: Map<string, string[]>

beforeAll(async () => {
  morning = await openDemo(MORNING)
  evening = await openDemo(EVENING)
  inTheMorning = await contentOf(morning.app)
  inTheEvening = await contentOf(evening.app)
}, 2 * SEEDING_MS)
afterAll(() => Promise.all([morning.app.stop(), evening.app.stop()]))

describe('seeding the demo data', () => {
  test(
    'at the same moment writes the same rows, and the same photos',
    async () => {
      const again = await openDemo(EVENING)
      const other = await contentOf(again.app)
      const photosOf = async (demo: Demo) => (await readTripPhotos(demo)).map(({ id, sha256 }) => `${id} ${sha256}`)
      const photos = await photosOf(again)
      await again.app.stop()
      expect([...other.values()].map((rows) => rows.length)).toEqual(
        [...inTheEvening.values()].map((rows) => rows.length),
      )
      expect(differing(inTheEvening, other)).toEqual([])
      expect(photos).toEqual(await photosOf(evening))
    },
    SEEDING_MS,
  )

  test('at another hour of the day gives everything the same ids, and has today gone further', () => {
    const idsOf = (rows: string[] | undefined) => rows?.map((row) => /"id","(\w{26})"/.exec(row)?.[1]).sort()
    for (const table of ['store', 'technician', 'service', 'customer', 'vehicle', 'staff', 'booking', 'workorder']) {
      expect(idsOf(inTheEvening.get(table))?.join()).toBe(idsOf(inTheMorning.get(table))?.join())
    }
    const arrived = (rows: string[] | undefined) => rows?.filter((row) => row.includes('"arrived"')).length ?? 0
    expect(arrived(inTheEvening.get('booking'))).toBeGreaterThan(arrived(inTheMorning.get('booking')) + 20)
  })

  test('a database that has it already writes nothing and answers with the same log-ins', async () => {
    const { app, logins } = morning
    expect(await seedDemo(app.world.app, new Date('2026-12-24T01:00:00Z'))).toEqual(logins)
    expect(differing(await contentOf(app), inTheMorning)).toEqual([])
    expect(await app.world.app.db.read.count(AuditLog, { action: 'demo.seed' })).toBe(1)
  })

  test('gives no demo passwords away for a group that is not the demonstration', async () => {
    const real = await startTestApp()
    const group = { id: '01KAP5S6J0000000000000TEST', name: '真实汽车集团', createdAt: real.clock.now() }
    await real.world.app.db.tx((tx) => tx.insert(stores.OrgGroup, group))
    expect(await seedDemo(real.world.app, real.clock.now())).toEqual({ logins: [], owners: [] })
    expect(await real.world.app.db.read.count(Staff, {})).toBe(0)
    await real.stop()
  })
})

describe('the demonstration on a Monday morning', () => {
  const demo = () => morning
  describe('bookings', () => saysOfBookings(demo))
  describe('mobility', () => saysOfMobility(demo))
  describe('group', () => saysOfGroup(demo))
  describe('coupons', () => saysOfCoupons(demo))
  describe('workshop', () => saysOfWorkshop(demo))
  describe('scenes', () => saysOfScenes(demo))
})

describe('the demonstration in the evening of that day', () => {
  const demo = () => evening
  describe('mobility', () => saysOfMobility(demo))
  describe('driving', () => saysOfDriving(demo))
  describe('log-ins', () => saysOfLogIns(demo))
})
