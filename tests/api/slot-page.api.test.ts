import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { ModelFamily, ServiceVariant } from '../../server/src/modules/catalog/catalog.entity'
import { newId } from '../../server/src/platform/id'
import { startTestApp, type TestApp } from '../support/app'
import { ownerScene, slotsAt, TODAY, TUESDAY, wish } from '../support/booking-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const pageOf = async (ids: { storeId: string; serviceIds: string }) =>
  booking.readSlotPage(await t.ok(booking.slotPage, { query: ids }))

describe('the slot page', () => {
  it('says of fourteen days what the slots of each day say, in at most 4 KB', async () => {
    const { ids, mine, driver } = await ownerScene(t, 2)
    await t.ok(booking.place, wish({ ...mine }), driver.token)
    const raw = await t.ok(booking.slotPage, { query: ids })
    expect(Buffer.byteLength(JSON.stringify(raw))).toBeLessThanOrEqual(4096)
    const days = booking.readSlotPage(raw)
    expect(days.map(({ day }) => day)).toEqual(Array.from({ length: 14 }, (_, i) => addDays(TODAY, i)))
    for (const day of days) expect(day).toEqual(await t.ok(booking.slots, { query: { ...ids, day: day.day } }))
    expect(raw).toMatchObject({ today: TODAY, priceFen: 48_000, visitMinutes: 60 })
  })

  it('changes with a booking at once, also where it was kept ready', async () => {
    const { ids, mine, driver } = await ownerScene(t)
    const at = async () => (await pageOf(ids))[1]?.slots.find(({ minute }) => minute === 600)
    expect(await at()).toMatchObject({ free: 1 })
    await t.ok(booking.place, wish(mine), driver.token)
    expect(await at()).toMatchObject({ free: 0, level: 'full', limit: 'bay' })
  })

  it('refuses a store and a service that do not exist', async () => {
    const { ids } = await ownerScene(t)
    await t.refused(booking.slotPage, { query: { ...ids, storeId: newId() } }, undefined, 'store.not_found')
    await t.refused(
      booking.slotPage,
      { query: { ...ids, serviceIds: newId() } },
      undefined,
      'catalog.service_not_found',
    )
  })
})

describe('what limits a time', () => {
  it('names the bay, the people, the skill and the reception', async () => {
    const { store, ids, mine, driver } = await ownerScene(t, 1)
    await given(t).bay(store.id, { name: '快保 9 号' })
    await t.ok(booking.place, wish(mine), driver.token)
    expect((await slotsAt(t, ids, 600))?.limit).toBe('technician')
    await given(t).technician(store.id, { name: '钣金工', skills: ['body'] })
    await t.world.app.db.tx((tx) =>
      tx.put('update store set roster_version = roster_version + 1 where id = ?', [store.id]),
    )
    t.clock.pass(11_000)
    expect((await slotsAt(t, ids, 600))?.limit).toBe('skill')
    expect((await slotsAt(t, ids, 540, TODAY))?.limit).toBe('lead')

    const other = await ownerScene(t, 3, { receptionMinutes: 15 })
    await given(t).bay(other.store.id, { name: '接待 1 道', type: 'lane' })
    expect((await slotsAt(t, other.ids, 600))?.limit).toBe('reception')
  })

  it('says that the rest is kept for walk-ins, or for work that is done again', async () => {
    const walkIns = await ownerScene(t, 2, { walkInReservePercent: [50, 50, 50, 50, 50, 50, 50] })
    await t.ok(booking.place, wish(walkIns.mine), walkIns.driver.token)
    expect(await slotsAt(t, walkIns.ids, 600)).toMatchObject({ free: 0, limit: 'walk_in' })

    const rework = await ownerScene(t, 1, { reworkReserveCars: 8 })
    expect(await slotsAt(t, rework.ids, 600)).toMatchObject({ free: 1, limit: 'bay' })
    await t.ok(booking.place, wish(rework.mine), rework.driver.token)
    // Nine hours take nine cars: after one at ten, eight more of an hour fit, and all of them are kept.
    const slots = await t.ok(booking.slots, { query: { ...rework.ids, day: TUESDAY } })
    expect(slots.slots.filter(({ free }) => free > 0)).toEqual([])
    expect(slots.slots.find(({ minute }) => minute === 720)?.limit).toBe('rework')
    const second = await given(t).driver()
    await t.refused(
      booking.place,
      wish({ ...rework.ids, vehicleId: second.vehicleId, minute: 720 }),
      second.token,
      'booking.slot_taken',
    )
  })
})

