import { randomUUID } from 'node:crypto'
import { board, desk, messaging, type Body, type policy } from '@pitlane/contract'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import type { TestApp } from './app'
import { TODAY } from './booking-scene'
import { given, somePhone } from './given'

type Booked = Body<typeof desk.book>

/** A store with so many bays and people, its front desk, and what happens to the cars of a day there. */
export async function workshop(t: TestApp, capacity = 1, spends: Partial<policy.CapacityPolicy> = {}) {
  const store = await given(t).store({ bays: capacity, technicians: capacity, spends })
  const service = await given(t).service(store.id)
  const { staffId } = await given(t).staff('reception', 'store', store.id)
  const params = { storeId: store.id }
  const token = () => given(t).freshToken({ kind: 'staff', id: staffId })
  const at = (minute: number) =>
    t.clock.set(
      `2026-11-23T${String(Math.floor(minute / 60) - 8).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00Z`,
    )

  /** Takes a car in by phone, today unless the test says otherwise. */
  const book = async (minute: number, over: Partial<Booked> & { day?: string } = {}) => {
    const { day = TODAY, ...rest } = over
    const phone = somePhone()
    const body: Booked = {
      ...{
        requestId: randomUUID(),
        channel: 'phone',
        phone,
        name: '',
        remark: '',
        isRework: false,
        isOvernight: false,
      },
      ...{ vehicle: { plate: `沪B${phone.slice(-5)}`, brand: '大众', model: '帕萨特', fuel: 'ice' } },
      ...{ serviceIds: [service.id], at: { day, minute } },
      ...rest,
    }
    const made = await t.ok(desk.book, { params, body }, await token())
    return { ...made, phone }
  }
  const rows = async (day = TODAY) => (await t.ok(board.board, { params, query: { day } }, await token())).rows
  const row = async (id: string, day = TODAY) => {
    const found = (await rows(day)).find((one) => one.id === id)
    if (!found) throw new Error(`not on the board of ${day}`)
    return found
  }
  const arrive = async (id: string) => {
    const { version } = await row(id)
    return t.ok(board.arrive, { params: { bookingId: id }, body: { version } }, await token())
  }
  const replanCall = async (
    id: string,
    remainingMinutes: number,
    over: { version?: number; dryRun?: boolean; day?: string } = {},
  ) => {
    const { day = TODAY, dryRun = false } = over
    const version = over.version ?? (await row(id, day)).version
    return { params: { bookingId: id }, body: { version, remainingMinutes, dryRun } }
  }
  const replan = async (id: string, remainingMinutes: number, over: { dryRun?: boolean; day?: string } = {}) =>
    t.ok(desk.replan, await replanCall(id, remainingMinutes, over), await token())
  const todos = async () =>
    (await t.ok(messaging.phoneTodos, { params, query: { state: 'open' } }, await token())).items
  /** How many claims are not as the bookings say. */
  const differences = () => auditClaims(t.world.app)
  return { store, service, params, token, at, book, rows, row, arrive, replanCall, replan, todos, differences }
}
