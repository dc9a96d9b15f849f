import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { board, booking, desk, waitlist } from '@pitlane/contract'
import { addDays, MINUTE_MS } from '@pitlane/kernel'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { Booking, Waitlist } from '../../server/src/modules/booking/booking.entity'
import { startTestApp, type TestApp } from '../support/app'
import { ownerScene, TUESDAY, wish } from '../support/booking-scene'
import { claimFaults } from '../support/claim-faults'
import { given } from '../support/given'

// Fifty rounds each.
jest.setTimeout(120_000)

const ROUNDS = 50
const KEPT_MINUTES = 2
const KEPT_MS = KEPT_MINUTES * MINUTE_MS

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

interface Where {
  readonly day: string
  readonly minute: number
}

/** A time of its own for each round, an hour long and followed by another one that nobody has. */
const placeOf = (round: number): Where => ({
  day: addDays(TUESDAY, 1 + Math.floor(round / 4)),
  minute: 540 + 120 * (round % 4),
})

/** Plays the race again and again in one store; after each round the cells must be those of the bookings. */
async function rounds(play: (at: Where, round: number) => Promise<void>): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await play(placeOf(round), round)
    const faults = await claimFaults(t.world.app.db.read)
    if (faults.length > 0) throw new Error(`round ${round}: ${faults.join('; ')}`)
  }
  expect(await auditClaims(t.world.app)).toBe(0)
}

type Driver = Awaited<ReturnType<ReturnType<typeof given>['driver']>>
type Ids = { storeId: string; serviceIds: string }

const driver = () => given(t).driver()
/** Does the work of one job that is due, and leaves the others of the round alone. */
async function work(kind: string, payload: Record<string, unknown>): Promise<void> {
  const job = t.world.app.handlers.get(kind)
  if (!job || !('run' in job)) throw new Error(`no such work: ${kind}`)
  await job.run(t.world.app, payload)
}
const expire = (bookingId: string) => work('booking.hold_expiry', { bookingId })
const placeAs = (who: Driver, ids: Ids, at: Where, over: object = {}) =>
  t.call(booking.place, { body: { ...wish({ ...ids, ...at, vehicleId: who.vehicleId }).body, ...over } }, who.token)
/** The time that is kept for who waits. */
const offerOf = async (id: string) => (await t.world.app.db.read.findOne(Waitlist, { id }))?.offerId ?? ''
const stateOf = async (id: string) => (await t.world.app.db.read.findOne(Booking, { id }))?.state

/** `200`, or the code of the refusal. */
const said = ({ status, problem }: { status: number; problem: { code?: string } }): string =>
  status === 200 ? 'done' : `${status} ${problem.code}`

/** Half of the rounds the one, half the other is asked for first. */
const both = <A, B>(round: number, one: () => Promise<A>, other: () => Promise<B>): Promise<[A, B]> => {
  if (round % 2 === 0) return Promise.all([one(), other()])
  const second = other()
  return Promise.all([one(), second])
}

/** The clock comes to `at` just before, between, or just after the calls of a round. */
async function around<T>(round: number, at: number, calls: () => Promise<T>): Promise<T> {
  const when = new Date(round % 3 === 0 ? at : at - 1).toISOString()
  t.clock.set(when)
  const answers = calls()
  if (round % 3 === 1) setImmediate(() => t.clock.set(new Date(at).toISOString()))
  return answers
}

