import { describe, expect, it } from '@jest/globals'
import { condSchema, limits, parseCond, problemTexts, type Cond } from '@pitlane/rule'

const leaf = { f: 'pieces', op: '=', v: 1 }
const nested = (levels: number): unknown =>
  Array.from({ length: levels - 1 }).reduce<unknown>((inner) => ({ not: inner }), leaf)
const thousand = { f: 'pieces', op: 'in', v: Array.from({ length: limits.list }, (_, i) => i) }
const problemsOf = (input: unknown) => {
  const parsed = parseCond(input)
  return parsed.ok ? [] : parsed.problems.map(({ code, path }) => `${code} ${path.join('.')}`.trim())
}

describe('a condition that is accepted', () => {
  it.each<[string, unknown]>([
    ['a leaf', leaf],
    ['a boolean', { f: 'isPaid', op: '=', v: false }],
    ['an empty text', { f: 'title', op: '=', v: '' }],
    ['no value', { f: 'title', op: 'missing' }],
    ['a list', { f: 'level', op: 'not_in', v: ['gold'] }],
    ['a range', { f: 'pieces', op: 'between', v: [1, 2] }],
    ['long ago', { f: 'endsOn', op: '<', v: { ago: { n: 12, unit: 'month' } } }],
    ['ahead', { f: 'endsOn', op: '<', v: { ahead: { n: 0, unit: 'day' } } }],
    ['another field', { f: 'endsOn', op: '>=', v: { field: 'lastVisitOn' } }],
    ['another field, later', { f: 'sentAt', op: '>', v: { field: 'placedAt', plus: { n: 48, unit: 'hour' } } }],
    ['an anniversary', { f: 'birthday', op: 'anniversary' }],
    ['an anniversary to come', { f: 'birthday', op: 'anniversary', v: { ahead: { n: 1, unit: 'week' } } }],
    ['groups', { all: [leaf, { any: [leaf, { not: leaf }] }] }],
    ['related rows', { exists: 'visits' }],
    ['some related rows', { exists: 'visits', where: leaf, count: { op: '>=', n: 2 }, within: { n: 1, unit: 'year' } }],
    ['a key with dots', { f: 'city.size', op: '>', v: 0 }],
    ['the deepest', nested(limits.depth)],
    ['the widest', { any: Array.from({ length: limits.leaves }, () => leaf) }],
    ['the longest list', thousand],
    ['a whole character of two halves', { f: 'title', op: '=', v: '🚗' }],
  ])('%s', (_what, input) => {
    expect(problemsOf(input)).toEqual([])
    expect(condSchema.parse(input)).toEqual(input)
  })
})

