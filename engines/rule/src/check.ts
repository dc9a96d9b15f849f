import { fieldOf, labelOf, relationOf, type Catalogue, type Field, type FieldType } from './catalogue'
import type { Cond, Duration, Exists, Leaf, Op, Rel, Value } from './cond'
import { problem, type Path, type Problem, type ProblemCode } from './problem'
import { timeKind } from './time'
import { rowTime } from './within'

/** How strictly a condition is checked. */
export interface CheckOptions {
  /**
   * Whether the asker has a permission. Without it every field and relation that names one is refused; a program that asks for
   * itself passes `() => true`.
   */
  readonly may?: (permission: string) => boolean
  /** Refuses fields without a column as well; `toSql` does. */
  readonly forSql?: boolean
}

const always: readonly Op[] = ['present', 'missing']
const equality: readonly Op[] = [...always, '=', '!=']
const choice: readonly Op[] = [...equality, 'in', 'not_in']
const range: readonly Op[] = [...choice, '<', '<=', '>', '>=', 'between']

/** What can be asked of a field, by its type: editors offer these. */
export const opsOf: Readonly<Record<FieldType, readonly Op[]>> = {
  ...{ text: [...choice, 'contains', 'starts', 'ends'], enum: choice, bool: equality },
  ...{ int: range, money: range, instant: range, day: [...range, 'anniversary'] },
  list: [...always, 'has', 'has_any', 'has_all'],
}

const takesText: readonly Op[] = ['contains', 'starts', 'ends']
const takesDay: readonly Op[] = ['<', '<=', '>', '>=', 'between']
const exact: readonly Duration['unit'][] = ['minute', 'hour']
/** Databases and calendars agree on these years. */
const hasSaneYear = (time: string): boolean => time >= '1000' && time < '9999'

type Fit = (op: Op, value: Value, field: Field) => ProblemCode | undefined

const typed =
  (type: 'number' | 'boolean'): Fit =>
  (_op, value) =>
    typeof value === type ? undefined : 'rule.wrong_type'

const time =
  (type: 'day' | 'instant'): Fit =>
  (op, value) => {
    const kind = typeof value === 'string' ? timeKind(value) : undefined
    if (!kind || !hasSaneYear(String(value))) return typeof value === 'string' ? 'rule.bad_day' : 'rule.wrong_type'
    return kind === type || (type === 'instant' && takesDay.includes(op)) ? undefined : 'rule.wrong_type'
  }

const text: Fit = (op, value) => {
  if (typeof value !== 'string') return 'rule.wrong_type'
  return value === '' && takesText.includes(op) ? 'rule.bad_value' : undefined
}

const code: Fit = (_op, value, field) => {
  if (typeof value !== 'string') return 'rule.wrong_type'
  return 'labels' in field && labelOf(field.labels, value) !== undefined ? undefined : 'rule.unknown_option'
}

/** What is wrong with one constant for a field of a type; undefined when it fits. */
const fits: Readonly<Record<Exclude<FieldType, 'list'>, Fit>> = {
  ...{ int: typed('number'), money: typed('number'), bool: typed('boolean'), text, enum: code },
  ...{ day: time('day'), instant: time('instant') },
}

class Check {
  readonly problems: Problem[] = []

  constructor(private readonly options: CheckOptions) {}

  cond(cond: Cond, catalogue: Catalogue, path: Path): void {
    if ('all' in cond) return cond.all.forEach((member, i) => this.cond(member, catalogue, [...path, 'all', i]))
    if ('any' in cond) return cond.any.forEach((member, i) => this.cond(member, catalogue, [...path, 'any', i]))
    if ('not' in cond) return this.cond(cond.not, catalogue, [...path, 'not'])
    if ('exists' in cond) return this.exists(cond, catalogue, path)
    this.leaf(cond, catalogue, path)
  }

  private exists({ exists, where, within }: Exists, catalogue: Catalogue, path: Path): void {
    const relation = relationOf(catalogue, exists)
    if (!relation) return this.note('rule.unknown_relation', [...path, 'exists'])
    if (!this.isAllowed(relation.permission)) return this.note('rule.forbidden_field', [...path, 'exists'])
    if (within) this.within(within, relation, [...path, 'within'])
    if (where) this.cond(where, relation, [...path, 'where'])
  }

