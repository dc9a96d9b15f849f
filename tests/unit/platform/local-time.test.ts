import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { toInstant, toLocal } from '../../../server/src/platform/local-time'

const wall = (at: Date, zone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at)

describe('local time', () => {
  it.each([
    'Asia/Shanghai',
    'Asia/Urumqi',
    'Asia/Kathmandu',
    'Europe/Berlin',
    'America/St_Johns',
    'Australia/Lord_Howe',
  ])('%s is what a clock on its walls shows', (zone) => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), (at) => {
        const { day, minute } = toLocal(at, zone)
        const shown = `${day} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        expect(shown).toBe(wall(at, zone))
      }),
    )
  })

  it('comes back to the instant it started from where clocks never change', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000_000 }), (n) => {
        const at = new Date(Date.UTC(2024, 0, 1) + n * 60_000)
        const { day, minute } = toLocal(at, 'Asia/Shanghai')
        expect(toInstant(day, minute, 'Asia/Shanghai')).toEqual(at)
      }),
    )
  })

  it('knows the end of a day', () => {
    expect(toInstant('2026-11-24', 1440, 'Asia/Shanghai').toISOString()).toBe('2026-11-24T16:00:00.000Z')
  })
})
