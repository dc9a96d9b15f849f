import { describe, expect, it } from '@jest/globals'
import { check, opsOf, parseCond, toSql, type CheckOptions, type Cond } from '@pitlane/rule'
import { monday, orders } from './orders'

const problemsOf = (cond: Cond, options?: CheckOptions) => {
  expect(parseCond(cond).ok).toBe(true)
  return check(cond, orders, options).map(({ code, path }) => `${code} ${path.join('.')}`)
}
const all: CheckOptions = { may: () => true }

describe('a condition that fits the catalogue', () => {
  it.each<Cond>([
    { f: 'title', op: 'contains', v: 'a' },
    { f: 'title', op: '=', v: '' },
    { f: 'level', op: 'in', v: ['gold', 'silver'] },
    { f: 'isPaid', op: '!=', v: true },
    { f: 'pieces', op: 'between', v: [2, 2] },
    { f: 'lastVisitOn', op: '<', v: '2024-02-29' },
    { f: 'lastVisitOn', op: '<', v: { ago: { n: 5, unit: 'month' } } },
    { f: 'placedAt', op: '<=', v: '2026-11-03' },
    { f: 'placedAt', op: '=', v: '2026-11-03T01:00:00.000Z' },
    { f: 'placedAt', op: 'between', v: ['2026-11-03', '2026-11-03T01:00:00.000Z'] },
    { f: 'placedAt', op: '>', v: { ago: { n: 90, unit: 'minute' } } },
    { f: 'title', op: '=', v: { field: 'note' } },
    { f: 'endsOn', op: '>', v: { field: 'lastVisitOn', plus: { n: 1, unit: 'year' } } },
    { f: 'sentAt', op: '>', v: { field: 'placedAt', plus: { n: 48, unit: 'hour' } } },
    { f: 'birthday', op: 'anniversary', v: { ahead: { n: 7, unit: 'day' } } },
    { f: 'tags', op: 'has_all', v: ['a', 'b'] },
    { f: 'sizes', op: 'has', v: 42 },
    { f: 'marks', op: 'has_any', v: ['hot'] },
    { exists: 'visits', within: { n: 12, unit: 'month' }, where: { f: 'spent', op: '>', v: 100 } },
  ])('%j', (cond) => {
    expect(problemsOf(cond)).toEqual([])
  })
})

