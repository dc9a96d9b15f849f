import { beforeAll, expect, test } from '@jest/globals'
import type { Booking } from '../../../server/src/modules/booking/booking.entity'
import { faultsOf, readBookingFacts, workingMinutes, type BookingFacts, stepsOf } from '../../support/booking-facts'
import { SEEDING_MS, type Demo } from '../../support/demo'

const LIVE = ['placed', 'confirmed', 'arrived']
const UPCOMING = ['placed', 'confirmed']
const isLive = ({ state }: Booking) => LIVE.includes(state)
const shanghaiDay = (at: Date, days: number) =>
  new Date(at.getTime() + (8 + 24 * days) * 3_600_000).toISOString().slice(0, 10)

/** Read before anything else happens to the demonstration. */
export const saysOfBookings = (demo: () => Demo, { isHoliday = false } = {}): void => {
  let data: BookingFacts
  let now: Date
  let today: string

  beforeAll(async () => {
    data = await readBookingFacts(demo().app)
    now = demo().at
    today = shanghaiDay(now, 0)
  }, SEEDING_MS)

  test('keep to hours, bays, skills, certificates, shifts and leave', () => {
    const wrong = data.bookings.flatMap((b) => faultsOf(data, b).map((fault) => `${b.number} ${b.day}: ${fault}`))
    expect(wrong).toEqual([])
    const teams = data.steps.filter(({ technicianIds }) => technicianIds.length === 2)
    expect(teams.length).toBeGreaterThan(isHoliday ? 5 : 20)
  })

  test('never overlap on a bay, a technician or a car', () => {
    const spans = data.bookings.filter(isLive).flatMap((b) =>
      stepsOf(data, b).flatMap((step) =>
        [step.bayId, ...step.technicianIds].map((id) => {
          return { key: `${id} ${step.day}`, from: step.startsMinute, to: step.endsMinute }
        }),
      ),
    )
    spans.sort((a, b) => a.key.localeCompare(b.key) || a.from - b.from)
    const overlaps = spans.filter((span, i) => spans[i - 1]?.key === span.key && (spans[i - 1]?.to ?? 0) > span.from)
    expect(overlaps).toEqual([])
    const carDays = data.bookings.filter(isLive).map((b) => `${b.vehicleId}:${b.day}`)
    expect(new Set(carDays).size).toBe(carDays.length)
    expect(data.bookings.filter(isLive).map((b) => b.liveKey)).toEqual(carDays)
  })

  test('claim exactly their quarters of an hour while they live, and nothing afterwards', () => {
    const expected = data.bookings.filter(isLive).flatMap((b) =>
      stepsOf(data, b).flatMap(({ day, bayId, technicianIds, startsMinute, endsMinute }) =>
        [bayId, ...technicianIds].flatMap((id) => {
          const cells = Array.from(
            { length: Math.ceil((endsMinute - startsMinute) / 15) },
            (_, i) => startsMinute / 15 + i,
          )
          return cells.map((cell) => `${id} ${day} ${cell} ${b.storeId} ${b.id}`)
        }),
      ),
    )
    const found = data.claims.map((c) => `${c.resourceId} ${c.day} ${c.cell} ${c.storeId} ${c.bookingId}`)
    expect(found.sort()).toEqual(expected.sort())
  })

  test('span two weeks and have gone as far as the hour says', () => {
    const days = data.bookings.map(({ day }) => day).sort()
    expect([days[0], days.at(-1)]).toEqual([shanghaiDay(now, -7), shanghaiDay(now, 7)])
    expect(data.bookings.filter((b) => b.day < today && UPCOMING.includes(b.state))).toEqual([])
    expect(data.bookings.filter((b) => b.day > today && ['arrived', 'no_show'].includes(b.state))).toEqual([])
    const overdue = data.bookings.filter(
      (b) => UPCOMING.includes(b.state) && b.startsAt.getTime() + 30 * 60_000 <= now.getTime(),
    )
    expect(overdue).toEqual([])
    expect(data.bookings.filter((b) => b.createdAt > b.updatedAt || b.updatedAt > now)).toEqual([])
    const states = new Set(data.bookings.map(({ state }) => state))
    expect([...states].sort()).toEqual(['arrived', 'cancelled', 'confirmed', 'no_show', 'placed', 'rejected'])
    const remarks = data.bookings.filter(({ remark }) => remark !== '').length / data.bookings.length
    expect(remarks).toBeGreaterThan(0.25)
    expect(remarks).toBeLessThan(0.42)
  })

  test('filled the flagship store to about a half until today, and the others less; there is room on the days ahead', () => {
    const loadsOf = (from: number, to: number) =>
      [...data.stores.values()].map((store) => {
        const spanned = Array.from({ length: to - from + 1 }, (_, i) => shanghaiDay(now, i + from))
        const open = spanned.reduce((sum, day) => sum + workingMinutes(data, store.id, day), 0)
        const mine = data.bookings.filter((b) => b.storeId === store.id && isLive(b) && spanned.includes(b.day))
        const taken = mine
          .flatMap((b) => stepsOf(data, b))
          .reduce((sum, step) => sum + (step.endsMinute - step.startsMinute) * step.technicianIds.length, 0)
        return [store.name, taken / open] as const
      })
    const { 浦东旗舰店: flagship = 0, ...others } = Object.fromEntries(loadsOf(-7, 0))
    expect(flagship).toBeGreaterThan(0.4)
    expect(flagship).toBeLessThan(0.6)
    expect(Object.values(others).every((load) => load > 0.2 && load < 0.45)).toBe(true)
    const ahead = loadsOf(1, 7).find(([name]) => name === '浦东旗舰店')?.[1] ?? 0
    expect(ahead).toBeGreaterThan(0.1)
    expect(ahead).toBeLessThan(0.35)
  })

  test('have their work orders, holds and no-show checks', () => {
    const stateOf: Record<string, string> = { placed: 'pre', confirmed: 'pre', arrived: 'came' }
    const orders = data.workorders.map(
      (o) => `${o.bookingId} ${o.number} ${o.arrivedAt ? 'came' : o.state} ${o.storeId} ${o.vehicleId} ${o.customerId}`,
    )
    const expected = data.bookings.map(
      (b) =>
        `${b.id} WO${b.number.slice(2)} ${stateOf[b.state] ?? 'cancelled'} ${b.storeId} ${b.vehicleId} ${b.customerId}`,
    )
    expect(orders.sort()).toEqual(expected.sort())
    const upcoming = data.bookings.filter(({ state }) => UPCOMING.includes(state))
    expect(data.holds.map((h) => `${h.vehicleId} ${h.reasonId}`).sort()).toEqual(
      upcoming.map((b) => `${b.vehicleId} ${b.id}`).sort(),
    )
    const checks = data.jobs.map(({ payload, runAt }) => `${String(payload['bookingId'])} ${runAt.getTime()}`)
    const dueAt = (b: Booking) => b.startsAt.getTime() + (30 + (b.delayMinutes ?? 0)) * 60_000
    expect(checks.sort()).toEqual(upcoming.map((b) => `${b.id} ${dueAt(b)}`).sort())
  })
}
