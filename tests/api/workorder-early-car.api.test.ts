import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { errors, workorder } from '@pitlane/contract'
import { BookingStep, Claim } from '../../server/src/modules/booking/booking.entity'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { startTestApp, type TestApp } from '../support/app'
import { TODAY } from '../support/booking-scene'
import { floorScene } from '../support/floor-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

type Scene = Awaited<ReturnType<typeof floorScene>>

const NOON = 720
/** The quarter of an hour that runs when a test begins, and noon. */
const [NOW, AT_NOON] = [36, 48]

const claimsOf = async (resourceId: string) =>
  (await t.world.app.db.read.find(Claim, { where: { resourceId, day: TODAY } }))
    .map(({ cell }) => cell)
    .sort((a, b) => a - b)
const hourFrom = (cell: number) => [cell, cell + 1, cell + 2, cell + 3]
const stepsOf = async ({ bookingId }: { bookingId: string }) =>
  t.world.app.db.read.find(BookingStep, { where: { bookingId }, order: { ordinal: 'ASC' } })

const jobOf = async (s: Scene, workorderId: string) => (await s.jobsOf(workorderId))[0]!.id
const offerOf = async (s: Scene, jobId: string, who = s.first) => {
  const { offers } = await t.ok(workorder.dispatchOffers, { params: { jobId } }, s.dispatcher.token)
  return offers.find(({ technicianId }) => technicianId === who.id)!
}
/** One tap on an offer, as the console sends it. */
const tap = async (s: Scene, jobId: string, { technicianId, bay, startsAt }: Awaited<ReturnType<typeof offerOf>>) =>
  s.dispatchCall(jobId, { technicianIds: [technicianId], bayId: bay!.id, startsAt: startsAt! })

/** A car that was booked for noon and is here at nine; at noon the first technician works on another. */
async function earlyCar() {
  const s = await floorScene(t)
  const other = await given(t).driver()
  const taken = await s.authorised(Object.assign(other, { minute: NOON }))
  const db = t.world.app.db.read
  const [work] = (await stepsOf(taken)).filter(({ kind }) => kind === 'work')
  const [technicianId = ''] = work!.technicianIds
  const first = { ...s.first, id: technicianId }
  const early = await s.authorised(await s.another(NOON))
  const bookedFor = (await stepsOf(early)).find(({ kind }) => kind === 'work')
  expect(bookedFor?.technicianIds).not.toEqual([technicianId])
  return { ...s, db, busy: first, early, jobId: await jobOf(s, early.id) }
}

