import type { Cond, Count, Exists, FieldRef, Leaf, Op, Rel, Value } from './cond'
import { datesKeptOn, isoOf, orderAgainstDay, relative, shiftDay, shiftInstant, timeKind, today } from './time'
import type { OrderOp, When } from './time'
import { withWithin } from './within'

/**
 * What is known about one subject, by the keys of the catalogue. Text, whole numbers and booleans as they are; days as
 * `YYYY-MM-DD`; instants as Date or `2026-11-23T01:00:00.000Z`; lists as arrays; related rows as arrays of facts, each with its
 * time as `$at`. Null, undefined, an absent key, a fraction and an invalid Date are all missing. `''` is a value.
 */
export type Facts = Readonly<Record<FieldRef, unknown>>

type Known = string | number | boolean

/** A fact as conditions compare it; undefined is missing. */
function known(fact: unknown): Known | undefined {
  if (typeof fact === 'string' || typeof fact === 'boolean') return fact
  if (typeof fact === 'number') return Number.isSafeInteger(fact) ? fact : undefined
  return fact instanceof Date ? isoOf(fact.getTime()) : undefined
}

const has = (facts: object, key: string): boolean => Object.prototype.hasOwnProperty.call(facts, key)
const factOf = (facts: Facts, key: FieldRef): unknown => (has(facts, key) ? facts[key] : undefined)
const listOf = (fact: unknown): unknown[] => (Array.isArray(fact) ? fact : [])

/** One leaf with its fact, read once. */
interface Question {
  readonly op: Op
  readonly fact: unknown
  readonly known: Known | undefined
  readonly v: Leaf['v']
  readonly facts: Facts
  readonly when: When
}

function shifted(base: Known | undefined, rel: Extract<Rel, { field: string }>, when: When): Known | undefined {
  if (!rel.plus || base === undefined) return base
  const kind = typeof base === 'string' ? timeKind(base) : undefined
  if (kind === 'day') return shiftDay(base as string, rel.plus, 1)
  return kind && shiftInstant(base as string, rel.plus, 1, when)
}

/** The other side of a comparison; undefined when it is missing too. */
function operand({ v, known: mine, facts, when }: Question): Known | undefined {
  if (typeof v !== 'object') return v
  if (Array.isArray(v)) return undefined
  if ('field' in v) return shifted(known(factOf(facts, v.field)), v, when)
  const kind = typeof mine === 'string' ? timeKind(mine) : undefined
  if (!kind) return undefined
  return 'ago' in v ? relative(v.ago, -1, kind, when) : relative(v.ahead, 1, kind, when)
}

const sorts: Record<OrderOp, (a: number | string, b: number | string) => boolean> = {
  ...{ '<': (a, b) => a < b, '<=': (a, b) => a <= b, '>': (a, b) => a > b, '>=': (a, b) => a >= b },
}

function isInOrder(op: OrderOp, a: Known | undefined, b: Known | undefined, when: When): boolean {
  if (typeof a === 'number' && typeof b === 'number') return sorts[op](a, b)
  if (typeof a !== 'string' || typeof b !== 'string') return false
  const [mine, theirs] = [timeKind(a), timeKind(b)]
  if (mine === 'instant' && theirs === 'day') {
    const edge = orderAgainstDay(op, b, when)
    return edge !== undefined && sorts[edge.op](a, edge.at)
  }
  return mine !== undefined && mine === theirs && sorts[op](a, b)
}

const order = (op: OrderOp) => (q: Question) => isInOrder(op, q.known, operand(q), q.when)
const isSame = (a: Known | undefined, b: Known | undefined): boolean => a !== undefined && a === b
const isOther = (a: Known | undefined, b: Known | undefined): boolean =>
  a !== undefined && typeof a === typeof b && a !== b
const values = (v: Leaf['v']): Value[] => (Array.isArray(v) ? v : [])
const text = (test: (a: string, b: string) => boolean) => (q: Question) =>
  typeof q.known === 'string' && typeof q.v === 'string' && test(q.known, q.v)
