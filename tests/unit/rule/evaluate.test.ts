import { describe, expect, it } from '@jest/globals'
import { test as holds, type Cond, type Facts, type Leaf } from '@pitlane/rule'
import { monday } from './orders'

const ago = (n: number, unit: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year') => ({ ago: { n, unit } })

describe('a leaf', () => {
  const facts: Facts = {
    ...{ title: 'Ab ', empty: '', pieces: 3, isPaid: false, day: '2026-11-23', tags: ['a', null, 'b'], none: [] },
    ...{ gone: null, half: 0.5, broken: new Date(NaN), when: new Date('2026-11-23T01:00:00.000Z') },
  }
  it.each<[Cond, boolean]>([
    [{ f: 'title', op: '=', v: 'Ab ' }, true],
    [{ f: 'title', op: '=', v: 'Ab' }, false],
    [{ f: 'title', op: '=', v: 'ab ' }, false],
    [{ f: 'title', op: '!=', v: 'Ab' }, true],
    [{ f: 'title', op: 'contains', v: 'b' }, true],
    [{ f: 'title', op: 'contains', v: 'B' }, false],
    [{ f: 'title', op: 'contains', v: '%' }, false],
    [{ f: 'title', op: 'starts', v: 'A' }, true],
    [{ f: 'title', op: 'ends', v: 'b' }, false],
    [{ f: 'title', op: 'in', v: ['x', 'Ab '] }, true],
    [{ f: 'title', op: 'not_in', v: ['x', 'Ab '] }, false],
    [{ f: 'empty', op: '=', v: '' }, true],
    [{ f: 'empty', op: 'present' }, true],
    [{ f: 'pieces', op: '>', v: 2 }, true],
    [{ f: 'pieces', op: '=', v: '3' }, false],
    [{ f: 'pieces', op: '!=', v: '3' }, false],
    [{ f: 'pieces', op: '<', v: '4' }, false],
    [{ f: 'pieces', op: 'between', v: [3, 4] }, true],
    [{ f: 'pieces', op: 'between', v: [4, 9] }, false],
    [{ f: 'pieces', op: '<', v: { field: 'pieces' } }, false],
    [{ f: 'pieces', op: '<=', v: { field: 'pieces' } }, true],
    [{ f: 'pieces', op: '=', v: { field: 'gone' } }, false],
    [{ f: 'pieces', op: '!=', v: { field: 'gone' } }, false],
    [{ f: 'isPaid', op: '=', v: false }, true],
    [{ f: 'isPaid', op: '!=', v: true }, true],
    [{ f: 'isPaid', op: '=', v: 0 }, false],
    [{ f: 'when', op: '=', v: '2026-11-23T01:00:00.000Z' }, true],
    [{ f: 'day', op: '<', v: '2026-11-24' }, true],
    [{ f: 'title', op: '<', v: 'Z' }, false],
    [{ f: 'tags', op: 'has', v: 'a' }, true],
    [{ f: 'tags', op: 'has_any', v: ['x', 'b'] }, true],
    [{ f: 'tags', op: 'has_all', v: ['a', 'b'] }, true],
    [{ f: 'tags', op: 'has_all', v: ['a', 'c'] }, false],
    [{ f: 'tags', op: 'present' }, true],
    [{ f: 'none', op: 'missing' }, true],
    [{ f: 'absent', op: 'has', v: 'a' }, false],
    [{ f: 'title', op: 'has', v: 'A' }, false],
    [{ f: 'toString', op: 'present' }, false],
  ])('%j: %s', (cond, expected) => {
    expect(holds(cond, facts, monday)).toBe(expected)
    expect(holds({ not: cond }, facts, monday)).toBe(!expected)
  })

  it.each(['gone', 'absent', 'half', 'broken'])('that is missing (%s) is false, until it is negated', (f) => {
    const asked: Omit<Leaf, 'f'>[] = [
      ...(['=', '!=', '<'] as const).map((op) => ({ op, v: 1 })),
      ...(['in', 'not_in'] as const).map((op) => ({ op, v: ['a'] })),
      ...[{ op: 'present' as const }, { op: 'anniversary' as const }, { op: 'contains' as const, v: 'a' }],
      ...[
        { op: '<' as const, v: ago(0, 'day') },
        { op: 'between' as const, v: [0, 9] },
      ],
    ]
    const leaves = asked.map((leaf): Leaf => ({ f, ...leaf }))
    for (const leaf of leaves) {
      expect([leaf, holds(leaf, facts, monday)]).toEqual([leaf, false])
      expect(holds({ not: leaf }, facts, monday)).toBe(true)
    }
    expect(holds({ f, op: 'missing' }, facts, monday)).toBe(true)
  })
})

describe('groups and related rows', () => {
  const yes: Cond = { f: 'x', op: '=', v: 1 }
  const no: Cond = { f: 'x', op: '=', v: 2 }
  it.each<[Cond, boolean]>([
    [{ all: [yes, yes] }, true],
    [{ all: [yes, no] }, false],
    [{ any: [no, yes] }, true],
    [{ any: [no, no] }, false],
    [{ not: { all: [yes, { not: no }] } }, false],
  ])('%j: %s', (cond, expected) => {
    expect(holds(cond, { x: 1 }, monday)).toBe(expected)
  })

  const facts: Facts = {
    visits: [
      { $at: '2026-11-23', spent: 100 },
      { $at: '2026-11-24', spent: 300 },
      { $at: '2025-11-23', spent: 200 },
      { $at: '2025-11-22', spent: 500 },
      { spent: 900 },
    ],
  }
  const year = { n: 12, unit: 'month' } as const
  it.each<[Cond, boolean]>([
    [{ exists: 'visits' }, true],
    [{ exists: 'absent' }, false],
    [{ exists: 'absent', count: { op: '=', n: 0 } }, true],
    [{ exists: 'visits', where: { f: 'spent', op: '>', v: 900 } }, false],
    [{ exists: 'visits', where: { f: 'spent', op: '>=', v: 300 }, count: { op: '=', n: 3 } }, true],
    [{ exists: 'visits', count: { op: '>=', n: 6 } }, false],
    [{ exists: 'visits', count: { op: '<=', n: 5 } }, true],
    [{ exists: 'visits', within: year, count: { op: '=', n: 2 } }, true],
    [{ exists: 'visits', within: year, where: { f: 'spent', op: '>', v: 200 } }, false],
    [{ exists: 'visits', within: { n: 0, unit: 'day' }, count: { op: '=', n: 1 } }, true],
  ])('%j: %s', (cond, expected) => {
    expect(holds(cond, facts, monday)).toBe(expected)
  })
})
