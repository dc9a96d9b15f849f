import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  check,
  limits,
  parseCond,
  test as holds,
  toSql,
  type Cond,
  type Facts,
  type Leaf,
  type When,
} from '@pitlane/rule'
import fc from 'fast-check'
import type { DataSource } from 'typeorm'
import { connect, dialectOf } from '../../server/src/platform/connection'
import { freshDatabase } from '../support/databases'
import { catalogue, moments } from '../support/rule-catalogue'
import { createIndexes, createTables, emptyTables } from '../support/rule-rows'
import { factsOf, insertsOf, subject, type Subject } from '../support/rule-rows'
import { treeOf } from '../support/rule-trees'

const BATCHES = 20
const TREES = 500
const ROWS = 40
/** Conditions asked in one statement. */
const AT_ONCE = 25

/** `RULE_SEED=… npx jest …` plays the same game again. */
const seed = Number(process.env['RULE_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

let source: DataSource
let drop: () => Promise<void>
let dialect: 'mysql' | 'sqlite'
beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  dialect = dialectOf(fresh.url)
  source = await connect({ DATABASE_URL: fresh.url, DATABASE_POOL: 2 }, [])
  for (const sql of [...createTables(), ...createIndexes]) await source.query(sql)
})
afterAll(async () => {
  await source.destroy()
  await drop()
})

type Asked = readonly [cond: Cond, when: When]

/** For each condition the ids of the subjects for which the database says yes; all in one statement. */
async function found(asked: readonly Asked[]): Promise<number[][]> {
  const compiled = asked.map(([cond, when]) => toSql(cond, catalogue, { ...when, dialect }))
  const selects = compiled.map(({ sql, joins }, i) => `select ${i} n, s.id from rule_subject s${joins} where ${sql}`)
  const params = compiled.flatMap((each) => each.params)
  const rows = await source.query<{ n: number; id: number }[]>(selects.join(' union all '), params)
  const byNumber = asked.map((): number[] => [])
  for (const { n, id } of rows) byNumber[n]!.push(id)
  return byNumber.map((ids) => ids.sort((a, b) => a - b))
}

const expected = (cond: Cond, facts: readonly Facts[], when: When): number[] =>
  facts.flatMap((each, id) => (holds(cond, each, when) ? [id] : []))

const partsOf = (cond: Cond): Cond[] => {
  if ('all' in cond) return cond.all
  if ('any' in cond) return cond.any
  return 'not' in cond ? [cond.not] : []
}

/** The smallest part of a condition over which the two already disagree, and what each of them says. */
async function smallest(cond: Cond, facts: readonly Facts[], when: When): Promise<string> {
  for (const inner of partsOf(cond)) {
    if (String(await found([[inner, when]])) !== String(expected(inner, facts, when))) {
      return smallest(inner, facts, when)
    }
  }
  const [sql = []] = await found([[cond, when]])
  const js = expected(cond, facts, when)
  const one = sql.concat(js).find((id) => sql.includes(id) !== js.includes(id))
  const compiled = toSql(cond, catalogue, { ...when, dialect })
  return JSON.stringify(
    { seed, when, cond, compiled, inSql: sql.includes(one ?? -1), row: facts[one ?? -1] },
    undefined,
    1,
  )
}

async function store(subjects: readonly Subject[]): Promise<void> {
  for (const sql of emptyTables()) await source.query(sql)
  for (const [sql, params] of insertsOf(subjects)) await source.query(sql, params)
}

const whens = fc.record({
  asOf: fc.constantFrom(...moments),
  zone: fc.constantFrom(...Array.from({ length: 9 }, () => 'Asia/Shanghai'), 'UTC', 'America/New_York'),
})

describe('a condition', () => {
  it('finds in the database exactly what it says in memory', async () => {
    console.log(`RULE_SEED=${seed}`)
    const tally = { evaluations: 0, yes: 0 }
    for (let batch = 0; batch < BATCHES; batch++) {
      const subjects = fc.sample(subject, { numRuns: ROWS, seed: seed + batch })
      const trees = fc.sample(fc.tuple(treeOf(catalogue, 4), whens), { numRuns: TREES, seed: seed + batch })
      await store(subjects)
      const facts = subjects.map(factsOf)
      for (let from = 0; from < TREES; from += AT_ONCE) {
        const asked = trees.slice(from, from + AT_ONCE)
        for (const [cond] of asked) expect([parseCond(cond).ok, check(cond, catalogue)]).toEqual([true, []])
        const answers = await found(asked)
        for (const [i, [cond, when]] of asked.entries()) {
          const js = expected(cond, facts, when)
          if (String(answers[i]) !== String(js)) throw new Error(await smallest(cond, facts, when))
          tally.evaluations += subjects.length
          tally.yes += js.length
        }
      }
    }
    // A game in which nearly everything is true, or false, would prove little.
    expect(tally.yes / tally.evaluations).toBeGreaterThan(0.2)
    expect(tally.yes / tally.evaluations).toBeLessThan(0.8)
  })

  it('may be as large as the limits allow', async () => {
    const v = Array.from({ length: limits.list }, (_, i) => `nobody ${i}`)
    const lists = Array.from({ length: limits.values / limits.list }, (_, i): Leaf => {
      return i % 2 ? { f: 'nick', op: 'in', v } : { f: 'tags', op: 'has_all', v }
    })
    const rest = Array.from({ length: limits.leaves - lists.length }, (): Leaf => ({ f: 'name', op: 'missing' }))
    const largest: Cond = { not: { not: { not: { not: { any: [...lists, ...rest] } } } } }
    expect(parseCond(largest).ok).toBe(true)
    const [nameless] = await found([[rest[0]!, { asOf: moments[0]! }]])
    expect(await found([[largest, { asOf: moments[0]! }]])).toEqual([nameless])
  })

  it.each<[index: string, cond: Cond]>([
    ['name', { f: 'name', op: '=', v: 'a' }],
    ['name', { f: 'name', op: 'in', v: ['a', 'b'] }],
    ['name', { f: 'name', op: 'starts', v: 'a' }],
    ['nick', { f: 'nick', op: '=', v: 'a' }],
    ['from_on', { f: 'from', op: '<', v: { ago: { n: 5, unit: 'month' } } }],
    ['seen_at', { f: 'seenAt', op: 'between', v: ['2026-11-01', '2026-11-03'] }],
    ['seen_at', { not: { not: { f: 'seenAt', op: '<', v: '2026-11-01' } } }],
  ])('can be answered from the index of %s: %j', async (index, cond) => {
    const { sql, params } = toSql(cond, catalogue, { asOf: moments[0]!, dialect })
    const explain = dialect === 'mysql' ? 'explain' : 'explain query plan'
    const plan: unknown = await source.query(`${explain} select s.id from rule_subject s where ${sql}`, [...params])
    expect(JSON.stringify(plan)).toMatch(new RegExp(`"(possible_keys":"|SEARCH .*)ix_rule_${index}\\b`))
  })
})
