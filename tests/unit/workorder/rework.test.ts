import { describe, expect, it } from '@jest/globals'
import { bookedServices } from '../../../server/src/modules/workorder/booked-services'
import { isUndecided, repeated, suspect, type PastVisit } from '../../../server/src/modules/workorder/rework'

const day = 86_400_000
const now = new Date('2026-11-23T02:00:00.000Z')
const ago = (days: number) => new Date(now.getTime() - days * day)
const warranty = { days: 10, km: 2000 }

const visit = (over: Partial<PastVisit> = {}): PastVisit => ({
  ...{ id: 'before', deliveredAt: ago(5), mileageKm: 20_000 },
  ...{ jobs: [{ name: '更换制动片', category: 'brake' }], ...over },
})
const comeback = (over: object = {}) => ({ now, mileageKm: 21_000, categories: ['brake'], ...over })

describe('a come-back', () => {
  it.each<[string, Partial<PastVisit>, object, boolean]>([
    ['of the same group within the warranty', {}, {}, true],
    ['of another group', {}, { categories: ['tyre'] }, false],
    ['of several groups', {}, { categories: ['tyre', 'brake'] }, true],
    ['to find out what is wrong', {}, { categories: ['inspection'] }, true],
    ['of work that is in no catalogue', { jobs: [{ name: '紧固', category: null }] }, {}, false],
    [
      'to find out what is wrong with it',
      { jobs: [{ name: '紧固', category: null }] },
      { categories: ['inspection'] },
      true,
    ],
    ['of a visit in which nothing was done', { jobs: [] }, { categories: ['inspection'] }, false],
    ['on the last day', { deliveredAt: ago(10) }, {}, true],
    ['a moment later', { deliveredAt: new Date(ago(10).getTime() - 1) }, {}, false],
    ['at the last kilometre', {}, { mileageKm: 22_000 }, true],
    ['a kilometre further', {}, { mileageKm: 22_001 }, false],
    ['that nobody has read the odometer of', {}, { mileageKm: null }, true],
    ['whose handover has no reading', { mileageKm: null }, { mileageKm: 900_000 }, true],
  ])('%s', (_what, past, over, expected) => {
    expect(suspect([visit(past)], comeback(over), warranty) !== undefined).toBe(expected)
  })

  it('is of the latest visit that it can be of', () => {
    const visits = [
      visit({ id: 'old', deliveredAt: ago(9) }),
      visit({ id: 'brakes', deliveredAt: ago(4) }),
      visit({ id: 'wash', deliveredAt: ago(1), jobs: [{ name: '洗车', category: 'comfort' }] }),
    ]
    expect(suspect(visits, comeback(), warranty)?.id).toBe('brakes')
    expect(suspect([], comeback(), warranty)).toBeUndefined()
  })

  it('says what it is about again', () => {
    const jobs = [
      { name: '更换制动片', category: 'brake' },
      { name: '更换轮胎', category: 'tyre' },
    ]
    expect(repeated(jobs, ['brake']).map(({ name }) => name)).toEqual(['更换制动片'])
    expect(repeated(jobs, ['inspection'])).toEqual(jobs)
  })

  it.each([
    [{ suspectedOf: null, isSameFault: null }, false],
    [{ suspectedOf: 'before', isSameFault: null }, true],
    [{ suspectedOf: 'before', isSameFault: false }, false],
    [{ suspectedOf: 'before', isSameFault: true }, false],
  ])('%j waits for a decision: %s', (row, expected) => {
    expect(isUndecided(row)).toBe(expected)
  })
})

describe('what a visit was booked for', () => {
  it('is each service once, without work that was found later or of another visit', () => {
    const step = (serviceId: string | null, over: object = {}) => ({ bookingId: 'b', serviceId, jobId: null, ...over })
    const steps = [
      ...[step(null), step('oil'), step('tyres'), step('oil'), step('brakes', { jobId: 'found' })],
      step('wash', { bookingId: 'another' }),
    ]
    expect(bookedServices(steps, 'b')).toEqual(['oil', 'tyres'])
  })
})