describe('cars of a family', () => {
  async function familyScene() {
    const scene = await ownerScene(t)
    const family = { id: newId(), name: '奔驰 V 级', brand: '奔驰', modelPrefix: `V${newId().slice(-6)}`, version: 1 }
    await t.world.app.db.tx(async (tx) => {
      await tx.insert(ModelFamily, family)
      await tx.insert(ServiceVariant, {
        ...{ serviceId: scene.service.id, familyId: family.id, bayMinutes: 120, technicianCount: 1, priceFen: 88_000 },
      })
    })
    const car = await given(t).vehicle(scene.driver.customerId, { brand: '奔驰', model: `${family.modelPrefix} 260` })
    return { ...scene, family, car }
  }

  it('take their own minutes and price, in the slots and in the booking', async () => {
    const { ids, family, car, driver } = await familyScene()
    const usual = await t.ok(booking.slots, { query: { ...ids, day: TUESDAY } })
    const longer = await t.ok(booking.slots, { query: { ...ids, day: TUESDAY, familyId: family.id } })
    expect([usual.visitMinutes, longer.visitMinutes]).toEqual([60, 120])
    expect(longer.slots.at(-1)?.minute).toBe(960)
    const made = await t.ok(booking.place, wish({ ...ids, vehicleId: car.id }), driver.token)
    expect(made).toMatchObject({ minute: 600, endMinute: 720, priceFen: 88_000 })
    expect((await slotsAt(t, ids, 660))?.free).toBe(0)
  })

  it('keep their minutes when a hold becomes a booking', async () => {
    const { ids, car, driver } = await familyScene()
    const call = wish({ ...ids, vehicleId: car.id })
    const { requestId, storeId, serviceIds, vehicleId, day, minute } = call.body
    const body = { requestId, storeId, serviceIds, vehicleId, day, minute }
    const { holdId } = await t.ok(booking.hold, { body }, driver.token)
    const made = await t.ok(booking.place, { body: { ...call.body, holdId, handover: 'leave' } }, driver.token)
    expect(made).toMatchObject({ endMinute: 720, priceFen: 88_000, handover: 'leave' })
  })

  it('are not offered a start so late that they would not be done', async () => {
    const { ids, car, driver } = await familyScene()
    await t.refused(
      booking.place,
      wish({ ...ids, vehicleId: car.id, minute: 990 }),
      driver.token,
      'booking.slot_closed',
    )
  })
})

describe('new times for a booking', () => {
  it('count its own seats as free', async () => {
    const { ids, mine, driver } = await ownerScene(t)
    const made = await t.ok(booking.place, wish(mine), driver.token)
    expect((await slotsAt(t, ids, 600))?.free).toBe(0)
    const page = booking.readSlotPage(await t.ok(booking.newTimes, { params: { bookingId: made.id } }, driver.token))
    const tuesday = page.find(({ day }) => day === TUESDAY)
    expect(tuesday?.slots.find(({ minute }) => minute === 600)?.free).toBe(1)
    expect(tuesday?.slots.find(({ minute }) => minute === 630)?.free).toBe(1)
  })

  it('are for its owner only', async () => {
    const { mine, driver } = await ownerScene(t)
    const made = await t.ok(booking.place, wish(mine), driver.token)
    const stranger = await given(t).driver()
    const params = { bookingId: made.id }
    await t.refused(booking.newTimes, { params }, stranger.token, 'booking.not_found')
    await t.refused(booking.newTimes, { params }, undefined, 'auth.required')
  })
})

describe('a month at a glance', () => {
  it('shows the level and the best price of each day', async () => {
    const offPeak = [{ weekdays: [2], fromMinute: 810, toMinute: 960, percentOff: 10 }]
    const { ids } = await ownerScene(t, 1, { offPeak })
    const { days, priceFen } = await t.ok(booking.slotDays, { query: { ...ids, days: 31 } })
    expect(days).toHaveLength(31)
    expect(priceFen).toBe(48_000)
    expect(days[1]).toMatchObject({ day: TUESDAY, level: 'plenty', percentOff: 10, earliestMinute: 540 })
    expect(days[2]).toMatchObject({ percentOff: 0 })
    await t.refused(booking.slotDays, { query: { ...ids, days: 32 } }, undefined, 'request.invalid')
  })
})

