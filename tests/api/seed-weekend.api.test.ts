import { afterAll, beforeAll, describe } from '@jest/globals'
import { openDemo, SEEDING_MS, type Demo } from '../support/demo'
import { saysOfBookings } from './demo/bookings'
import { saysOfMobility } from './demo/mobility'
import { saysOfScenes } from './demo/scenes'
import { saysOfWorkshop } from './demo/workshop'

const seededAt = (at: string): (() => Demo) => {
  let demo: Demo
  beforeAll(async () => {
    demo = await openDemo(at)
  }, SEEDING_MS)
  afterAll(() => demo.app.stop())
  return () => demo
}

describe('the demonstration on a Saturday evening after closing', () => {
  const demo = seededAt('2026-11-28T15:40:00.000Z')
  describe('bookings', () => saysOfBookings(demo))
  describe('mobility', () => saysOfMobility(demo))
  describe('scenes', () => saysOfScenes(demo))
})

describe('the demonstration at night, as on a machine abroad', () => {
  const demo = seededAt('2026-11-29T18:00:00.000Z')
  describe('mobility', () => saysOfMobility(demo))
  describe('workshop', () => saysOfWorkshop(demo))
  describe('scenes', () => saysOfScenes(demo))
})

describe('the demonstration in the National Day holidays', () => {
  const demo = seededAt('2026-10-02T03:00:00.000Z')
  describe('bookings', () => saysOfBookings(demo, { isHoliday: true }))
})
