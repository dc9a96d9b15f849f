import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking } from '@pitlane/contract'
import { addDays, MINUTE_MS } from '@pitlane/kernel'
import { Booking } from '../../server/src/modules/booking/booking.entity'
import { toLocal } from '../../server/src/platform/local-time'
import { sqlInstant } from '../../server/src/platform/sql'
import type { TestApp } from '../support/app'
import { wish } from '../support/booking-scene'
import { claimFaults } from '../support/claim-faults'
import { crowd, type Someone } from '../support/crowd'
import { given } from '../support/given'
import { metricOf } from '../support/metrics'
import { openRealServers, type RealServers } from '../support/real-servers'
import type { ServerProcess } from '../support/server-process'
import { until } from '../support/until'

const CARS = 40
const KEPT_MINUTES = 5

let t: TestApp
let real: RealServers
let servers: ServerProcess[] = []

beforeEach(async () => {
  // What is kept here is over there in that moment: the test lives a little earlier than the servers.
  real = await openRealServers(new Date(Date.now() - KEPT_MINUTES * MINUTE_MS))
  t = real.t
  servers = await Promise.all([real.start('web,worker'), real.start('web,worker')])
})
afterEach(() => real.close())

const rows = <T>(sql: string, parameters: readonly unknown[] = []) => t.world.app.db.read.rows<T>(sql, parameters)
const count = async (sql: string, parameters: readonly unknown[] = []) =>
  Number((await rows<{ n: number }>(`select count(*) as n from ${sql}`, parameters))[0]?.n)

/** Where it is about noon at this moment: nobody is reminded in the night. */
function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours()
  return `Etc/GMT${ahead >= 0 ? '-' : '+'}${Math.abs(ahead)}`
}

/** A store with a day full of bookings, and another day on which times are kept that nobody came back for. */
async function scene() {
  const store = await given(t).store({
    ...{ bays: 10, technicians: 10, timeZone: zoneAtNoon(), spends: { holdMinutes: KEPT_MINUTES } },
  })
  const service = await given(t).service(store.id)
  const people = await crowd(t, 2 * CARS)
  const day = addDays(toLocal(new Date(), store.timeZone).day, 3)
  const at = (i: number) => 540 + 60 * (i % 8)
  const bodyOf = ({ vehicleId }: Someone, i: number, over: object) =>
    wish({ storeId: store.id, serviceIds: service.id, vehicleId, day, minute: at(i), ...over }).body
  const placed: booking.BookingView[] = []
  for (const [i, one] of people.slice(0, CARS).entries())
    placed.push(await t.ok(booking.place, { body: bodyOf(one, i, {}) }, one.token))
  const hold = async () => {
    for (const [i, one] of people.slice(CARS).entries()) {
      const { remark: _, ...body } = bodyOf(one, i, { day: addDays(day, 1) })
      await t.ok(booking.hold, { body }, one.token)
    }
  }
  /** Reminds everybody now, as the job planned for that moment does. */
  const remind = (which: 'two_hours' | 'day_before') =>
    t.world.app.db.tx(async (tx) => {
      for (const { id, startsAt } of placed)
        tx.enqueue({ kind: 'booking.reminder', payload: { bookingId: id, which, startsAt }, runAt: t.clock.now() })
    })
  return { placed, hold, remind }
}

const KINDS = "kind in ('booking.reminder', 'booking.hold_expiry') and run_at <= ?"
const dueNow = () => [new Date().toISOString().slice(0, 23).replace('T', ' ')]
const done = (kind: string) =>
  Promise.all(servers.map(({ url }) => metricOf(url, 'pitlane_job_seconds_count', { kind, outcome: 'done' })))
const reminders = () => count("message where kind = 'booking_reminder'")