const holds = (q: Question, value: unknown): boolean => listOf(q.fact).some((item) => isSame(known(item), known(value)))
const isPresent = (q: Question): boolean =>
  Array.isArray(q.fact) ? q.fact.some((item) => known(item) !== undefined) : q.known !== undefined

function isAnniversary(q: Question): boolean {
  if (typeof q.known !== 'string' || timeKind(q.known) !== 'day') return false
  const day = q.v === undefined ? today(q.when) : operand(q)
  return typeof day === 'string' && datesKeptOn(day).includes(q.known.slice(5))
}

function isBetween({ known: mine, v, when }: Question): boolean {
  const [low, high] = values(v)
  return isInOrder('>=', mine, low, when) && isInOrder('<=', mine, high, when)
}

const answers: Record<Op, (q: Question) => boolean> = {
  '=': (q) => isSame(q.known, operand(q)),
  '!=': (q) => isOther(q.known, operand(q)),
  ...{ '<': order('<'), '<=': order('<='), '>': order('>'), '>=': order('>=') },
  in: (q) => values(q.v).some((value) => isSame(q.known, value)),
  not_in: (q) => values(q.v).every((value) => isOther(q.known, value)),
  between: isBetween,
  contains: text((a, b) => a.includes(b)),
  starts: text((a, b) => a.startsWith(b)),
  ends: text((a, b) => a.endsWith(b)),
  has: (q) => holds(q, q.v),
  has_any: (q) => values(q.v).some((value) => holds(q, value)),
  has_all: (q) => values(q.v).every((value) => holds(q, value)),
  present: isPresent,
  missing: (q) => !isPresent(q),
  anniversary: isAnniversary,
}

const counts: Record<Count['op'], (a: number, b: number) => boolean> = {
  ...{ '>=': (a, b) => a >= b, '<=': (a, b) => a <= b, '=': (a, b) => a === b },
}

function testExists(cond: Exists, facts: Facts, when: When): boolean {
  const where = withWithin(cond)
  const isRow = (row: unknown): row is Facts => typeof row === 'object' && row !== null
  const rows = listOf(factOf(facts, cond.exists)).filter(isRow)
  const { op, n } = cond.count ?? { op: '>=', n: 1 }
  return counts[op](where ? rows.filter((row) => test(where, row, when)).length : rows.length, n)
}

/**
 * Whether a condition holds for these facts. The answer is yes or no, never unknown: a leaf whose field is missing, or of
 * another type than its value, is false, `!=` and `not_in` included; only `not` around it turns that into true (and `missing`
 * asks for it). `toSql` finds exactly the rows for which this is true.
 *
 * - Text compares by its characters: case and trailing blanks count. Numbers are whole (money is fen).
 * - Days and instants: see {@link When}. `ago` a month is clamped at the end of the month. On an instant `<`, `<=`, `>`, `>=`
 *   and `between` also take a day, meant in the zone: `<= 2026-11-03` includes that evening.
 * - `anniversary`: month and day are today's (or those of `{ ago }`, `{ ahead }`); 29 February is kept on the 28th in other years.
 * - `has_all` asks for each value; a missing list has none. Related rows that are missing are no rows.
 *
 * `cond` must have come through `parseCond` or `condSchema`. Throws a RangeError for an unknown zone or an invalid `asOf`.
 *
 * @example test({ f: 'lastVisitOn', op: '<', v: { ago: { n: 12, unit: 'month' } } }, { lastVisitOn: '2025-01-31' }, { asOf })
 */
export function test(cond: Cond, facts: Facts, when: When): boolean {
  if ('all' in cond) return cond.all.every((member) => test(member, facts, when))
  if ('any' in cond) return cond.any.some((member) => test(member, facts, when))
  if ('not' in cond) return !test(cond.not, facts, when)
  if ('exists' in cond) return testExists(cond, facts, when)
  const fact = factOf(facts, cond.f)
  return answers[cond.op]({ op: cond.op, fact, known: known(fact), v: cond.v, facts, when })
}
