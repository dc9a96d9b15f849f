import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mobility } from '@pitlane/contract'
import { HOUR_MS } from '@pitlane/kernel'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf, TODAY, TUESDAY } from '../support/booking-scene'
import { given } from '../support/given'
import { aCar, AFTERNOON, lendOne, mobilityScene, MORNING } from '../support/mobility-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('a loaner car', () => {
  const check = (validUntil = '2030-01-01'): mobility.LoanerStep => ({
    ...{ kind: 'check', licenceSeen: true, nameMatches: true, validUntil },
  })
  const handOut = (mileageKm = 12_000): mobility.LoanerStep => ({
    ...{ kind: 'hand_out', mileageKm, energyPercent: 80, note: '右后轮毂有刮痕', termsAccepted: true },
  })
  const takeBack = (mileageKm = 12_050, extraNote = ''): mobility.LoanerStep => ({
    ...{ kind: 'take_back', mileageKm, energyPercent: 50, note: '', extraNote },
  })

  async function scene(cars = 1) {
    const made = await mobilityScene(t, { drivers: 0, cars })
    const { id: bookingId, owner } = await made.book(lendOne, AFTERNOON)
    const token = async () => given(t).freshToken({ kind: 'staff', id: made.desk.staffId })
    const loanerOf = async (id = bookingId, day = TODAY) => {
      const found = (await made.dayOf(day, await token())).loaners.find((one) => one.bookingId === id)
      if (!found) throw new Error('no loaner')
      return found
    }
    const ask = async (step: mobility.LoanerStep, id = bookingId, day = TODAY) => {
      const loaner = await loanerOf(id, day)
      return { params: { loanerId: loaner.id }, body: { version: loaner.version, step } }
    }
    const go = async (...steps: mobility.LoanerStep[]) => {
      for (const step of steps) await t.ok(mobility.stepLoaner, await ask(step), await token())
      return loanerOf()
    }
    const refused = async (
      step: mobility.LoanerStep,
      code: Parameters<typeof t.refused>[3],
      id = bookingId,
      day = TODAY,
    ) => t.refused(mobility.stepLoaner, await ask(step, id, day), await token(), code)
    return { ...made, bookingId, owner, loanerOf, ask, go, refused, token }
  }

  it('is handed out after the licence was seen, and taken back', async () => {
    const { go, refused, mineOf, bookingId, owner } = await scene()
    expect((await refused(handOut(), 'mobility.step_refused')).data).toEqual({ reason: 'not_yet' })
    await refused(check('2026-11-22'), 'mobility.licence_invalid')
    await go(check())
    await refused(handOut(11_999), 'mobility.mileage_back')
    expect(await go(handOut())).toMatchObject({ state: 'out', out: { mileageKm: 12_000, energyPercent: 80 } })
    expect((await mineOf(bookingId, owner.token)).loaner).toMatchObject({ state: 'out', canCancel: false })
    await refused(takeBack(11_000), 'mobility.mileage_back')
    const back = await go(takeBack(12_050, '补油 50 元'))
    expect(back).toMatchObject({ state: 'returned', back: { mileageKm: 12_050 }, extraNote: '补油 50 元' })
    expect((await refused(takeBack(), 'mobility.step_refused')).data).toEqual({ reason: 'over' })
    expect(await rowsOf(t, 'mobility_claim')).toBe(0)
    const [car] = await t.world.app.db.read.rows('select odometer_km as km from loaner_car')
    expect(car).toEqual({ km: 12_050 })
  })

  it('that is late is seen, cannot be promised for today, and cannot be handed to the next', async () => {
    const { go, loanerOf, book, offersAt, refused, ask, token, dayOf } = await scene()
    const evening = { day: TODAY, startsMinute: 1020, endsMinute: 1080 }
    const next = await book(lendOne, evening)
    await go(check(), handOut())
    t.clock.pass(7.5 * HOUR_MS)
    expect(await loanerOf()).toMatchObject({ isOverdue: true })
    expect((await offersAt({ day: TODAY, startsMinute: 1080, endsMinute: 1140 })).hasLoaner).toBe(false)
    expect((await offersAt(MORNING)).hasLoaner).toBe(true)
    await t.ok(mobility.stepLoaner, await ask(check(), next.id), await token())
    await refused(handOut(12_010), 'mobility.car_out', next.id)
    expect((await dayOf('2026-11-30', await token())).loaners).toHaveLength(1)
  })

  it('can be kept longer while nobody else waits for it', async () => {
    const { go, refused, book } = await scene()
    await go(check('2026-12-01'), handOut())
    await refused({ kind: 'extend', untilDay: TODAY, untilMinute: 900 }, 'mobility.extension_invalid')
    await refused({ kind: 'extend', untilDay: '2027-03-01', untilMinute: 900 }, 'mobility.extension_invalid')
    await refused({ kind: 'extend', untilDay: '2026-12-02', untilMinute: 900 }, 'mobility.licence_invalid')
    await book(lendOne, MORNING)
    await refused({ kind: 'extend', untilDay: TUESDAY, untilMinute: 615 }, 'mobility.car_taken')
    const longer = await go({ kind: 'extend', untilDay: TUESDAY, untilMinute: 600 })
    expect(longer).toMatchObject({ untilDay: TUESDAY, untilMinute: 600, state: 'out' })
    expect(await rowsOf(t, 'mobility_claim')).toBe(96 - 56 + 40 + 8)
  })

  it('can be another one', async () => {
    const { go, refused, store, book, dayOf, loanerOf } = await scene(2)
    await book(lendOne, AFTERNOON)
    const { carId } = await loanerOf()
    const other = (await dayOf(TODAY)).cars.find(({ id }) => id !== carId)?.id ?? ''
    await refused({ kind: 'swap', carId: other }, 'mobility.car_taken')
    const strange = await aCar(t, (await given(t).store()).id)
    await refused({ kind: 'swap', carId: strange.id }, 'mobility.resource_not_found')
    const third = await aCar(t, store.id)
    expect(await go({ kind: 'swap', carId: third.id })).toMatchObject({ carId: third.id })
  })

  it('is nobody else’s, and no old version', async () => {
    const { ask, store, token, go, owner, loanerOf } = await scene()
    const call = await ask(check())
    const stranger = await given(t).staff('reception', 'store', (await given(t).store()).id)
    const technician = await given(t).staff('technician', 'store', store.id)
    await t.refused(mobility.stepLoaner, call, undefined, 'auth.required')
    await t.refused(mobility.stepLoaner, call, technician.token, 'auth.forbidden')
    await t.refused(mobility.stepLoaner, call, stranger.token, 'mobility.loaner_not_found')
    await go(check())
    await t.refused(mobility.stepLoaner, call, await token(), 'mobility.state_changed')
    const { id, version } = await loanerOf()
    const mine = { params: { loanerId: id }, body: { version } }
    await t.refused(mobility.cancelLoaner, mine, (await given(t).driver()).token, 'mobility.loaner_not_found')
    expect(await t.ok(mobility.cancelLoaner, mine, owner.token)).toMatchObject({ state: 'cancelled', canCancel: false })
    expect(await t.ok(mobility.cancelLoaner, mine, owner.token)).toMatchObject({ state: 'cancelled' })
    expect(await rowsOf(t, 'mobility_claim')).toBe(0)
  })

  it('wants the terms read and the licence seen', async () => {
    const { ask, token } = await scene()
    const call = await ask(check())
    const body = { ...call.body, step: { ...check(), licenceSeen: false } as never }
    await t.refused(mobility.stepLoaner, { ...call, body }, await token(), 'request.invalid')
  })
})
