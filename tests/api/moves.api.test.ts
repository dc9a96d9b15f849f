import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking, desk } from '@pitlane/contract'
import { MINUTE_MS } from '@pitlane/kernel'
import { startTestApp, type TestApp } from '../support/app'
import { deskScene, ownerScene, rowsOf, slotsAt, TODAY, TUESDAY, wish } from '../support/booking-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('an owner changes the time', () => {
  const placed = async (capacity = 1) => {
    const scene = await ownerScene(t, capacity)
    const first = await t.ok(booking.place, wish(scene.mine), scene.driver.token)
    return { ...scene, first, params: { bookingId: first.id } }
  }

  it('gives the old time back and has the new one, in one step', async () => {
    const { ids, driver, first, params } = await placed()
    const body = { version: first.version, day: '2026-11-25', minute: 900 }
    const moved = await t.ok(booking.reschedule, { params, body }, driver.token)
    expect(moved).toMatchObject({ id: first.id, day: '2026-11-25', minute: 900, endMinute: 960, state: 'placed' })
    expect((await slotsAt(t, ids, 600))?.free).toBe(1)
    expect((await slotsAt(t, ids, 900, '2026-11-25'))?.free).toBe(0)
    expect(await rowsOf(t, 'claim')).toBe(8)
    const again = await t.ok(booking.reschedule, { params, body }, driver.token)
    expect(again.version).toBe(moved.version)
  })

  it('may overlap itself', async () => {
    const { driver, first, params } = await placed()
    const body = { version: first.version, day: TUESDAY, minute: 630 }
    expect((await t.ok(booking.reschedule, { params, body }, driver.token)).minute).toBe(630)
  })

  it('keeps the old time when the new one is taken', async () => {
    const { ids, driver, first, params } = await placed()
    const other = await given(t).driver()
    await t.ok(booking.place, wish({ ...ids, vehicleId: other.vehicleId, minute: 720 }), other.token)
    const body = { version: first.version, day: TUESDAY, minute: 720 }
    const problem = await t.refused(booking.reschedule, { params, body }, driver.token, 'booking.slot_taken')
    expect(problem.data).toMatchObject({ alternatives: expect.arrayContaining([expect.anything()]) })
    expect(await t.ok(booking.one, { params }, driver.token)).toMatchObject({ minute: 600, version: first.version })
    expect((await slotsAt(t, ids, 600))?.free).toBe(0)
  })

  it('is refused after the cut-off, to others, without a log-in, and on an old version', async () => {
    const { driver, first, params } = await placed()
    const other = await given(t).driver()
    const body = { version: first.version, day: TUESDAY, minute: 720 }
    await t.refused(booking.reschedule, { params, body }, other.token, 'booking.not_found')
    await t.refused(booking.reschedule, { params, body }, undefined, 'auth.required')
    await t.refused(
      booking.reschedule,
      { params, body: { ...body, version: 7 } },
      driver.token,
      'booking.state_changed',
    )
    await t.refused(booking.reschedule, { params, body: { ...body, minute: 605 } }, driver.token, 'booking.slot_closed')
    await t.refused(
      booking.reschedule,
      { params, body: { ...body, day: TODAY, minute: 540 } },
      driver.token,
      'booking.slot_past',
    )
    await t.ok(booking.cancel, { params, body: { reason: 'other' } }, driver.token)
    await t.refused(
      booking.reschedule,
      { params, body: { ...body, version: first.version + 1 } },
      driver.token,
      'booking.state_changed',
    )
  })

  it.each([0, 1, 2, 3, 4])('and cancels at the same moment: one after the other or one alone, round %i', async () => {
    const { ids, driver, first, params } = await placed()
    const body = { version: first.version, day: TUESDAY, minute: 720 }
    const [moved, cancelled] = await Promise.all([
      t.call(booking.reschedule, { params, body }, driver.token),
      t.call(booking.cancel, { params, body: { reason: 'other' } }, driver.token),
    ])
    const now = await t.ok(booking.one, { params }, driver.token)
    expect([moved.status, cancelled.status]).toContain(200)
    expect(now.state).toBe(cancelled.status === 200 ? 'cancelled' : 'placed')
    expect(now.minute).toBe(moved.status === 200 ? 720 : 600)
    expect(await rowsOf(t, 'claim')).toBe(now.state === 'placed' ? 8 : 0)
    expect((await slotsAt(t, ids, 600))?.free).toBe(1)
  })

  it('for the last place against a new owner: exactly one has it', async () => {
    const { ids, driver, first, params } = await placed()
    const rival = await given(t).driver()
    const body = { version: first.version, day: TUESDAY, minute: 900 }
    const answers = await Promise.all([
      t.call(booking.reschedule, { params, body }, driver.token),
      t.call(booking.place, wish({ ...ids, vehicleId: rival.vehicleId, minute: 900 }), rival.token),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('is not called a no-show at the time that was given up', async () => {
    const { driver, first, params } = await placed()
    const body = { version: first.version, day: TUESDAY, minute: 1020 }
    await t.ok(booking.reschedule, { params, body }, driver.token)
    t.clock.set('2026-11-24T02:45:00Z')
    await t.settle()
    const token = await given(t).freshToken({ kind: 'customer', id: driver.customerId })
    expect((await t.ok(booking.one, { params }, token)).state).toBe('placed')
    t.clock.set('2026-11-24T09:31:00Z')
    await t.settle()
    const later = await given(t).freshToken({ kind: 'customer', id: driver.customerId })
    expect((await t.ok(booking.one, { params }, later)).state).toBe('no_show')
  })
})

describe('an owner who will be late', () => {
  const today = async (capacity = 1) => {
    const scene = await ownerScene(t, capacity)
    const call = wish({ ...scene.mine, day: TODAY, minute: 720 })
    const first = await t.ok(booking.place, call, scene.driver.token)
    return { ...scene, first, params: { bookingId: first.id } }
  }

  it('by a little is received as if on time, and the store knows', async () => {
    const { driver, params } = await today()
    const call = { params, body: { minutes: 10 } }
    const told = await t.ok(booking.late, call, driver.token)
    expect(told).toMatchObject({ outcome: 'kept', minute: 720, booking: { lateMinutes: 10 } })
    await t.refused(booking.late, call, driver.token, 'booking.late_told')
  })

  it('by more has the visit moved, and can see that before', async () => {
    const { ids, driver, params } = await today()
    const shown = await t.ok(booking.late, { params, body: { minutes: 20, dryRun: true } }, driver.token)
    expect(shown).toMatchObject({ outcome: 'shifted', minute: 750 })
    expect(await t.ok(booking.one, { params }, driver.token)).toMatchObject({ minute: 720, lateMinutes: null })
    const told = await t.ok(booking.late, { params, body: { minutes: 20 } }, driver.token)
    expect(told).toMatchObject({ outcome: 'shifted', minute: 750, booking: { minute: 750 } })
    expect((await slotsAt(t, ids, 810, TODAY))?.free).toBe(1)
    expect((await slotsAt(t, ids, 780, TODAY))?.free).toBe(0)
  })

  it('keeps the time when the rest of the day is full, and is waited for', async () => {
    const { ids, driver, params } = await today()
    const next = await given(t).driver()
    await t.ok(booking.place, wish({ ...ids, vehicleId: next.vehicleId, day: TODAY, minute: 780 }), next.token)
    const told = await t.ok(booking.late, { params, body: { minutes: 40 } }, driver.token)
    expect(told).toMatchObject({ outcome: 'full', minute: 720, booking: { lateMinutes: 40 } })
    t.clock.set('2026-11-23T04:45:00Z')
    await t.settle()
    const token = await given(t).freshToken({ kind: 'customer', id: driver.customerId })
    expect((await t.ok(booking.one, { params }, token)).state).toBe('placed')
    t.clock.pass(26 * MINUTE_MS)
    await t.settle()
    const later = await given(t).freshToken({ kind: 'customer', id: driver.customerId })
    expect((await t.ok(booking.one, { params }, later)).state).toBe('no_show')
  })

  it('says so on the day itself, for a booking of their own', async () => {
    const { mine, driver, params } = await today()
    const second = await given(t).vehicle(driver.customerId, {})
    const tomorrow = await t.ok(booking.place, wish({ ...mine, vehicleId: second.id }), driver.token)
    const call = { params: { bookingId: tomorrow.id }, body: { minutes: 20 } }
    await t.refused(booking.late, call, driver.token, 'booking.not_today')
    const other = await given(t).driver()
    await t.refused(booking.late, { params, body: { minutes: 20 } }, other.token, 'booking.not_found')
    await t.refused(booking.late, { params, body: { minutes: 1 } }, driver.token, 'request.invalid')
  })
})

describe('a colleague moves a booking', () => {
  const steps = async (storeId: string, token: string) => {
    const { rows } = await t.ok(board.board, { params: { storeId }, query: { day: TODAY } }, token)
    return rows[0]?.steps ?? []
  }

  it('to another bay or person, or is told why not, and nothing changes by looking', async () => {
    const { store, desk: colleague, params, seen } = await deskScene(t)
    const { bays, technicians } = await t.ok(
      board.board,
      { params: { storeId: store.id }, query: { day: TODAY } },
      colleague.token,
    )
    const [now] = await steps(store.id, colleague.token)
    const bay = bays.find(({ id }) => id !== now?.bayId)
    const [person] = technicians.filter(({ id }) => !now?.technicianIds.includes(id))
    const at = { ...seen, day: TODAY, minute: 720 }
    const there = [{ ordinal: 1, bayId: bay?.id ?? '', technicianIds: [person?.id ?? ''] }]
    const looked = await t.ok(desk.move, { params, body: { ...at, steps: there, dryRun: true } }, colleague.token)
    expect(looked).toEqual({ isMoved: false, refusals: [], standing: null })
    expect((await steps(store.id, colleague.token))[0]?.bayId).toBe(now?.bayId)
    const moved = await t.ok(desk.move, { params, body: { ...at, steps: there } }, colleague.token)
    expect(moved).toMatchObject({ isMoved: true, standing: { version: seen.version + 1 } })
    expect((await steps(store.id, colleague.token))[0]).toMatchObject(there[0] ?? {})
    await t.refused(desk.move, { params, body: { ...at, steps: there } }, colleague.token, 'booking.state_changed')
    expect(await rowsOf(t, 'claim')).toBe(8)
  })

  /** A day with one more bay, two more people, and two cars at three o'clock. */
  async function crowded() {
    const scene = await deskScene(t)
    const { store, service, desk: colleague } = scene
    const [now] = await steps(store.id, colleague.token)
    if (!now) throw new Error('no step')
    const wash = await given(t).bay(store.id, { name: '洗车', type: 'wash' })
    const unskilled = await given(t).technician(store.id, { name: '学徒', skills: ['wash'] })
    const late = await given(t).technician(store.id, { name: '晚班', hours: [900, 1080] })
    await t.world.app.db.tx((tx) => tx.put('update store set roster_version = roster_version + 1'))
    for (const { vehicleId, token } of [await given(t).driver(), await given(t).driver()]) {
      const call = wish({ storeId: store.id, serviceIds: service.id, vehicleId, day: TODAY, minute: 900 })
      await t.ok(booking.place, call, token)
    }
    return { ...scene, now, wash, unskilled, late }
  }
  type Crowded = Awaited<ReturnType<typeof crowded>>

  it.each([
    ['outside the opening hours', 1050, () => ({}), 'outside_hours'],
    ['off the quarter of an hour', 725, () => ({}), 'outside_hours'],
    ['to a bay of another type', 720, ({ wash }: Crowded) => ({ bayId: wash.id }), 'bay_type'],
    [
      'to somebody without the skill',
      720,
      ({ unskilled }: Crowded) => ({ technicianIds: [unskilled.id] }),
      'technician_unqualified',
    ],
    ['to somebody who is not there', 720, ({ late }: Crowded) => ({ technicianIds: [late.id] }), 'technician_absent'],
    [
      'to two people where one is needed',
      720,
      ({ now, late }: Crowded) => ({ technicianIds: [...now.technicianIds, late.id] }),
      'team_size',
    ],
    ['onto another car', 900, () => ({}), 'bay_taken'],
  ] as const)('is refused %s', async (_what, minute, over, refusal) => {
    const scene = await crowded()
    const { now, params, seen } = scene
    const step = { ordinal: 1, bayId: now.bayId, technicianIds: now.technicianIds, ...over(scene) }
    const body = { ...seen, day: TODAY, minute, steps: [step] }
    const answer = await t.ok(desk.move, { params, body }, scene.desk.token)
    expect(answer.isMoved).toBe(false)
    expect(answer.refusals).toContain(refusal)
    expect(await t.ok(desk.move, { params, body: { ...body, dryRun: true } }, scene.desk.token)).toEqual(answer)
  })

  it('only within reach, and with the right to', async () => {
    const { params, seen } = await deskScene(t)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('reception', 'store', elsewhere.id)
    const body = { ...seen, day: TODAY, minute: 780 }
    await t.refused(desk.move, { params, body }, stranger.token, 'booking.not_found')
    await t.refused(desk.move, { params, body }, undefined, 'auth.required')
  })

  it('at the same moment as another: the second is told, and nothing is lost', async () => {
    const { desk: colleague, params, seen } = await deskScene(t)
    const to = (minute: number) => t.call(desk.move, { params, body: { ...seen, day: TODAY, minute } }, colleague.token)
    const answers = await Promise.all([780, 840, 900].map(to))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(await rowsOf(t, 'claim')).toBe(8)
  })
})
