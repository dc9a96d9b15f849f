import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { workorder } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf } from '../support/booking-scene'
import { once, quoteOf, sheetOf, workshopScene } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('a car that has come', () => {
  it('is received, with its flow begun once', async () => {
    const s = await workshopScene(t)
    const row = await s.received()
    expect(row).toMatchObject({ state: 'received', arrivedAt: t.clock.now() })
    expect(row.flowId).not.toBeNull()
    expect(await rowsOf(t, 'flow_instance')).toBe(1)
  })
  it('goes through inspection, quote and authorisation', async () => {
    const s = await workshopScene(t)
    const row = await s.authorised()
    expect(row).toMatchObject({ state: 'authorised', mileageKm: 23_456, quoteVersion: 1 })
    expect(await rowsOf(t, 'job_line')).toBe(1)
    expect(await rowsOf(t, 'part_line')).toBe(1)
    const tasks = await t.world.app.db.read.rows<{ node: string }>("select node from flow_task where status = 'open'")
    expect(tasks.map(({ node }) => node)).toEqual(['dispatch'])
  })
})
