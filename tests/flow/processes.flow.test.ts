import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { toLocal } from '../../server/src/platform/local-time'
import { callerOf, type TestApp } from '../support/app'
import { given } from '../support/given'
import { openRealServers, type RealServers } from '../support/real-servers'

let t: TestApp
let real: RealServers

beforeEach(async () => {
  real = await openRealServers()
  t = real.t
})
afterEach(() => real.close())

const day = () => addDays(toLocal(new Date(), 'Asia/Shanghai').day, 2)
const start = (roles: string) => real.start(roles)

async function scene(capacity: number, cars: number) {
  const store = await given(t).store({ bays: capacity, technicians: capacity })
  const service = await given(t).service(store.id)
  const drivers = []
  for (let i = 0; i < cars; i++) drivers.push(await given(t).driver())
  const body = (vehicleId: string, minute: number) => ({
    ...{
      requestId: randomUUID(),
      storeId: store.id,
      serviceIds: [service.id],
      vehicleId,
      day: day(),
      minute,
      remark: '',
    },
  })
  return { drivers, body }
}

const one = async (sql: string): Promise<number> => {
  const [row] = await t.world.app.db.read.rows<{ n: number }>(sql)
  return Number(row?.n)
}

/** What must be true of the tables whatever happened to the processes. */
async function assertWhole() {
  const live = await one("select count(*) as n from booking where state in ('placed', 'confirmed', 'arrived')")
  expect(await one('select count(*) as n from claim')).toBe(live * 8)
  expect(
    await one('select count(*) as n from claim c left join booking b on b.id = c.booking_id where b.id is null'),
  ).toBe(0)
  expect(await one('select count(*) as n from vehicle_hold')).toBe(live)
  expect(await one("select count(*) as n from outbox_event where type = 'booking.placed'")).toBe(live)
  return live
}

describe('two server processes', () => {
  it('give three places to exactly three of 200 who ask both at once', async () => {
    const { drivers, body } = await scene(3, 200)
    const callers = (await Promise.all([start('web'), start('web')])).map((server) => callerOf(server.url))
    const answers = await Promise.all(
      drivers.map((d, i) => callers[i % 2]!.call(booking.place, { body: body(d.vehicleId, 600) }, d.token)),
    )
    const statuses = answers.map((answer) => answer.status)
    expect(statuses.filter((s) => s === 200)).toHaveLength(3)
    expect(statuses.filter((s) => s === 409)).toHaveLength(197)
    expect(await assertWhole()).toBe(3)
  }, 120_000)
})

describe('a server killed in the middle', () => {
  it('leaves whole bookings or none, answers repeats with what was done, and its work is taken up', async () => {
    const { drivers, body } = await scene(10, 60)
    const first = await start('web,worker')
    const wishes = drivers.map((d, i) => ({ d, body: body(d.vehicleId, 540 + 60 * (i % 8)) }))
    const placing = wishes.map(({ d, body: b }) =>
      callerOf(first.url)
        .call(booking.place, { body: b }, d.token)
        .catch(() => undefined),
    )
    await Promise.race(placing)
    await first.kill()
    await Promise.all(placing)
    await assertWhole()

    const second = await start('web,worker')
    const again = await Promise.all(
      wishes.map(({ d, body: b }) => callerOf(second.url).ok(booking.place, { body: b }, d.token)),
    )
    expect(new Set(again.map((b) => b.id)).size).toBe(60)
    expect(await assertWhole()).toBe(60)

    // The minute for which the killed worker had its jobs passes.
    await t.world.app.db.tx((tx) => tx.put('update job set lease_until = lease_until - 60000 where lease_until > 0'))
    for (let i = 0; i < 900 && (await one('select count(*) as n from workorder')) < 60; i++) {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(await one('select count(*) as n from workorder')).toBe(60)
  }, 180_000)
})
