import { randomUUID } from 'node:crypto'
import { booking, type policy } from '@pitlane/contract'
import type { TestApp } from './app'
import { given } from './given'

/** The day after the one on which every test starts. */
export const TUESDAY = '2026-11-24'

/** The day on which every test starts, in Shanghai. */
export const TODAY = '2026-11-23'

interface Wish {
  storeId: string
  /** `id,id` */
  serviceIds: string
  vehicleId: string
  day?: string
  minute?: number
  remark?: string
  requestId?: string
}

/** A call that places a booking, Tuesday at 10:00 unless the test says otherwise; a new intent each time. */
export const wish = ({ serviceIds, ...over }: Wish) => ({
  body: {
    ...{ requestId: randomUUID(), day: TUESDAY, minute: 600, remark: '' },
    ...{ ...over, serviceIds: serviceIds.split(',') },
  },
})

/** How many rows a table has. */
export const rowsOf = async (t: TestApp, table: string): Promise<number> =>
  Number((await t.world.app.db.read.rows<{ n: number }>(`select count(*) as n from ${table}`))[0]?.n)

/** The slot at a time of day as owners see it. */
export const slotsAt = async (
  t: TestApp,
  ids: { storeId: string; serviceIds: string },
  minute: number,
  day = TUESDAY,
) => (await t.ok(booking.slots, { query: { ...ids, day } })).slots.find((slot) => slot.minute === minute)

/** A store that can take `capacity` cars at a time, one service, one owner with a car. */
export async function ownerScene(t: TestApp, capacity = 1, spends: Partial<policy.CapacityPolicy> = {}) {
  const store = await given(t).store({ bays: capacity, technicians: capacity, spends })
  const service = await given(t).service(store.id)
  const driver = await given(t).driver()
  const ids = { storeId: store.id, serviceIds: service.id }
  return { store, service, driver, ids, mine: { ...ids, vehicleId: driver.vehicleId } }
}

/** A store with its front desk, and one booking of today that waits to be confirmed. */
export async function deskScene(t: TestApp) {
  const store = await given(t).store({ bays: 2, technicians: 2 })
  const service = await given(t).service(store.id)
  const desk = await given(t).staff('reception', 'store', store.id)
  const driver = await given(t).driver({ name: '欧阳娜娜' })
  const call = wish({ storeId: store.id, serviceIds: service.id, vehicleId: driver.vehicleId, day: TODAY, minute: 720 })
  const placed = await t.ok(booking.place, call, driver.token)
  return { store, service, desk, driver, placed, params: { bookingId: placed.id }, seen: { version: placed.version } }
}
