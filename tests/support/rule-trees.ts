import {
  durationUnits,
  opsOf,
  type Catalogue,
  type Cond,
  type Duration,
  type Field,
  type Leaf,
  type Op,
} from '@pitlane/rule'
import fc from 'fast-check'
import { codes, days, instants, numbers, words } from './rule-catalogue'

const order: readonly Op[] = ['<', '<=', '>', '>=']
const sane = (time: string) => time < '9999'

/** The constants that fit a field, of the few that rows have too. */
function constants(field: Field, op: Op): fc.Arbitrary<string | number | boolean> {
  const type = field.type === 'list' ? field.of : field.type
  if (type === 'text')
    return fc.constantFrom(...words.filter((word) => word !== '' || !/^(contains|starts|ends)$/.test(op)))
  if (type === 'enum') return fc.constantFrom(...codes)
  if (type === 'bool') return fc.boolean()
  if (type === 'day') return fc.constantFrom(...days.filter(sane))
  if (type !== 'instant') return fc.constantFrom(...numbers)
  const exact = instants.filter(sane)
  return fc.constantFrom(...exact, ...(op === 'between' || order.includes(op) ? days.filter(sane) : []))
}

const duration = (units: readonly Duration['unit'][]): fc.Arbitrary<Duration> =>
  fc.record({ n: fc.constantFrom(0, 1, 2, 3, 11, 12, 13, 30, 100), unit: fc.constantFrom(...units) })
const exactUnits = durationUnits.slice(0, 2)
const calendarUnits = durationUnits.slice(2)

/** So long ago, so long ahead, or another field of the same type. */
function relative(field: Field, catalogue: Catalogue): fc.Arbitrary<NonNullable<Leaf['v']>> {
  const others = Object.entries(catalogue.fields).filter(([, other]) => other.type === field.type)
  const other = fc.constantFrom(...others.map(([key]) => key))
  const plain = fc.record({ field: other })
  if (field.type !== 'day' && field.type !== 'instant') return plain
  const any = duration(field.type === 'day' ? calendarUnits : durationUnits)
  const plus = duration(field.type === 'day' ? calendarUnits : exactUnits)
  return fc.oneof(fc.record({ ago: any }), fc.record({ ahead: any }), plain, fc.record({ field: other, plus }))
}

/** Two constants in their order. */
const pair = (field: Field) =>
  fc.tuple(constants(field, 'between'), constants(field, 'between')).map((two) => two.sort((a, b) => (a < b ? -1 : 1)))

function valueOf(field: Field, op: Op, catalogue: Catalogue): fc.Arbitrary<Leaf['v']> {
  const constant = constants(field, op)
  if (op === 'present' || op === 'missing') return fc.constant(undefined)
  if (op === 'between') return pair(field)
  if (['in', 'not_in', 'has_any', 'has_all'].includes(op)) return fc.array(constant, { minLength: 1, maxLength: 4 })
  const moved = relative(field, catalogue)
  if (op === 'anniversary') {
    const units = duration(calendarUnits)
    return fc.oneof(fc.constant(undefined), fc.record({ ago: units }), fc.record({ ahead: units }))
  }
  return op === '=' || op === '!=' || order.includes(op) ? fc.oneof(constant, moved) : constant
}

const leafOf = (catalogue: Catalogue): fc.Arbitrary<Cond> =>
  fc
    .constantFrom(...Object.entries(catalogue.fields))
    .chain(([f, field]) => fc.tuple(fc.constant(f), fc.constant(field), fc.constantFrom(...opsOf[field.type])))
    .chain(([f, field, op]) =>
      valueOf(field, op, catalogue).map((v): Cond => (v === undefined ? { f, op } : { f, op, v })),
    )

function existsOf(catalogue: Catalogue, depth: number): fc.Arbitrary<Cond> {
  return fc.constantFrom(...Object.entries(catalogue.relations ?? {})).chain(([exists, relation]) => {
    const units = relation.fields['$at']?.type === 'day' ? calendarUnits : durationUnits
    const count = fc.record({ op: fc.constantFrom('>=', '<=', '='), n: fc.nat(2) })
    return fc.record(
      { exists: fc.constant(exists), where: treeOf(relation, depth - 1), within: duration(units), count },
      { requiredKeys: ['exists'] },
    )
  })
}

/** Conditions over a catalogue, at most so many levels deep. */
export function treeOf(catalogue: Catalogue, depth: number): fc.Arbitrary<Cond> {
  const leaf = leafOf(catalogue)
  if (depth <= 1) return leaf
  const inner = treeOf(catalogue, depth - 1)
  const members = fc.array(inner, { minLength: 1, maxLength: 3 })
  const branches = [
    { weight: 3, arbitrary: leaf },
    { weight: 2, arbitrary: members.map((all): Cond => ({ all })) },
    { weight: 2, arbitrary: members.map((any): Cond => ({ any })) },
    { weight: 2, arbitrary: inner.map((not): Cond => ({ not })) },
    ...(catalogue.relations ? [{ weight: 1, arbitrary: existsOf(catalogue, depth) }] : []),
  ]
  return fc.oneof(...branches)
}
