import '../support/same-ids'
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals'
import { addDays, DAY_MS, type Day } from '@pitlane/kernel'
import { mulberry } from '../../server/src/seed/dice'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { startTestApp, type TestApp } from '../support/app'
import { TODAY } from '../support/booking-scene'
import { claimFaults } from '../support/claim-faults'
import { given } from '../support/given'
import { createDice, SimulatedStore } from '../support/simulated-month'

const DAYS = 30
const OPENS = 9
const CLOSES = 18
/** Another month than the usual one: `SIMULATION_SEED=7 npx jest tests/simulation`. */
const SEED = Number(process.env['SIMULATION_SEED'] ?? 20_261_122)

let t: TestApp
beforeAll(async () => {
  // The order in which jobs are taken is left to chance, which is the same each time.
  jest.spyOn(Math, 'random').mockImplementation(mulberry(SEED))
  t = await startTestApp()
})
afterAll(() => t.stop())

/** A store with lanes, five bays for work, check and wash; eight people; and owners who know it. */
async function openStore(): Promise<{ store: SimulatedStore; quickBayId: string }> {
  const make = given(t)
  const store = await make.store({
    ...{ bays: 3, technicians: 0, isAutoConfirm: false },
    spends: {
      ...{ receptionMinutes: 15, washMinutes: 15, qcMinutes: 15, finishBeforeCloseMinutes: 30, reworkReserveCars: 1 },
      ...{ walkInReservePercent: [25, 25, 25, 25, 25, 25, 25], isOverrunWatched: true, carryOverMinutes: 60 },
    },
  })
  for (const [i, type] of (['lane', 'mech', 'mech', 'qc', 'wash'] as const).entries())
    await make.bay(store.id, { name: `${type} ${i}`, type })
  for (const skills of [['quick'], ['quick'], ['quick', 'chassis'], ['chassis'], ['quick', 'chassis', 'engine']])
    await make.technician(store.id, { skills })
  const services = [
    await make.service(store.id, { bayMinutes: 45 }),
    await make.service(store.id, { bayMinutes: 60, bayType: 'mech', skill: 'chassis', name: '制动片' }),
    await make.service(store.id, {
      bayMinutes: 120,
      bayType: 'mech',
      skill: 'chassis',
      technicianCount: 2,
      name: '底盘',
    }),
  ]
  const owners = []
  for (let i = 0; i < 60; i++) owners.push(await make.driver())
  const bays = await t.world.app.db.read.rows<{ id: string }>(
    "select id from bay where store_id = ? and type = 'quick' order by id",
    [store.id],
  )
  const desk = await make.staff('reception', 'store', store.id)
  const manager = await make.staff('svc_mgr', 'store', store.id)
  const facts = {
    ...{ storeId: store.id, serviceIds: services.map(({ id }) => id), owners },
    ...{ deskId: desk.staffId, managerId: manager.staffId },
  }
  return { store: new SimulatedStore(t, createDice(SEED), facts), quickBayId: bays[0]?.id ?? '' }
}

/** What must be true at every moment, whatever happened. */
async function check(store: SimulatedStore, today: Day): Promise<void> {
  const { db } = t.world.app
  expect(await auditClaims(t.world.app)).toBe(0)
  const broken = await db.read.rows(
    `select c.booking_id as booking, c.day as day, c.cell as cell from claim c
       join bay_outage o on o.bay_id = c.resource_id and o.day = c.day
       join booking b on b.id = c.booking_id
      where c.day > ? and b.state in ('placed', 'confirmed')`,
    [today],
  )
  expect(broken).toEqual([])
  const outside = await db.read.rows(
    `select c.booking_id as booking, c.day as day, c.cell as cell from claim c
       join store_day d on d.store_id = c.store_id and d.day = c.day
      where c.cell * 15 < d.opens_minute or (c.cell + 1) * 15 > d.closes_minute or d.is_open = 0`,
  )
  expect(outside).toEqual([])
  // A car that is not done is planned for today or later; where there was no place, the same is asked again within the hour.
  const left = await db.read.rows(
    `select b.id as booking from booking b where b.state = 'arrived' and b.finished_at is null and b.day < ? and b.is_unseated = 0
        and not exists (select 1 from booking_step s where s.booking_id = b.id and s.day >= ?)
        and not exists (select 1 from job j where j.kind = 'booking.overrun_check' and j.payload like '%' || b.id || '%')`,
    [today, today],
  )
  expect(left).toEqual([])
  const expected = await db.read.rows<{ id: string; day: Day; minute: number }>(
    "select id, day, starts_minute as minute from booking where state in ('placed', 'confirmed')",
  )
  const changed = expected.filter(({ id, day, minute }) => {
    const promise = store.promises.get(id)
    return promise && (promise.day !== day || promise.minute !== minute)
  })
  expect(changed).toEqual([])
}

it('stays true through a month of a store, hour by hour', async () => {
  const { store, quickBayId } = await openStore()
  for (let d = 0; d < DAYS; d++) {
    const today = addDays(TODAY, d)
    if (d === 10) await store.breakBay(quickBayId, addDays(today, 1), addDays(today, 3))
    for (let hour = OPENS - 1; hour <= CLOSES + 1; hour++) {
      t.clock.set(new Date(Date.parse(`${today}T00:00:00Z`) + (hour - 8) * (DAY_MS / 24)).toISOString())
      await t.settle()
      if (hour >= OPENS && hour < CLOSES) await hourOf(store, today, hour * 60)
      await t.settle()
      // Offers end within the hour.
      await store.takeOffers()
      await t.settle()
      await check(store, today)
    }
    expect(await claimFaults(t.world.app.db.read, addDays(today, -1))).toEqual([])
  }
  // A month in which nothing happened would prove nothing.
  const happened = ['book', 'accept', 'cancel', 'move', 'late', 'arrive', 'stay away', 'walk in', 'done', 'overrun']
  expect(happened.filter((what) => (store.counts[what] ?? 0) === 0)).toEqual([])
  expect(store.counts['arrive']).toBeGreaterThan(80)
  const carried = await t.world.app.db.read.rows<{ n: number }>(
    'select count(*) as n from booking where last_day is not null',
  )
  expect(Number(carried[0]?.n)).toBeGreaterThan(0)
}, 600_000)

async function hourOf(store: SimulatedStore, today: Day, minute: number): Promise<void> {
  await store.work(today, minute)
  await store.receiveLate(today, minute)
  await store.receive(today, minute)
  await store.book(today)
  if (minute % 180 === 0) await store.change(today)
  if (minute % 120 === 0) await store.walkIn(today)
}
