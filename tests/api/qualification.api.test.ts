import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf, slotsAt, TUESDAY, wish } from '../support/booking-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('certificates, leave and shifts', () => {
  const hv = { skill: 'hv', certificate: 'low_voltage_electrician', technicianCount: 2, bayType: 'hv' as const }

  async function hvScene(expiresOn: string) {
    const store = await given(t).store({ bays: 0, technicians: 0 })
    await given(t).bay(store.id, { type: 'hv' })
    for (let i = 0; i < 2; i++) {
      await given(t).technician(store.id, {
        skills: ['hv'],
        certificate: { kind: 'low_voltage_electrician', expiresOn },
      })
    }
    const service = await given(t).service(store.id, hv)
    return { storeId: store.id, serviceIds: service.id }
  }

  it('assigns two certified people to a high-voltage job', async () => {
    const ids = await hvScene(TUESDAY)
    const driver = await given(t).driver()
    await t.ok(booking.place, wish({ ...ids, vehicleId: driver.vehicleId }), driver.token)
    expect(await rowsOf(t, 'claim')).toBe(3 * 4)
  })

  it('offers nothing from the day after a certificate expired', async () => {
    const ids = await hvScene('2026-11-23')
    const driver = await given(t).driver()
    expect((await slotsAt(t, ids, 600))?.level).toBe('full')
    await t.refused(booking.place, wish({ ...ids, vehicleId: driver.vehicleId }), driver.token, 'booking.slot_taken')
  })
})
