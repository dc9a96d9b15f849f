import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { Booking } from '../../server/src/modules/booking/booking.entity'
import { toLocal } from '../../server/src/platform/local-time'
import { callerOf, type TestApp } from '../support/app'
import { wish } from '../support/booking-scene'
import { claimFaults } from '../support/claim-faults'
import { crowd, type Someone } from '../support/crowd'
import { given } from '../support/given'
import { openRealServers, type RealServers } from '../support/real-servers'
import type { ServerProcess } from '../support/server-process'
import { until } from '../support/until'

const PEOPLE = 160
/** So many at a time are at their phones. */
const AT_ONCE = 24
/** After so many answers the server is killed. */
const ANSWERS = 80

let t: TestApp
let real: RealServers

beforeEach(async () => {
  real = await openRealServers()
  t = real.t
})
afterEach(() => real.close())

const start = (): Promise<ServerProcess> => real.start('web,worker')
const count = async (sql: string): Promise<number> =>
  Number((await t.world.app.db.read.rows<{ n: number }>(`select count(*) as n from ${sql}`))[0]?.n)

interface Standing {
  readonly state: string
  readonly day: string
  readonly minute: number
}

/** What owners were told of their bookings, and what they asked for and had no answer to. */
interface Told {
  readonly known: Map<string, Standing>
  readonly unanswered: Set<string>
}

/** Books, and then cancels, moves, or leaves it. Writes down what was answered, as soon as it was. */
async function live(
  url: string,
  { known, unanswered }: Told,
  one: Someone,
  body: ReturnType<typeof wish>['body'],
  i: number,
) {
  const { ok } = callerOf(url)
  const tell = ({ id, state, day, minute }: booking.BookingView) => known.set(id, { state, day, minute })
  const placed = await ok(booking.place, { body }, one.token)
  tell(placed)
  const params = { bookingId: placed.id }
  const ask = async (call: () => Promise<booking.BookingView>) => {
    unanswered.add(placed.id)
    tell(await call())
    unanswered.delete(placed.id)
  }
  if (i % 4 === 1) await ask(() => ok(booking.cancel, { params, body: { reason: 'other' } }, one.token))
  const to = { version: placed.version, day: addDays(placed.day, 5), minute: placed.minute }
  if (i % 4 === 2) await ask(() => ok(booking.reschedule, { params, body: to }, one.token))
}

/** Everybody in turn, so many at a time, until the server is gone. */
async function loadUntilDead(lives: readonly (() => Promise<void>)[]): Promise<void> {
  const queue = [...lives]
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await next().catch(() => undefined)
    }),
  )
}

describe('a server killed under load', () => {
  it('keeps everything it has answered, leaves no cell to nobody, and its jobs go to another one', async () => {
    const store = await given(t).store({ bays: 8, technicians: 8 })
    const service = await given(t).service(store.id)
    const people = await crowd(t, PEOPLE)
    const first = await start()
    const day = addDays(toLocal(new Date(), 'Asia/Shanghai').day, 2)
    const told: Told = { known: new Map(), unanswered: new Set() }
    const loading = loadUntilDead(
      people.map((one, i) => () => {
        const at = { day: addDays(day, i % 5), minute: 540 + 60 * (Math.floor(i / 5) % 6) }
        const call = wish({ storeId: store.id, serviceIds: service.id, vehicleId: one.vehicleId, ...at })
        return live(first.url, told, one, call.body, i)
      }),
    )
    const isBusy = async () => told.known.size >= ANSWERS && (await count('job where run_at <= created_at')) > 0
    await until('it is at work, and has more to do', isBusy, 60_000)
    await first.kill()
    await loading

    const rows = new Map((await t.world.app.db.read.find(Booking)).map((row) => [row.id, row]))
    for (const [id, { state, day: on, minute }] of told.known) {
      const row = rows.get(id)
      expect(row).toBeDefined()
      // Whoever had no answer to a change finds it made or not made, and nothing in between.
      if (!told.unanswered.has(id)) expect([row?.state, row?.day, row?.startsMinute]).toEqual([state, on, minute])
    }
    expect(await claimFaults(t.world.app.db.read)).toEqual([])
    expect(await auditClaims(t.world.app)).toBe(0)
    const lived = await count("booking where state in ('placed', 'confirmed')")
    expect(await count('vehicle_hold')).toBe(lived)
    expect(await count("outbox_event where type = 'booking.placed'")).toBe(rows.size)

    await start()
    // The minute of the dead one's leases passes: in the rows, so that nobody has to wait for it.
    await t.world.app.db.tx((tx) => tx.put('update job set lease_until = lease_until - 60000 where lease_until > 0'))
    await until('its jobs are done', async () => (await count('job where run_at <= created_at')) === 0, 60_000)
    expect(await count('workorder')).toBe(rows.size)
    expect(await count('job_dead')).toBe(0)
    expect(await claimFaults(t.world.app.db.read)).toEqual([])
  }, 180_000)
})
