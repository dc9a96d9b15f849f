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
import { seedDemo, type DemoLogins } from '../../server/src/seed/seed-demo'
import { startTestApp, type TestApp } from '../support/app'

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

async function seeded(at: string): Promise<{ app: TestApp; logins: DemoLogins }> {
  const app = await startTestApp({ at })
  return { app, logins: await seedDemo(app.world.app, app.clock.now()) }
}

/** Seeding a busy machine with scrypt hashes takes its time. */
const TIMEOUT_MS = 180_000

describe('seeding the demo data', () => {
  let app: TestApp
  let logins: DemoLogins
  let content: Map<string, string[]>

  beforeAll(async () => {
    ;({ app, logins } = await seeded(MORNING))
    content = await contentOf(app)
  }, TIMEOUT_MS)
  afterAll(() => app.stop())

  test(
    'at the same moment writes the same rows',
    async () => {
      const again = await seeded(MORNING)
      const other = await contentOf(again.app)
      await again.app.stop()
      expect([...other.values()].map((rows) => rows.length)).toEqual([...content.values()].map((rows) => rows.length))
      // Compared as one truth each: a difference of thousands of rows would take minutes to print.
      expect(
        [...content].filter(([table, rows]) => rows.join() !== other.get(table)?.join()).map(([table]) => table),
      ).toEqual([])
    },
    TIMEOUT_MS,
  )

  test(
    'at another hour of the day gives everything the same ids, and has today gone further',
    async () => {
      const later = await seeded(EVENING)
      const other = await contentOf(later.app)
      await later.app.stop()
      const idsOf = (rows: string[] | undefined) => rows?.map((row) => /"id","(\w{26})"/.exec(row)?.[1]).sort()
      for (const table of ['store', 'technician', 'service', 'customer', 'vehicle', 'staff', 'booking', 'workorder']) {
        expect(idsOf(other.get(table))?.join()).toBe(idsOf(content.get(table))?.join())
      }
      const arrived = (rows: string[] | undefined) => rows?.filter((row) => row.includes('"arrived"')).length ?? 0
      expect(arrived(other.get('booking'))).toBeGreaterThan(arrived(content.get('booking')) + 20)
    },
    TIMEOUT_MS,
  )

  test('a database that has it already writes nothing and answers with the same log-ins', async () => {
    expect(await seedDemo(app.world.app, new Date('2026-12-24T01:00:00Z'))).toEqual(logins)
    expect([...(await contentOf(app))].filter(([table, rows]) => rows.join() !== content.get(table)?.join())).toEqual(
      [],
    )
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