describe('a condition that is refused', () => {
  it.each<[string, unknown, string[]]>([
    ['nothing', undefined, ['rule.not_a_condition']],
    ['null', null, ['rule.not_a_condition']],
    ['a text', '1 = 1', ['rule.not_a_condition']],
    ['a list', [leaf], ['rule.not_a_condition']],
    ['an empty object', {}, ['rule.not_a_condition']],
    ['an empty group', { all: [] }, ['rule.empty_group all']],
    ['an empty group inside', { any: [leaf, { all: [] }] }, ['rule.empty_group any.1.all']],
    ['a group that is none', { all: leaf }, ['rule.not_a_condition all']],
    ['not nothing', { not: undefined }, ['rule.not_a_condition not']],
    ['two in one', { all: [leaf], any: [leaf] }, ['rule.unknown_key any']],
    ['a leaf with more', { ...leaf, sql: '1' }, ['rule.unknown_key sql']],
    ['one level too deep', nested(limits.depth + 1), ['rule.too_deep not.not.not.not.not.not']],
    ['one leaf too many', { any: Array.from({ length: 61 }, () => leaf) }, ['rule.too_many_leaves any.60']],
    ['SQL as a field', { ...leaf, f: '1=1) or sleep(5) -- ' }, ['rule.bad_name f']],
    ['a long field', { ...leaf, f: 'x'.repeat(65) }, ['rule.bad_name f']],
    ['no field', { op: '=', v: 1 }, ['rule.not_a_condition']],
    ['SQL as an operator', { ...leaf, op: '= 1 or 1 =' }, ['rule.unknown_op op']],
    ['no operator', { f: 'pieces', v: 1 }, ['rule.unknown_op op']],
    ['no value', { f: 'pieces', op: '=' }, ['rule.value_missing v']],
    ['null as a value', { f: 'pieces', op: '=', v: null }, ['rule.bad_value v']],
    ['a value too many', { f: 'pieces', op: 'missing', v: 1 }, ['rule.value_unwanted v']],
    ['a fraction', { f: 'pieces', op: '=', v: 0.5 }, ['rule.bad_value v']],
    ['no number', { f: 'pieces', op: '=', v: NaN }, ['rule.bad_value v']],
    ['a number beyond all', { f: 'pieces', op: '=', v: 2 ** 53 }, ['rule.bad_value v']],
    ['a long text', { f: 'title', op: '=', v: 'x'.repeat(1001) }, ['rule.bad_value v']],
    ['half a character', { f: 'title', op: '=', v: 'a\ud83d' }, ['rule.bad_value v']],
    ['the other half', { f: 'title', op: '=', v: '\ude97' }, ['rule.bad_value v']],
    ['NUL', { f: 'title', op: '=', v: 'a\0' }, ['rule.bad_value v']],
    ['a list for one', { f: 'pieces', op: '=', v: [1] }, ['rule.bad_value v']],
    ['one for a list', { f: 'pieces', op: 'in', v: 1 }, ['rule.bad_value v']],
    ['an empty list', { f: 'pieces', op: 'in', v: [] }, ['rule.empty_list v']],
    ['a list with a hole', { f: 'pieces', op: 'in', v: [1, null] }, ['rule.bad_value v.1']],
    ['too long a list', { f: 'pieces', op: 'in', v: Array.from({ length: 1001 }, () => 1) }, ['rule.list_too_long v']],
    ['too many lists', { any: Array.from({ length: 11 }, () => thousand) }, ['rule.too_many_values any.10.v']],
    ['half a range', { f: 'pieces', op: 'between', v: [1] }, ['rule.bad_value v']],
    ['a relation for contains', { f: 'title', op: 'contains', v: { field: 'note' } }, ['rule.bad_value v']],
    [
      'an unknown relation',
      { f: 'endsOn', op: '<', v: { since: 1 } },
      ['rule.unknown_key v.since', 'rule.bad_name v.field'],
    ],
    [
      'a unit nobody knows',
      { f: 'endsOn', op: '<', v: { ago: { n: 1, unit: 'second' } } },
      ['rule.bad_duration v.ago'],
    ],
    [
      'a time that runs back',
      { f: 'endsOn', op: '<', v: { ago: { n: -1, unit: 'day' } } },
      ['rule.bad_duration v.ago'],
    ],
    [
      'more than a hundred years',
      { f: 'a', op: '<', v: { ago: { n: 101, unit: 'year' } } },
      ['rule.bad_duration v.ago'],
    ],
    ['a bad plus', { f: 'a', op: '<', v: { field: 'b', plus: 3 } }, ['rule.bad_duration v.plus']],
    ['a constant anniversary', { f: 'birthday', op: 'anniversary', v: '2026-11-23' }, ['rule.bad_value v']],
    ['rows of nothing', { exists: 1 }, ['rule.bad_name exists']],
    ['a count of nothing', { exists: 'visits', count: { op: '<', n: 1 } }, ['rule.bad_count count']],
    ['a negative count', { exists: 'visits', count: { op: '=', n: -1 } }, ['rule.bad_count count']],
    ['half a where', { exists: 'visits', where: { all: [] } }, ['rule.empty_group where.all']],
    ['a bad within', { exists: 'visits', within: 'P1Y' }, ['rule.bad_duration within']],
  ])('%s', (_what, input, expected) => {
    expect(problemsOf(input)).toEqual(expected)
    expect(condSchema.safeParse(input).success).toBe(false)
  })

  it('says why, in Chinese, and where, also inside a larger schema', () => {
    expect(parseCond({ all: [] })).toEqual({
      ok: false,
      problems: [{ code: 'rule.empty_group', path: ['all'], message: '条件组里至少要有一个条件' }],
    })
    const [issue] = condSchema.safeParse({ all: [] }).error?.issues ?? []
    expect(issue).toMatchObject({
      path: ['all'],
      message: '条件组里至少要有一个条件',
      params: { code: 'rule.empty_group' },
    })
  })

  it('has a text for every reason', () => {
    for (const text of Object.values(problemTexts)) expect(text).toMatch(/^[\u4e00-\u9fff]/)
  })

  it('costs nothing when it is hostile', () => {
    expect(problemsOf(nested(100_000))).toEqual(['rule.too_deep not.not.not.not.not.not'])
    const wide = { all: Array.from({ length: 100_000 }, () => ({ any: [] })) }
    expect(problemsOf(wide).length).toBeLessThanOrEqual(100)
    const leaves: Cond = { all: Array.from({ length: 100_000 }, () => leaf as Cond) }
    expect(problemsOf(leaves)).toEqual(['rule.too_many_leaves all.60'])
  })
})
