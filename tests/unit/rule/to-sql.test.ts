import { describe, expect, it } from '@jest/globals'
import { toSql, type Cond } from '@pitlane/rule'
import { monday, orders } from './orders'

const compile = (cond: Cond, dialect: 'mysql' | 'sqlite') =>
  toSql(cond, orders, { ...monday, dialect, may: () => true })

describe('on both databases', () => {
  it.each<[Cond, string, unknown[]]>([
    [{ f: 'pieces', op: '<', v: 3 }, 'o.pieces < ?', [3]],
    [{ f: 'pieces', op: '!=', v: 3 }, 'o.pieces <> ?', [3]],
    [{ f: 'pieces', op: 'in', v: [1, 2] }, 'o.pieces in (?, ?)', [1, 2]],
    [{ f: 'pieces', op: 'not_in', v: [1] }, 'o.pieces not in (?)', [1]],
    [{ f: 'pieces', op: 'between', v: [1, 2] }, '(o.pieces >= ? and o.pieces <= ?)', [1, 2]],
    [{ f: 'isPaid', op: '=', v: true }, 'o.is_paid = ?', [1]],
    [{ f: 'title', op: 'missing' }, 'o.title is null', []],
    [{ f: 'lastVisitOn', op: '<', v: { ago: { n: 5, unit: 'month' } } }, 'o.last_visit_on < ?', ['2026-06-23']],
    [{ f: 'placedAt', op: '>=', v: { ago: { n: 1, unit: 'day' } } }, 'o.placed_at >= ?', ['2026-11-22 01:00:00.000']],
    [{ f: 'placedAt', op: '<=', v: '2026-11-03' }, 'o.placed_at < ?', ['2026-11-03 16:00:00.000']],
    [{ f: 'endsOn', op: '<', v: { field: 'lastVisitOn' } }, 'o.ends_on < o.last_visit_on', []],
    [{ f: 'birthday', op: 'anniversary' }, 'substr(c.born_on, 6, 5) in (?)', ['11-23']],
    // A negative leaf is true where the column is null.
    [{ not: { f: 'pieces', op: '<', v: 3 } }, '(o.pieces is null or not (o.pieces < ?))', [3]],
    [{ not: { f: 'total', op: '<', v: 3 } }, 'not (o.total_fen < ?)', [3]],
    [{ not: { f: 'title', op: 'present' } }, 'not (o.title is not null)', []],
    [{ not: { not: { f: 'pieces', op: '<', v: 3 } } }, 'o.pieces < ?', [3]],
    [
      { not: { f: 'lastVisitOn', op: '<', v: { field: 'birthday' } } },
      '(o.last_visit_on is null or c.born_on is null or not (o.last_visit_on < c.born_on))',
      [],
    ],
    // Negation moves down.
    [
      {
        not: {
          all: [
            { f: 'total', op: '<', v: 1 },
            {
              any: [
                { f: 'total', op: '>', v: 2 },
                { f: 'isPaid', op: '=', v: false },
              ],
            },
          ],
        },
      },
      '(not (o.total_fen < ?) or (not (o.total_fen > ?) and (o.is_paid is null or not (o.is_paid = ?))))',
      [1, 2, 0],
    ],
    [{ all: [{ f: 'pieces', op: '=', v: 1 }] }, 'o.pieces = ?', [1]],
    [{ exists: 'visits' }, 'exists (select 1 from visit v where v.order_id = o.id)', []],
    [
      { not: { exists: 'visits', where: { f: 'spent', op: '>', v: 5 } } },
      'not exists (select 1 from visit v where v.order_id = o.id and v.spent_fen > ?)',
      [5],
    ],
    [
      { exists: 'visits', within: { n: 12, unit: 'month' }, count: { op: '>=', n: 2 } },
      '(select count(*) from visit v where v.order_id = o.id and (v.day >= ? and v.day <= ?)) >= ?',
      ['2025-11-23', '2026-11-23', 2],
    ],
    [
      { not: { exists: 'visits', count: { op: '<=', n: 2 } } },
      '(select count(*) from visit v where v.order_id = o.id) > ?',
      [2],
    ],
  ])('%j', (cond, sql, params) => {
    for (const dialect of ['mysql', 'sqlite'] as const) {
      expect(compile(cond, dialect)).toMatchObject({ sql, params })
    }
  })
})