  private within(within: Duration, relation: Catalogue, path: Path): void {
    const field = fieldOf(relation, rowTime)
    if (field?.type !== 'day' && field?.type !== 'instant') return this.note('rule.no_time', path)
    if (field.type === 'day' && exact.includes(within.unit)) this.note('rule.unit_not_allowed', path)
  }

  private leaf({ f, op, v }: Leaf, catalogue: Catalogue, path: Path): void {
    const field = this.field(f, catalogue, [...path, 'f'])
    if (!field) return
    if (!opsOf[field.type].includes(op)) return this.note('rule.op_not_allowed', [...path, 'op'])
    const at = [...path, 'v']
    if (v === undefined) return
    if (Array.isArray(v)) return this.list(field, op, v, at)
    if (typeof v === 'object') return this.rel(field, op, v, { catalogue, at })
    this.constant(field, op, v, at)
  }

  private field(f: string, catalogue: Catalogue, path: Path): Field | undefined {
    const field = fieldOf(catalogue, f)
    if (!field) this.note('rule.unknown_field', path)
    else if (!this.isAllowed(field.permission)) this.note('rule.forbidden_field', path)
    else if (this.options.forSql && !hasColumn(field)) this.note('rule.no_column', path)
    else return field
    return undefined
  }

  private list(field: Field, op: Op, list: readonly Value[], path: Path): void {
    const before = this.problems.length
    list.forEach((value, i) => this.constant(field, op, value, [...path, i]))
    if (op !== 'between' || this.problems.length > before) return
    const [low, high] = list as [Value, Value]
    const isComparable = typeof low === 'number' || String(low).length === String(high).length
    if (isComparable && low > high) this.note('rule.bad_range', path)
  }

  private constant(field: Field, op: Op, value: Value, path: Path): void {
    const code = fits[field.type === 'list' ? field.of : field.type](op, value, field)
    if (code) this.note(code, path)
  }

  private rel(field: Field, op: Op, rel: Rel, { catalogue, at }: { catalogue: Catalogue; at: Path }): void {
    if ('field' in rel) {
      if (op === 'anniversary') return this.note('rule.bad_value', at)
      return this.otherField(field, rel, catalogue, at)
    }
    if (field.type !== 'day' && field.type !== 'instant') return this.note('rule.wrong_type', at)
    const { unit } = 'ago' in rel ? rel.ago : rel.ahead
    if (field.type === 'day' && exact.includes(unit)) this.note('rule.unit_not_allowed', at)
  }

  private otherField(field: Field, rel: Extract<Rel, { field: string }>, catalogue: Catalogue, path: Path): void {
    const other = this.field(rel.field, catalogue, [...path, 'field'])
    if (!other) return
    if (other.type !== field.type) return this.note('rule.wrong_type', [...path, 'field'])
    if (!rel.plus) return
    if (field.type !== 'day' && field.type !== 'instant') return this.note('rule.wrong_type', [...path, 'plus'])
    // A day is not always 24 hours, and the rows of a table have no zone: on instants people say hours.
    if (exact.includes(rel.plus.unit) !== (field.type === 'instant')) {
      this.note('rule.unit_not_allowed', [...path, 'plus'])
    }
  }

  private isAllowed(permission: string | undefined): boolean {
    return permission === undefined || this.options.may?.(permission) === true
  }

  private note(code: ProblemCode, path: Path): void {
    this.problems.push(problem(code, path))
  }
}

const hasColumn = (field: Field): boolean =>
  field.column !== undefined && (field.type !== 'list' || field.rows !== undefined)

/**
 * What is wrong with a condition for this catalogue; empty when it may be used. Refuses fields and relations that the catalogue
 * does not have or the asker may not use, comparisons that do not fit a field's type, values of another type, codes that an enum
 * does not have, days that do not exist or lie outside the years 1000 to 9998, and ranges that run backwards. The comparison with
 * another field wants the same type; `plus` wants calendar units on days, and minutes or hours on instants.
 *
 * `cond` must have come through `parseCond` or `condSchema`.
 *
 * @example check({ f: 'price', op: 'contains', v: '1' }, catalogue)[0]?.code // 'rule.op_not_allowed'
 */
export function check(cond: Cond, catalogue: Catalogue, options: CheckOptions = {}): Problem[] {
  const check = new Check(options)
  check.cond(cond, catalogue, [])
  return check.problems
}