describe('a condition that does not', () => {
  it.each<[Cond, string]>([
    [{ f: 'nobody', op: '=', v: 1 }, 'rule.unknown_field f'],
    [{ f: 'constructor', op: '=', v: 1 }, 'rule.unknown_field f'],
    [{ f: '__proto__', op: 'present' }, 'rule.unknown_field f'],
    [{ f: 'title', op: '<', v: 'a' }, 'rule.op_not_allowed op'],
    [{ f: 'isPaid', op: 'in', v: [true] }, 'rule.op_not_allowed op'],
    [{ f: 'level', op: 'contains', v: 'g' }, 'rule.op_not_allowed op'],
    [{ f: 'placedAt', op: 'anniversary' }, 'rule.op_not_allowed op'],
    [{ f: 'tags', op: '=', v: 'a' }, 'rule.op_not_allowed op'],
    [{ f: 'title', op: '=', v: 1 }, 'rule.wrong_type v'],
    [{ f: 'pieces', op: '=', v: '1' }, 'rule.wrong_type v'],
    [{ f: 'total', op: '=', v: true }, 'rule.wrong_type v'],
    [{ f: 'isPaid', op: '=', v: 1 }, 'rule.wrong_type v'],
    [{ f: 'level', op: '=', v: 1 }, 'rule.wrong_type v'],
    [{ f: 'endsOn', op: '=', v: 20261103 }, 'rule.wrong_type v'],
    [{ f: 'pieces', op: 'in', v: [1, 'x'] }, 'rule.wrong_type v.1'],
    [{ f: 'sizes', op: 'has', v: 'L' }, 'rule.wrong_type v'],
    [{ f: 'level', op: '=', v: 'Gold' }, 'rule.unknown_option v'],
    [{ f: 'level', op: '=', v: 'toString' }, 'rule.unknown_option v'],
    [{ f: 'marks', op: 'has_all', v: ['hot', 'old'] }, 'rule.unknown_option v.1'],
    [{ f: 'title', op: 'starts', v: '' }, 'rule.bad_value v'],
    [{ f: 'endsOn', op: '<', v: '2026-02-30' }, 'rule.bad_day v'],
    [{ f: 'endsOn', op: '<', v: '0999-12-31' }, 'rule.bad_day v'],
    [{ f: 'endsOn', op: '<', v: '9999-12-31' }, 'rule.bad_day v'],
    [{ f: 'placedAt', op: '<', v: '2026-11-03T01:00:00Z' }, 'rule.bad_day v'],
    [{ f: 'endsOn', op: '<', v: '2026-11-03T01:00:00.000Z' }, 'rule.wrong_type v'],
    [{ f: 'placedAt', op: '=', v: '2026-11-03' }, 'rule.wrong_type v'],
    [{ f: 'pieces', op: 'between', v: [2, 1] }, 'rule.bad_range v'],
    [{ f: 'endsOn', op: 'between', v: ['2026-11-04', '2026-11-03'] }, 'rule.bad_range v'],
    [{ f: 'pieces', op: '<', v: { ago: { n: 1, unit: 'day' } } }, 'rule.wrong_type v'],
    [{ f: 'title', op: '=', v: { ago: { n: 1, unit: 'day' } } }, 'rule.wrong_type v'],
    [{ f: 'endsOn', op: '<', v: { ago: { n: 1, unit: 'hour' } } }, 'rule.unit_not_allowed v'],
    [{ f: 'endsOn', op: '<', v: { field: 'nobody' } }, 'rule.unknown_field v.field'],
    [{ f: 'endsOn', op: '<', v: { field: 'placedAt' } }, 'rule.wrong_type v.field'],
    [{ f: 'total', op: '<', v: { field: 'pieces' } }, 'rule.wrong_type v.field'],
    [{ f: 'pieces', op: '<', v: { field: 'pieces', plus: { n: 1, unit: 'day' } } }, 'rule.wrong_type v.plus'],
    [{ f: 'endsOn', op: '<', v: { field: 'endsOn', plus: { n: 1, unit: 'hour' } } }, 'rule.unit_not_allowed v.plus'],
    [{ f: 'sentAt', op: '<', v: { field: 'placedAt', plus: { n: 1, unit: 'day' } } }, 'rule.unit_not_allowed v.plus'],
    [{ f: 'birthday', op: 'anniversary', v: { field: 'endsOn' } }, 'rule.bad_value v'],
    [{ exists: 'nobody' }, 'rule.unknown_relation exists'],
    [{ exists: 'valueOf' }, 'rule.unknown_relation exists'],
    [{ exists: 'visits', where: { f: 'title', op: 'present' } }, 'rule.unknown_field where.f'],
    [{ exists: 'visits', within: { n: 1, unit: 'hour' } }, 'rule.unit_not_allowed within'],
    [{ all: [{ not: { any: [{ f: 'x', op: 'present' }] } }] }, 'rule.unknown_field all.0.not.any.0.f'],
  ])('%j', (cond, expected) => {
    expect(problemsOf(cond)).toEqual([expected])
  })

  it('asks for a time only where rows have one', () => {
    expect(problemsOf({ exists: 'logs', within: { n: 1, unit: 'day' } }, all)).toEqual(['rule.no_time within'])
  })

  it('is told everything at once', () => {
    const cond: Cond = {
      all: [
        { f: 'x', op: 'present' },
        { f: 'level', op: 'in', v: ['x', 'y'] },
      ],
    }
    expect(problemsOf(cond)).toEqual([
      'rule.unknown_field all.0.f',
      'rule.unknown_option all.1.v.0',
      'rule.unknown_option all.1.v.1',
    ])
  })
})

describe('what needs a permission', () => {
  const phone: Cond = { f: 'phone', op: 'present' }

  it('is refused unless the asker has it', () => {
    expect(problemsOf(phone)).toEqual(['rule.forbidden_field f'])
    expect(problemsOf(phone, { may: (permission) => permission === 'log.read' })).toEqual(['rule.forbidden_field f'])
    expect(problemsOf(phone, { may: (permission) => permission === 'customer.phone' })).toEqual([])
    expect(problemsOf({ exists: 'logs' })).toEqual(['rule.forbidden_field exists'])
    expect(problemsOf({ f: 'title', op: '=', v: { field: 'phone' } })).toEqual(['rule.forbidden_field v.field'])
  })

  it('is refused by toSql as well, with the problems', () => {
    expect(() => toSql(phone, orders, { ...monday, dialect: 'sqlite' })).toThrow(
      expect.objectContaining({ code: 'rule.refused', data: { problems: check(phone, orders) } }),
    )
  })
})

it('a field without a column is refused for SQL alone', () => {
  expect(problemsOf({ f: 'mood', op: 'present' })).toEqual([])
  expect(problemsOf({ f: 'mood', op: 'present' }, { forSql: true })).toEqual(['rule.no_column f'])
  expect(problemsOf({ f: 'sizes', op: 'present' }, { forSql: true })).toEqual(['rule.no_column f'])
})

it('every type can be asked whether it is there', () => {
  for (const ops of Object.values(opsOf)) expect(ops).toEqual(expect.arrayContaining(['present', 'missing']))
})