describe('a car that came before its time', () => {
  it('is given, by one tap, to somebody who is free now and busy when it was booked for', async () => {
    const s = await earlyCar()
    expect(await claimsOf(s.busy.id)).toEqual(hourFrom(AT_NOON))
    const offer = await offerOf(s, s.jobId, s.busy)
    expect(offer).toMatchObject({ canDo: true, startsAt: t.clock.now().toISOString() })
    expect(offer.reasons.map(({ text }) => text).join()).toContain('现在可以开工')
    await t.ok(workorder.dispatch, await tap(s, s.jobId, offer), s.dispatcher.token)
    expect(await claimsOf(s.busy.id)).toEqual([...hourFrom(NOW), ...hourFrom(AT_NOON)])
    const [work] = (await stepsOf(s.early)).filter(({ kind }) => kind === 'work')
    expect(work).toMatchObject({ startsMinute: 540, endsMinute: 600, technicianIds: [s.busy.id], bayId: offer.bay!.id })
    expect(await auditClaims(t.world.app)).toBe(0)
  })

  it('takes every offer of the list at its word, whoever is chosen', async () => {
    const s = await earlyCar()
    const { offers } = await t.ok(workorder.dispatchOffers, { params: { jobId: s.jobId } }, s.dispatcher.token)
    expect(offers.length).toBeGreaterThan(2)
    for (const offer of offers) {
      const now = await offerOf(s, s.jobId, { ...s.first, id: offer.technicianId })
      await t.ok(workorder.dispatch, await tap(s, s.jobId, now), s.dispatcher.token)
      expect(await s.jobOf(s.jobId)).toMatchObject({ technicianIds: [offer.technicianId], bayId: now.bay!.id })
      expect(await auditClaims(t.world.app)).toBe(0)
    }
  })

  it('waits for who is busy now, and the offer says from when', async () => {
    const s = await floorScene(t)
    await s.dispatched()
    const { id } = await s.authorised(await s.another(NOON))
    const jobId = await jobOf(s, id)
    const offer = await offerOf(s, jobId)
    const inAnHour = new Date(t.clock.now().getTime() + 3_600_000).toISOString()
    expect(offer).toMatchObject({ canDo: true, startsAt: inAnHour })
    expect(offer.reasons.map(({ text }) => text).join()).toContain('1 小时后可以开工')
    await t.ok(workorder.dispatch, await tap(s, jobId, offer), s.dispatcher.token)
    expect(await claimsOf(s.first.id)).toEqual([...hourFrom(NOW), ...hourFrom(NOW + 4)])
    expect(await auditClaims(t.world.app)).toBe(0)
  })

  it('has no offer of somebody who has no hour left today, and the command says no as well', async () => {
    const s = await floorScene(t)
    const short = await s.mechanic({ name: '孙短', hours: [540, 585] })
    const { id } = await s.authorised()
    const jobId = await jobOf(s, id)
    const offer = await offerOf(s, jobId, short)
    expect(offer).toMatchObject({ bay: null, startsAt: null })
    expect(offer.reasons.map(({ text }) => text)).toContain('今天没有连续空闲时间')
    const call = await s.dispatchCall(jobId, { technicianIds: [short.id] })
    await t.refused(workorder.dispatch, call, s.dispatcher.token, 'workorder.no_room')
    expect(await claimsOf(short.id)).toEqual([])
  })

  it('is not in two places: its other work of that time is in the way', async () => {
    const s = await floorScene(t)
    const tyre = await given(t).service(s.store.id, { name: '轮胎换位', bayMinutes: 60 })
    const { id, bookingId } = await s.authorised()
    const [work] = (await stepsOf({ bookingId })).filter(({ kind }) => kind === 'work')
    const more = { ...work!, ordinal: 9, startsMinute: 540, endsMinute: 600, serviceId: tyre.id, isSeated: false }
    await t.world.app.db.tx((tx) => tx.insert(BookingStep, [more]))
    const jobId = await jobOf(s, id)
    expect((await offerOf(s, jobId)).startsAt).toBe(t.clock.now().toISOString())
    const seats = { isSeated: true, bayId: s.bay.id, technicianIds: [s.second.id] }
    await t.world.app.db.tx(async (tx) => {
      await tx.update(BookingStep, { bookingId, ordinal: 9 }, seats)
      const claim = { day: TODAY, storeId: s.store.id, bookingId, heldUntil: null, reserve: 0 }
      const cells = [s.bay.id, s.second.id].flatMap((resourceId) =>
        hourFrom(NOW).map((cell) => ({ ...claim, resourceId, cell })),
      )
      await tx.insert(Claim, cells)
    })
    const offer = await offerOf(s, jobId)
    expect(offer.startsAt).toBe(new Date(t.clock.now().getTime() + 3_600_000).toISOString())
    await t.ok(workorder.dispatch, await tap(s, jobId, offer), s.dispatcher.token)
    expect(await claimsOf(s.first.id)).toEqual(hourFrom(NOW + 4))
    expect(await auditClaims(t.world.app)).toBe(0)
  })
})

describe('two dispatchers at once', () => {
  it('of one car: one gives it, the other reads that it was given', async () => {
    const s = await earlyCar()
    const offers = [await offerOf(s, s.jobId, s.busy), await offerOf(s, s.jobId, s.second)]
    const calls = [await tap(s, s.jobId, offers[0]!), await tap(s, s.jobId, offers[1]!)]
    const answers = await Promise.all(calls.map((call) => t.call(workorder.dispatch, call, s.dispatcher.token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const loser = answers.find(({ status }) => status === 409)
    expect(loser?.problem).toMatchObject({ code: 'workorder.job_changed', title: errors['workorder.job_changed'].zh })
    expect(await auditClaims(t.world.app)).toBe(0)
  })

  it('of two cars for the same hour of one technician: the second is told so, and nothing of it moves', async () => {
    const s = await floorScene(t)
    const cars = [await s.authorised(), await s.authorised(await s.another(NOON))]
    const jobs = await Promise.all(cars.map(({ id }) => jobOf(s, id)))
    const calls = await Promise.all(jobs.map(async (jobId) => tap(s, jobId, await offerOf(s, jobId))))
    const answers = await Promise.all(calls.map((call) => t.call(workorder.dispatch, call, s.dispatcher.token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const lost = answers.findIndex(({ status }) => status === 409)
    expect(answers[lost]?.problem).toMatchObject({
      code: 'workorder.no_room',
      title: '所选人员或工位的这段时间刚被占用，或今天没有空档，请按最新推荐再派。',
    })
    expect(await s.jobOf(jobs[lost]!)).toMatchObject({ state: 'new', version: 1 })
    expect((await stepsOf(cars[lost]!)).find(({ kind }) => kind === 'work')).toMatchObject({ startsMinute: NOON })
    expect(await claimsOf(s.first.id)).toEqual(hourFrom(NOW))
    expect(await auditClaims(t.world.app)).toBe(0)
    // The list is read again, and says from when.
    const next = await tap(s, jobs[lost]!, await offerOf(s, jobs[lost]!))
    await t.ok(workorder.dispatch, next, s.dispatcher.token)
    expect(await claimsOf(s.first.id)).toEqual([...hourFrom(NOW), ...hourFrom(NOW + 4)])
    expect(await auditClaims(t.world.app)).toBe(0)
  })
})