/** A job that a worker has taken and died with. */
async function leaveBehind(booked: booking.BookingView | undefined): Promise<void> {
  if (!booked) throw new Error('nothing was booked')
  const { id: bookingId, startsAt } = booked
  const later = new Date(Date.now() + 60 * MINUTE_MS)
  await t.world.app.db.tx((tx) => {
    tx.enqueue({ kind: 'booking.reminder', payload: { bookingId, which: 'two_hours', startsAt }, runAt: later })
    return Promise.resolve()
  })
  const taken = [sqlInstant(new Date()), 'dead', Date.now() + MINUTE_MS, sqlInstant(new Date(later.getTime() - 1000))]
  const sql = `update job set run_at = ?, lease_by = ?, lease_until = ?, attempts = 1
    where kind = 'booking.reminder' and run_at between ? and ?`
  const until = sqlInstant(new Date(later.getTime() + 1000))
  await t.world.app.db.tx(async (tx) => expect(await tx.run(sql, [...taken, until])).toBe(1))
}

/** What the tables must say of the kept times when they are over. */
async function expectExpired(versions: readonly number[]) {
  const held = await t.world.app.db.read.find(Booking, { where: { state: 'expired' } })
  expect(held).toHaveLength(CARS)
  for (const { version } of held) expect(versions).toContain(version)
  expect(await count("booking where state = 'held'")).toBe(0)
  expect(await claimFaults(t.world.app.db.read)).toEqual([])
}

describe('two workers on one database', () => {
  it('share the jobs, and do each of them once', async () => {
    const { hold, remind } = await scene()
    await hold()
    await remind('two_hours')
    await until('all is done', async () => (await count(`job where ${KINDS}`, dueNow())) === 0, 60_000)
    for (const kind of ['booking.reminder', 'booking.hold_expiry']) {
      const [one = 0, other = 0] = await done(kind)
      expect([kind, one + other]).toEqual([kind, CARS])
    }
    expect(await reminders()).toBe(CARS)
    expect(await count("phone_todo where kind = 'unconfirmed'")).toBe(CARS)
    // Each run of the job would have counted the version up.
    await expectExpired([2])
    expect(await count('job_dead')).toBe(0)
    await until('all has been sent', async () => (await count("job where kind = 'messaging.deliver'")) === 0, 60_000)
    expect(await count('message_delivery where attempts <> 1')).toBe(0)
  }, 120_000)

  it('do so also when one of them is killed in the middle, once its lease is over', async () => {
    const { placed, hold, remind } = await scene()
    const rounds = ['two_hours', 'day_before'] as const
    let said = 0
    let left = 0
    await hold()
    for (const which of rounds) {
      await remind(which)
      said += CARS
      await until('some of it is done', async () => (await count(`job where ${KINDS}`, dueNow())) < CARS - 5, 60_000)
      await servers[0]?.kill()
      await until(
        'the other one did the rest',
        async () => (await count(`job where ${KINDS} and lease_until < ?`, [...dueNow(), Date.now()])) === 0,
        60_000,
      )
      await until('the other one is at rest', async () => {
        left = await count(`job where ${KINDS}`, dueNow())
        await new Promise((resolve) => setTimeout(resolve, 500))
        return (await count(`job where ${KINDS}`, dueNow())) === left
      })
      if (left > 0) break
      // It was between two batches in that moment: once more.
      servers[0] = await real.start('web,worker')
    }
    // It may have died between two batches both times: one more job as it leaves them when it does not.
    await leaveBehind(placed[0])
    expect(await count(`job where ${KINDS}`, dueNow())).toBeGreaterThan(left)
    // The minute of the lease passes: in the rows, so that nobody has to wait for it.
    await t.world.app.db.tx((tx) => tx.put('update job set lease_until = lease_until - 60000 where lease_until > 0'))
    await until('what was left is taken over', async () => (await count(`job where ${KINDS}`, dueNow())) === 0, 60_000)
    expect(await reminders()).toBe(said)
    expect(await count("phone_todo where kind = 'unconfirmed'")).toBe(CARS)
    // One that was killed after its work and before its word of it did it twice: the second time changes nothing else.
    await expectExpired([2, 3])
    expect(await count('job_dead')).toBe(0)
    expect(await count('message_delivery where attempts <> 1')).toBe(0)
  }, 180_000)
})