describe('text', () => {
  it.each<[Cond, string, unknown[]]>([
    [
      { f: 'title', op: '=', v: 'a ' },
      '(o.title >= ? and o.title <= ? and cast(o.title as binary) = ?)',
      ['a ', 'a ', 'a '],
    ],
    [{ f: 'level', op: '!=', v: 'gold' }, 'cast(o.level as binary) <> ?', ['gold']],
    [
      { f: 'level', op: 'in', v: ['gold', 'silver'] },
      '(o.level in (?, ?) and cast(o.level as binary) in (?, ?))',
      ['gold', 'silver', 'gold', 'silver'],
    ],
    [{ f: 'title', op: 'contains', v: '5%_!' }, "cast(o.title as binary) like ? escape '!'", ['%5!%!_!!%']],
    [
      { f: 'title', op: 'starts', v: '5%' },
      "(o.title >= ? and cast(o.title as binary) like ? escape '!')",
      ['5%\0', '5!%%'],
    ],
    [{ f: 'title', op: 'ends', v: '5%' }, "cast(o.title as binary) like ? escape '!'", ['%5!%']],
    [{ f: 'title', op: '=', v: { field: 'note' } }, 'cast(o.title as binary) = cast(o.note as binary)', []],
    [
      { f: 'endsOn', op: '>', v: { field: 'lastVisitOn', plus: { n: 1, unit: 'month' } } },
      'o.ends_on > case when o.last_visit_on <= ? then date_add(o.last_visit_on, interval ? month) end',
      ['9999-11-30', 1],
    ],
  ])('on MySQL: %j', (cond, sql, params) => {
    expect(compile(cond, 'mysql')).toMatchObject({ sql, params })
  })

  it.each<[Cond, string, unknown[]]>([
    [{ f: 'title', op: '=', v: 'a ' }, 'o.title = ?', ['a ']],
    [{ f: 'level', op: 'in', v: ['gold', 'silver'] }, 'o.level in (?, ?)', ['gold', 'silver']],
    [{ f: 'title', op: 'contains', v: '5%' }, 'instr(o.title, ?) > 0', ['5%']],
    [{ f: 'title', op: 'starts', v: 'ab' }, '(o.title >= ? and o.title < ?)', ['ab', 'ac']],
    [{ f: 'title', op: 'starts', v: '\ud7ff' }, '(o.title >= ? and o.title < ?)', ['\ud7ff', '\ue000']],
    [{ f: 'title', op: 'starts', v: 'a\u{10ffff}' }, '(o.title >= ? and o.title < ?)', ['a\u{10ffff}', 'b']],
    [{ f: 'title', op: 'starts', v: '\u{10ffff}' }, 'o.title >= ?', ['\u{10ffff}']],
    [{ f: 'title', op: 'ends', v: '🚗b' }, 'substr(o.title, ?) = ?', [-2, '🚗b']],
    [
      { f: 'tags', op: 'has_all', v: ['a', 'b', 'a'] },
      '(select count(distinct t.tag) from order_tag t where t.order_id = o.id and t.tag in (?, ?)) = ?',
      ['a', 'b', 2],
    ],
    [
      { not: { f: 'tags', op: 'has_any', v: ['a'] } },
      'not (exists (select 1 from order_tag t where t.order_id = o.id and t.tag in (?)))',
      ['a'],
    ],
  ])('on SQLite: %j', (cond, sql, params) => {
    expect(compile(cond, 'sqlite')).toMatchObject({ sql, params })
  })
})

describe('joins', () => {
  it.each<[Cond, string]>([
    [{ f: 'pieces', op: '=', v: 1 }, ''],
    [{ f: 'birthday', op: 'present' }, ' left join customer c on c.id = o.customer_id'],
    [
      {
        all: [
          { f: 'city.size', op: '>', v: 1 },
          { f: 'phone', op: 'present' },
          { f: 'city.size', op: '<', v: 9 },
        ],
      },
      ' left join customer c on c.id = o.customer_id left join city y on y.id = c.city_id',
    ],
    [{ f: 'endsOn', op: '<', v: { field: 'birthday' } }, ' left join customer c on c.id = o.customer_id'],
  ])('%j', (cond, joins) => {
    expect(compile(cond, 'mysql').joins).toBe(joins)
  })
})

it('a value is never part of the statement', () => {
  const evil = "x' or 1=1 -- "
  const { sql, params } = compile(
    {
      any: [
        { f: 'title', op: '=', v: evil },
        { f: 'title', op: 'ends', v: evil },
      ],
    },
    'sqlite',
  )
  expect(sql).toBe('(o.title = ? or substr(o.title, ?) = ?)')
  expect(params).toEqual([evil, -evil.length, evil])
})