describe('of two at once', () => {
  it('one owner gets the last place, and the other one is offered other times', async () => {
    const { ids } = await ownerScene(t)
    await rounds(async (at, round) => {
      const [a, b] = [await driver(), await driver()]
      const answers = await both(
        round,
        () => placeAs(a, ids, at),
        () => placeAs(b, ids, at),
      )
      expect(answers.map(said).sort()).toEqual(['409 booking.slot_taken', 'done'])
      const loser = answers.find(({ status }) => status === 409)
      expect((loser?.problem as { data?: { alternatives: unknown[] } }).data?.alternatives).toHaveLength(3)
    })
  })

  it('either the owner of a kept time or somebody else has it when it runs out in that moment', async () => {
    const { ids } = await ownerScene(t, 1, { holdMinutes: KEPT_MINUTES })
    const winners = { owner: 0, other: 0 }
    await rounds(async (at, round) => {
      const [a, b] = [await driver(), await driver()]
      const { remark: _, ...body } = wish({ ...ids, ...at, vehicleId: a.vehicleId }).body
      const { holdId, heldUntil } = await t.ok(booking.hold, { body }, a.token)
      const [mine, theirs] = await around(round, Date.parse(heldUntil), async () => {
        const expiry = round % 3 === 2 ? Promise.resolve() : expire(holdId)
        const answers = await both(
          round,
          () => placeAs(a, ids, at, { holdId }),
          () => placeAs(b, ids, at),
        )
        await expiry
        return answers
      })
      if (mine.status !== 200) await expire(holdId)
      expect([said(mine), said(theirs)].sort()).toEqual(['409 booking.slot_taken', 'done'])
      // A moment before its end the time is the owner's.
      if (round % 3 === 2) expect(said(mine)).toBe('done')
      expect(await stateOf(holdId)).toBe(mine.status === 200 && mine.body.id === holdId ? 'placed' : 'expired')
      winners[mine.status === 200 ? 'owner' : 'other']++
    })
    expect(winners.owner).toBeGreaterThanOrEqual(ROUNDS / 3 - 1)
  })

  it('a change of time and a cancellation leave a booking at its new time, or none', async () => {
    const { ids } = await ownerScene(t)
    await rounds(async (at, round) => {
      const a = await driver()
      const placed = (await placeAs(a, ids, at)).body
      const params = { bookingId: placed.id }
      const to = { ...at, minute: at.minute + 60, version: placed.version }
      const [moved, cancelled] = await both(
        round,
        () => t.call(booking.reschedule, { params, body: to }, a.token),
        () => t.call(booking.cancel, { params, body: { reason: 'other' } }, a.token),
      )
      const outcome = `${said(moved)}, ${said(cancelled)}`
      expect(['409 booking.state_changed, done', 'done, 409 booking.state_changed', 'done, done']).toContain(outcome)
      const now = await t.ok(booking.one, { params }, a.token)
      expect([now.state, now.minute]).toEqual(
        cancelled.status === 200 ? ['cancelled', moved.status === 200 ? to.minute : at.minute] : ['placed', to.minute],
      )
    })
  })

  it('either who waited or somebody new has the time that was offered, when the offer runs out in that moment', async () => {
    const { ids } = await ownerScene(t, 1, { waitlistOfferMinutes: KEPT_MINUTES, waitlistMaxOffers: 1 })
    await rounds(async (at, round) => {
      const [before, waiting, other] = [await driver(), await driver(), await driver()]
      const taken = (await placeAs(before, ids, at)).body
      const { id } = await t.ok(
        waitlist.join,
        {
          body: {
            ...{ storeId: ids.storeId, serviceIds: ids.serviceIds.split(','), vehicleId: waiting.vehicleId },
            ...{ day: at.day, fromMinute: at.minute, toMinute: at.minute + 15 },
          },
        },
        waiting.token,
      )
      await t.ok(booking.cancel, { params: { bookingId: taken.id }, body: { reason: 'other' } }, before.token)
      await work('booking.waitlist_match', { storeId: ids.storeId, day: at.day })
      const until = t.clock.now().getTime() + KEPT_MS
      const offerId = await offerOf(id)
      const [accepted, placed] = await around(round, until, async () => {
        const expiry = round % 3 === 2 ? Promise.resolve() : expire(offerId)
        const answers = await both(
          round,
          () => t.call(waitlist.accept, { params: { waitlistId: id } }, waiting.token),
          () => placeAs(other, ids, at),
        )
        await expiry
        return answers
      })
      if (accepted.status !== 200) await expire(offerId)
      expect(['409 waitlist.offer_over, done', 'done, 409 booking.slot_taken']).toContain(
        `${said(accepted)}, ${said(placed)}`,
      )
      if (round % 3 === 2) expect(said(accepted)).toBe('done')
      const [wanted] = await t.world.app.db.read.rows<{ state: string }>('select state from waitlist where id = ?', [
        id,
      ])
      expect(wanted?.state).toBe(accepted.status === 200 ? 'accepted' : 'ended')
    })
  })

  it('one desk confirms or the other one rejects, and who comes second is told so', async () => {
    const { ids, store } = await ownerScene(t)
    const desks = [
      await given(t).staff('reception', 'store', store.id),
      await given(t).staff('reception', 'store', store.id),
    ] as const
    await rounds(async (at, round) => {
      const placed = (await placeAs(await driver(), ids, at)).body
      const params = { bookingId: placed.id }
      const { version } = placed
      const [confirmed, rejected] = await both(
        round,
        () => t.call(board.confirm, { params, body: { version } }, desks[0].token),
        () => t.call(board.reject, { params, body: { version, reason: 'no_parts' } }, desks[1].token),
      )
      expect([said(confirmed), said(rejected)].sort()).toEqual(['409 booking.state_changed', 'done'])
      expect(await stateOf(placed.id)).toBe(confirmed.status === 200 ? 'confirmed' : 'rejected')
    })
  })

  it('one desk moves a booking, and the other one, who wanted it elsewhere, is told so', async () => {
    const { ids, store } = await ownerScene(t)
    const desks = [
      await given(t).staff('reception', 'store', store.id),
      await given(t).staff('reception', 'store', store.id),
    ] as const
    await rounds(async (at, round) => {
      const placed = (await placeAs(await driver(), ids, at)).body
      const to = [
        { ...at, minute: at.minute + 60 },
        // Every other round to another day, so that two gates are passed in both directions.
        round % 2 === 0 ? { ...at, minute: at.minute + 30 } : { day: addDays(at.day, 14), minute: at.minute },
      ] as const
      const moveAs = (i: 0 | 1) =>
        t.call(
          desk.move,
          { params: { bookingId: placed.id }, body: { ...to[i], version: placed.version, steps: [] } },
          desks[i].token,
        )
      const answers = await both(
        round,
        () => moveAs(0),
        () => moveAs(1),
      )
      expect(answers.map(said).sort()).toEqual(['409 booking.state_changed', 'done'])
      const won = answers[0].status === 200 ? 0 : 1
      expect(answers[won].body).toMatchObject({
        isMoved: true,
        refusals: [],
        standing: { version: placed.version + 1 },
      })
      const now = await t.world.app.db.read.findOne(Booking, { id: placed.id })
      expect([now?.day, now?.startsMinute]).toEqual([to[won].day, to[won].minute])
    })
  })
})