describe('other stores nearby', () => {
  it('are those that do the same within reach, nearest first, with their first free time', async () => {
    const { store, service, ids } = await ownerScene(t)
    const near = await given(t).store({ name: '近处店', latitude: 31.25, longitude: 121.5 })
    const far = await given(t).store({ name: '远处店', latitude: 31.4, longitude: 121.5 })
    const beyond = await given(t).store({ name: '外地店', latitude: 39.9, longitude: 116.4 })
    await given(t).store({ name: '不做这个', latitude: 31.21, longitude: 121.5 })
    await t.world.app.db.tx(async (tx) => {
      for (const { id } of [near, far, beyond])
        await tx.put('insert into store_service (store_id, service_id) values (?, ?)', [id, service.id])
    })
    const found = await t.ok(booking.nearbySlots, { query: { ...ids, day: TUESDAY } })
    expect(found.map(({ storeName }) => storeName)).toEqual(['近处店', '远处店'])
    expect(found[0]).toMatchObject({ distanceKm: 5.6, day: TUESDAY, minute: 540, percentOff: 0 })
    expect(found.map(({ storeId }) => storeId)).not.toContain(store.id)
  })
})

describe('the usual advisor', () => {
  it('is who received the owner most often, with the times at which their lane is free', async () => {
    const { store, ids, mine, driver } = await ownerScene(t, 3, { receptionMinutes: 15 })
    const query = { ...ids, day: TUESDAY }
    const { staffId } = await given(t).staff('advisor', 'store', store.id)
    const lane = await given(t).bay(store.id, { name: '接待 1 道', type: 'lane', staffId })
    await given(t).bay(store.id, { name: '接待 2 道', type: 'lane' })
    const usualOf = async (token: string) => (await t.ok(booking.usualAdvisor, { query }, token)).usual
    expect(await usualOf(driver.token)).toBeNull()

    const first = await t.ok(
      booking.place,
      { body: { ...wish({ ...mine, day: TODAY }).body, minute: 780, laneId: lane.id } },
      driver.token,
    )
    await t.world.app.db.tx((tx) => tx.put("update booking set state = 'arrived' where id = ?", [first.id]))
    const usual = await usualOf(driver.token)
    expect(usual).toMatchObject({ name: '李静', laneId: lane.id })
    expect(usual?.minutes).toContain(600)

    const other = await given(t).driver()
    await t.ok(
      booking.place,
      { body: { ...wish({ ...ids, vehicleId: other.vehicleId }).body, laneId: lane.id } },
      other.token,
    )
    expect((await usualOf(driver.token))?.minutes).not.toContain(600)
    expect(await usualOf(other.token)).toBeNull()
    await t.refused(booking.usualAdvisor, { query }, undefined, 'auth.required')
  })
})

describe('the third no-show', () => {
  it('asks for a deposit, until one of them is waived', async () => {
    const { ids, mine, driver } = await ownerScene(t, 1, { depositFen: 5000 })
    for (const day of ['2026-11-25', '2026-11-26', '2026-11-27']) {
      const made = await t.ok(booking.place, wish({ ...mine, day }), driver.token)
      expect(made.depositFen).toBe(0)
      await t.world.app.db.tx((tx) =>
        tx.put(
          "update booking set state = 'no_show', closed_by = 'system', live_key = null, starts_at = ? where id = ?",
          ['2026-11-20 02:00:00.000', made.id],
        ),
      )
    }
    const asked = await t.ok(booking.place, wish({ ...mine, day: '2026-11-28' }), driver.token)
    expect(asked).toMatchObject({ depositFen: 5000, state: 'placed' })
    await t.world.app.db.tx((tx) =>
      tx.put("update booking set waived_at = ? where state = 'no_show' and day = '2026-11-25'", [
        '2026-11-23 02:00:00.000',
      ]),
    )
    expect(
      (await t.ok(booking.place, wish({ ...ids, vehicleId: mine.vehicleId, day: '2026-11-29' }), driver.token))
        .depositFen,
    ).toBe(0)
  })
})
