import { describe, expect, it } from '@jest/globals'
import { lostSeats, type SeatedStep } from '../../../server/src/modules/booking/impact'
import { afterChange, type Roster } from '../../../server/src/modules/store'

const TUESDAY = '2026-11-24'
const technician = {
  ...{ id: 'T1', name: '王强', level: 'senior', skills: ['quick', 'hv'] },
  certificates: [{ kind: 'low_voltage_electrician', expiresOn: '2027-01-01' }],
  shifts: [{ weekday: 2, startsMinute: 540, endsMinute: 1080 }],
  ...{ dayShifts: [], leaves: [] },
}
const roster: Roster = { version: 1, bays: [{ id: 'B1', name: '快保 1', type: 'quick' }], technicians: [technician] }
const step: SeatedStep = {
  ...{ bookingId: 'K1', day: TUESDAY, startsMinute: 600, endsMinute: 645 },
  ...{ bayId: 'B1', technicianIds: ['T1'], serviceId: 'S1' },
}
const needs = new Map([['S1', { skill: 'quick', certificate: null as string | null }]])
const lost = (after: Roster, before = roster, steps = [step]) =>
  lostSeats(before, after, steps, needs).map(({ kind }) => kind)
const person = { technicianId: 'T1' }

describe('seats that a change takes away', () => {
  it.each([
    [
      'the bay is retired',
      { kind: 'change_bay', bayId: 'B1', name: '快保 1', type: 'quick', isActive: false },
      ['bay'],
    ],
    [
      'the bay gets another type',
      { kind: 'change_bay', bayId: 'B1', name: '快保 1', type: 'wash', isActive: true },
      ['bay'],
    ],
    [
      'the bay gets another name',
      { kind: 'change_bay', bayId: 'B1', name: '快保 A', type: 'quick', isActive: true },
      [],
    ],
    [
      'somebody leaves',
      {
        ...{ kind: 'change_technician', ...person, name: '王强', level: 'senior' },
        skills: ['quick'],
        isActive: false,
      },
      ['technician'],
    ],
    [
      'a skill is taken away',
      { ...{ kind: 'change_technician', ...person, name: '王强', level: 'senior' }, skills: ['hv'], isActive: true },
      ['technician'],
    ],
    [
      'another skill is taken away',
      { ...{ kind: 'change_technician', ...person, name: '王强', level: 'senior' }, skills: ['quick'], isActive: true },
      [],
    ],
    ['a certificate that is not needed goes', { kind: 'put_certificates', ...person, certificates: [] }, []],
    [
      'the week ends earlier',
      { kind: 'put_shifts', ...person, shifts: [{ weekday: 2, startsMinute: 540, endsMinute: 630 }] },
      ['technician'],
    ],
    [
      'the week ends with the work, to the quarter',
      { kind: 'put_shifts', ...person, shifts: [{ weekday: 2, startsMinute: 600, endsMinute: 645 }] },
      [],
    ],
    [
      'other hours on that day',
      { kind: 'put_day_shifts', ...person, day: TUESDAY, spans: [{ startsMinute: 780, endsMinute: 1080 }] },
      ['technician'],
    ],
    [
      'other hours on another day',
      { kind: 'put_day_shifts', ...person, day: '2026-12-01', spans: [{ startsMinute: 780, endsMinute: 1080 }] },
      [],
    ],
    [
      'leave over the work',
      {
        kind: 'add_leave',
        ...person,
        fromDay: '2026-11-23',
        toDay: TUESDAY,
        startsMinute: 0,
        endsMinute: 1440,
        reason: '病假',
      },
      ['technician'],
    ],
    [
      'leave after the work',
      {
        kind: 'add_leave',
        ...person,
        fromDay: TUESDAY,
        toDay: TUESDAY,
        startsMinute: 645,
        endsMinute: 1440,
        reason: '病假',
      },
      [],
    ],
  ] as const)('%s', (_name, change, expected) => {
    expect(lost(afterChange(roster, change as never))).toEqual(expected)
  })

  it('does not count what was wrong before', () => {
    const away = { ...roster, bays: [], technicians: [{ ...technician, shifts: [] }] }
    expect(lost({ ...away, technicians: [] }, away)).toEqual([])
  })

  it('asks for no skill where the step has no service', () => {
    const reception = { ...step, serviceId: null }
    const unskilled = { ...roster, technicians: [{ ...technician, skills: [] }] }
    expect(lost(unskilled, roster, [reception])).toEqual([])
  })
})
