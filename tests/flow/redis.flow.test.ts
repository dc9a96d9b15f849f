import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking } from '@pitlane/contract'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { readConfig } from '../../server/src/platform/config'
import { startTestApp, testEnv, type TestApp } from '../support/app'
import { freshDatabase, isMysql } from '../support/databases'
import { ownerScene, slotsAt, TUESDAY, wish } from '../support/booking-scene'
import { given } from '../support/given'
import { follow, type LiveFollower } from '../support/live-follower'
import { startRedisProcess, type RedisProcess } from '../support/redis-process'
import { until } from '../support/until'

let folder: string
let redis: RedisProcess
let here: TestApp
let there: TestApp
let drop: () => Promise<void>
let followers: LiveFollower[] = []

/** Two servers with their workers. The clock stands still, so that nothing in memory becomes fresh merely by age. */
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pitlane-redis-'))
  redis = await startRedisProcess()
  const fresh = await freshDatabase(path.join(folder, 'pitlane.db'))
  drop = fresh.drop
  const config = readConfig(testEnv(fresh.url, { REDIS_URL: redis.url }))
  here = await startTestApp({ databaseUrl: fresh.url, config })
  there = await startTestApp({ databaseUrl: fresh.url, config })
  // SQLite waits for a lock with its whole thread, so two servers in one process must not write at the same time.
  if (isMysql) [here, there].forEach((t) => t.world.startWorker())
})
afterEach(async () => {
  followers.forEach((follower) => follower.close())
  followers = []
  redis.goOn()
  await there.stop()
  await here.stop()
  await drop()
  await redis.kill()
  rmSync(folder, { recursive: true })
})

/** A notice that tells nothing but that the line is whole. */
const HELLO = 'hello'

const followThere = async (storeId: string): Promise<LiveFollower> => {
  const follower = await follow(there.url, null, [{ kind: 'slots', storeId, day: TUESDAY }])
  followers.push(follower)
  return follower
}

async function scene(capacity = 3) {
  const made = await ownerScene(here, capacity)
  const desk = await given(here).staff('reception', 'store', made.store.id)
  const follower = await followThere(made.store.id)
  /** How many cars fit at a time, as the other server has it in memory. */
  const freeThere = async (minute = 600) => (await slotsAt(there, made.ids, minute))?.free
  /** Somebody books at one of the servers. */
  const bookAt = async (t: TestApp, minute = 600) => {
    const driver = await given(here).driver()
    const call = wish({ ...made.ids, vehicleId: driver.vehicleId, minute })
    return { driver, call, answer: await t.call(booking.place, call, driver.token) }
  }
  const topic = { kind: 'slots' as const, storeId: made.store.id, day: TUESDAY }
  const key = `slots:${made.store.id}:${TUESDAY}`
  /** Waits until what is said here is heard there. */
  const linked = async () => {
    await until('notices travel', () => {
      here.world.app.bus.publish([{ to: 'followers', key, message: { type: 'changed', topic, what: HELLO } }])
      return follower
        .nextChange(50, ({ what }) => what === HELLO)
        .then(
          () => true,
          () => false,
        )
    })
    follower.forget()
  }
  /** The next change that was not said by {@link linked}, which may still be on its way. */
  const nextNews = (ms = 5000) => follower.nextChange(ms, ({ what }) => what !== HELLO)
  await linked()
  /** The next booking of the day that is told: a gap in between names no day. */
  const nextBooking = () => follower.nextChange(5000, ({ day }) => day === TUESDAY)
  return { ...made, desk, follower, freeThere, bookAt, linked, nextNews, nextBooking }
}

/** The longest of some calls, one after another, in milliseconds. */
async function longest(calls: readonly (() => Promise<unknown>)[]): Promise<number> {
  let most = 0
  for (const call of calls) {
    const from = performance.now()
    await call()
    most = Math.max(most, performance.now() - from)
  }
  return most
}

/** Everything an owner and a desk do with one booking; each must succeed. */
const everything = (made: Awaited<ReturnType<typeof scene>>, minute: number) => {
  const { ids, desk, freeThere, bookAt } = made
  let placed: booking.BookingView
  return [
    () => freeThere(minute),
    async () => {
      const { answer } = await bookAt(here, minute)
      expect(answer.status).toBe(200)
      placed = answer.body
    },
    () => there.ok(booking.slotDays, { query: ids }),
    () => there.ok(board.confirm, { params: { bookingId: placed.id }, body: { version: placed.version } }, desk.token),
    async () => {
      const driver = await given(here).driver()
      const { remark: _, ...body } = wish({ ...ids, vehicleId: driver.vehicleId, minute: minute + 60 }).body
      const { holdId } = await there.ok(booking.hold, { body }, driver.token)
      await here.ok(booking.releaseHold, { params: { holdId } }, driver.token)
    },
  ]
}

describe('two servers with a Redis between them', () => {
  it('know of each other what changed: a booking here is told there, and what there was in memory is dropped', async () => {
    const { freeThere, bookAt, nextBooking } = await scene()
    expect(await freeThere()).toBe(3)
    await bookAt(here)
    await nextBooking()
    expect(await freeThere()).toBe(2)
  })

  it('go on without it, right and without waiting, and find each other again when it is back', async () => {
    const made = await scene(1)
    const { freeThere, bookAt, follower, linked, nextNews, nextBooking } = made
    expect(await freeThere()).toBe(1)
    const normal = await longest(everything(made, 540))
    follower.forget()

    await redis.kill()
    const dead = await longest([...everything(made, 660), ...everything(made, 840)])
    expect(dead - normal).toBeLessThan(500)

    expect([await freeThere(), await freeThere(1020)]).toEqual([1, 1])
    const { answer: won } = await bookAt(here)
    expect(won.status).toBe(200)
    // The other server was not told, and its clock stands still: it shows the time as free, and still does not sell it twice.
    expect(await freeThere()).toBe(1)
    const { answer: lost } = await bookAt(there)
    expect([lost.status, lost.problem.code]).toEqual([409, 'booking.slot_taken'])
    const { answer: third } = await bookAt(here, 1020)
    expect(third.status).toBe(200)
    expect(await freeThere(1020)).toBe(1)

    await redis.startAgain()
    // Whoever follows there is told to look again, though nobody could tell what changed.
    await nextNews(10_000)
    await until('what may be old is dropped', async () => (await freeThere(1020)) === 0)
    await linked()
    const { answer: fourth } = await bookAt(here, 960)
    expect(fourth.status).toBe(200)
    await nextBooking()
    expect(await auditClaims(here.world.app)).toBe(0)
  })

  it('wait at most for a moment for one that hangs, and only the first who ask', async () => {
    const made = await scene()
    const normal = await longest(everything(made, 540))
    redis.hang()
    const first = await longest(everything(made, 600))
    expect(first - normal).toBeLessThan(500)
    const later = await longest(everything(made, 660))
    expect(later - normal).toBeLessThan(250)
    redis.goOn()
    await made.linked()
  })

  it('drop what they have when the other one could not tell them something, though their own line was whole', async () => {
    const { freeThere, bookAt, nextNews } = await scene(2)
    expect(await freeThere()).toBe(2)
    await redis.dropConnections('normal')
    expect((await bookAt(here)).answer.status).toBe(200)
    await nextNews()
    expect(await freeThere()).toBe(1)
  })
})
