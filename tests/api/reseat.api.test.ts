import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf, slotsAt, TODAY, TUESDAY, wish } from '../support/booking-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

/** Two bays, a plain technician and a specialist; the specialist has got the plain job, because the plain one was busy then. */
async function scene() {
  const store = await given(t).store({ bays: 2, technicians: 0 })
  const plain = await given(t).technician(store.id, { name: '普通', skills: ['quick', 'a', 'b', 'c'] })
  const special = await given(t).technician(store.id, { name: '专长', skills: ['quick', 'hv'] })
  const oil = await given(t).service(store.id)
  const hv = await given(t).service(store.id, { name: '高压检测', skill: 'hv' })
  const desk = await given(t).staff('reception', 'store', store.id)
  const first = await given(t).driver()
  const ids = (service: { id: string }) => ({ storeId: store.id, serviceIds: service.id })
  const placed = await t.ok(booking.place, wish({ ...ids(oil), vehicleId: first.vehicleId }), first.token)
  const seats = async (day = TUESDAY) => {
    const { rows } = await t.ok(board.board, { params: { storeId: store.id }, query: { day } }, desk.token)
    return Object.fromEntries(rows.map((row) => [row.id, row.steps[0]?.technicianIds]))
  }
  return { store, plain, special, oil, hv, desk, first, placed, ids, seats }
}

describe('a booking that needs somebody who is busy with what others could do', () => {
  it('is offered and made: the others change hands, their times stay', async () => {
    const { special, plain, hv, first, placed, ids, seats } = await scene()
    // Fewer skills come first: the plain job went to the specialist.
    expect(await seats()).toEqual({ [placed.id]: [special.id] })
    expect((await slotsAt(t, ids(hv), 600))?.free).toBe(1)
    const second = await given(t).driver()
    const made = await t.ok(booking.place, wish({ ...ids(hv), vehicleId: second.vehicleId }), second.token)
    expect(await seats()).toEqual({ [placed.id]: [plain.id], [made.id]: [special.id] })
    const before = await t.ok(booking.one, { params: { bookingId: placed.id } }, first.token)
    expect(before).toMatchObject({ minute: 600, day: TUESDAY, state: 'placed', version: placed.version + 1 })
    expect(await rowsOf(t, 'claim')).toBe(16)
    const audit = "select count(*) as n from audit_log where action = 'booking.reseat'"
    expect(await t.world.app.db.read.rows(audit)).toEqual([{ n: 1 }])
  })

  it('is refused when the other car is in the yard already, and nothing changes', async () => {
    const { store, special, hv, desk, oil, ids } = await scene()
    const today = await given(t).driver()
    const call = wish({ ...ids(oil), vehicleId: today.vehicleId, day: TODAY, minute: 720 })
    const waiting = await t.ok(booking.place, call, today.token)
    const params = { bookingId: waiting.id }
    const confirmed = await t.ok(board.confirm, { params, body: { version: waiting.version } }, desk.token)
    await t.ok(board.arrive, { params, body: { version: confirmed.version } }, desk.token)
    expect((await slotsAt(t, ids(hv), 720, TODAY))?.level).toBe('full')
    const second = await given(t).driver()
    const wanted = wish({ ...ids(hv), vehicleId: second.vehicleId, day: TODAY, minute: 720 })
    await t.refused(booking.place, wanted, second.token, 'booking.slot_taken')
    const { rows } = await t.ok(board.board, { params: { storeId: store.id }, query: { day: TODAY } }, desk.token)
    expect(rows[0]?.steps[0]?.technicianIds).toEqual([special.id])
  })

  it('takes the place of nobody, whatever many owners ask for at once', async () => {
    const { oil, hv, ids } = await scene()
    const drivers = await Promise.all(Array.from({ length: 24 }, () => given(t).driver()))
    await Promise.all(
      drivers.map((d, i) => {
        const call = wish({
          ...ids(Math.floor(i / 8) % 2 ? oil : hv),
          vehicleId: d.vehicleId,
          minute: 540 + 60 * (i % 8),
        })
        return t.call(booking.place, call, d.token)
      }),
    )
    const steps = await t.world.app.db.read.rows<{ n: number }>('select count(*) as n from booking_step')
    expect(await rowsOf(t, 'claim')).toBe(8 * Number(steps[0]?.n))
    // Every one of the eight hours was asked for by both kinds, and has one car of each.
    expect(Number(steps[0]?.n)).toBe(16)
  })
})
