import { describe, expect, it } from '@jest/globals'
import { openingOf, type NationalDay, type Week } from '../../../server/src/modules/store/opening'
import { isQualified, workingSpans, type RosterTechnician } from '../../../server/src/modules/store/roster'

const week: Week = {
  0: null,
  1: [510, 1080],
  2: [510, 1080],
  3: [510, 1080],
  4: [510, 1080],
  5: [510, 1080],
  6: [540, 1020],
}
const ordinary: NationalDay = { kind: 'ordinary', name: undefined }

describe('openingOf', () => {
  it('follows the weekly pattern on an ordinary day', () => {
    expect(openingOf(week, true, '2026-11-23', ordinary)).toMatchObject({
      isOpen: true,
      opensMinute: 510,
      source: 'pattern',
    })
    expect(openingOf(week, true, '2026-11-22', ordinary)).toMatchObject({ isOpen: false, note: '每周例休' })
  })

  it('closes on a statutory holiday and says which', () => {
    const opening = openingOf(week, true, '2026-10-01', { kind: 'holiday', name: '国庆节' })
    expect(opening).toMatchObject({ isOpen: false, note: '国庆节休息', source: 'holiday' })
  })

  it('works a 调休 Sunday like a Monday', () => {
    const opening = openingOf(week, true, '2026-09-20', { kind: 'makeup_workday', name: '国庆节' })
    expect(opening).toMatchObject({ isOpen: true, opensMinute: 510, note: '调休上班', source: 'makeup_workday' })
  })

  it('stays open on holidays where the store does not follow them', () => {
    expect(openingOf(week, false, '2026-10-01', { kind: 'holiday', name: '国庆节' })).toMatchObject({ isOpen: true })
  })
})

const technician: RosterTechnician = {
  ...{ id: 't', name: '王强', level: 'senior', skills: ['hv', 'quick'] },
  certificates: [{ kind: 'low_voltage_electrician', expiresOn: '2026-11-24' }],
  shifts: [{ weekday: 1, startsMinute: 510, endsMinute: 1080 }],
  leaves: [{ day: '2026-11-23', startsMinute: 600, endsMinute: 660 }],
}

describe('isQualified', () => {
  const hv = { skill: 'hv', certificate: 'low_voltage_electrician' }

  it('lets a certificate count through its last day, and not a day longer', () => {
    expect(isQualified(technician, hv, '2026-11-24')).toBe(true)
    expect(isQualified(technician, hv, '2026-11-25')).toBe(false)
  })

  it('asks for the skill, and for a certificate only where one is needed', () => {
    expect(isQualified(technician, { skill: 'quick', certificate: null }, '2027-01-01')).toBe(true)
    expect(isQualified(technician, { skill: 'align', certificate: null }, '2026-11-24')).toBe(false)
  })
})

describe('workingSpans', () => {
  it('gives the shifts of the weekday and the leave of the day', () => {
    expect(workingSpans(technician, '2026-11-23')).toEqual({ shifts: [[510, 1080]], leaves: [[600, 660]] })
    expect(workingSpans(technician, '2026-11-24')).toEqual({ shifts: [], leaves: [] })
  })
})
