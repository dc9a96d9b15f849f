import { durationUnits, limits, longest, ops, type DurationUnit, type Op } from './cond'
import { problem, type Path, type Problem, type ProblemCode } from './problem'

const NAME = /^[A-Za-z_$][\w$]*(\.[\w$]+)*$/
// A text with half a character, or with NUL, is not the same text in every database.
const BROKEN = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?:^|[^\ud800-\udbff])[\udc00-\udfff]/

const withoutValue: readonly Op[] = ['present', 'missing']
const withList: readonly Op[] = ['in', 'not_in', 'has_any', 'has_all', 'between']
const withConstant: readonly Op[] = ['contains', 'starts', 'ends', 'has']

const MOST_PROBLEMS = 100

type Bag = Readonly<Record<string, unknown>>

const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value)
const isName = (value: unknown): boolean => typeof value === 'string' && value.length <= limits.name && NAME.test(value)
const isWhole = (value: unknown, most: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most

/** Walks something that may be a condition, and notes what is wrong. It never goes deeper than a condition may be. */
class Inspection {
  readonly problems: Problem[] = []
  private leaves = 0
  private values = 0

  cond(value: unknown, path: Path, depth: number): void {
    if (depth > limits.depth) return this.note('rule.too_deep', path)
    if (!isBag(value)) return this.note('rule.not_a_condition', path)
    if ('all' in value) return this.group(value, 'all', path, depth)
    if ('any' in value) return this.group(value, 'any', path, depth)
    if ('not' in value) {
      this.keys(value, ['not'], path)
      return this.cond(value['not'], [...path, 'not'], depth + 1)
    }
    if (++this.leaves === limits.leaves + 1) this.note('rule.too_many_leaves', path)
    if (this.leaves > limits.leaves) return
    if ('exists' in value) return this.exists(value, path, depth)
    if ('f' in value) return this.leaf(value, path)
    this.note('rule.not_a_condition', path)
  }

  private group(value: Bag, key: 'all' | 'any', path: Path, depth: number): void {
    this.keys(value, [key], path)
    const members = value[key]
    if (!Array.isArray(members)) return this.note('rule.not_a_condition', [...path, key])
    if (members.length === 0) return this.note('rule.empty_group', [...path, key])
    for (let i = 0; i < members.length && !this.isEnough(); i++) {
      this.cond(members[i], [...path, key, i], depth + 1)
    }
  }

  /** Nobody reads more problems than that. */
  private isEnough(): boolean {
    return this.leaves > limits.leaves || this.problems.length >= MOST_PROBLEMS
  }

  private exists(value: Bag, path: Path, depth: number): void {
    this.keys(value, ['exists', 'where', 'count', 'within'], path)
    if (!isName(value['exists'])) this.note('rule.bad_name', [...path, 'exists'])
    if (value['where'] !== undefined) this.cond(value['where'], [...path, 'where'], depth + 1)
    if (value['within'] !== undefined) this.duration(value['within'], [...path, 'within'])
    const count = value['count']
    if (count === undefined) return
    const isCount = isBag(count) && ['>=', '<=', '='].includes(count['op'] as string)
    if (!isCount || !isWhole(count['n'], limits.count)) return this.note('rule.bad_count', [...path, 'count'])
    this.keys(count, ['op', 'n'], [...path, 'count'])
  }

  private leaf(value: Bag, path: Path): void {
    this.keys(value, ['f', 'op', 'v'], path)
    if (!isName(value['f'])) this.note('rule.bad_name', [...path, 'f'])
    const op = value['op'] as Op
    if (!ops.includes(op)) return this.note('rule.unknown_op', [...path, 'op'])
    this.value(op, value['v'], [...path, 'v'])
  }

  private value(op: Op, v: unknown, path: Path): void {
    if (withoutValue.includes(op)) return v === undefined ? undefined : this.note('rule.value_unwanted', path)
    if (op === 'anniversary') return v === undefined ? undefined : this.rel(v, path)
    if (v === undefined) return this.note('rule.value_missing', path)
    if (withList.includes(op)) return this.list(v, op, path)
    if (isBag(v) && !withConstant.includes(op)) return this.rel(v, path)
    this.constant(v, path)
  }

  private list(value: unknown, op: Op, path: Path): void {
    if (!Array.isArray(value)) return this.note('rule.bad_value', path)
    if (value.length === 0) return this.note('rule.empty_list', path)
    if (value.length > limits.list) return this.note('rule.list_too_long', path)
    if (op === 'between' && value.length !== 2) return this.note('rule.bad_value', path)
    this.values += value.length
    if (this.values > limits.values) return this.note('rule.too_many_values', path)
    value.forEach((item, i) => this.constant(item, [...path, i]))
  }

  private constant(value: unknown, path: Path): void {
    if (typeof value === 'boolean' || Number.isSafeInteger(value)) return
    const isText = typeof value === 'string' && value.length <= limits.text && !BROKEN.test(value)
    if (!isText) this.note('rule.bad_value', path)
  }

  private rel(value: unknown, path: Path): void {
    if (!isBag(value)) return this.note('rule.bad_value', path)
    for (const key of ['ago', 'ahead']) {
      if (!(key in value)) continue
      this.keys(value, [key], path)
      return this.duration(value[key], [...path, key])
    }
    this.keys(value, ['field', 'plus'], path)
    if (!isName(value['field'])) this.note('rule.bad_name', [...path, 'field'])
    if (value['plus'] !== undefined) this.duration(value['plus'], [...path, 'plus'])
  }

  private duration(value: unknown, path: Path): void {
    const unit = (isBag(value) ? value['unit'] : undefined) as DurationUnit
    if (!isBag(value) || !durationUnits.includes(unit) || !isWhole(value['n'], longest[unit])) {
      return this.note('rule.bad_duration', path)
    }
    this.keys(value, ['n', 'unit'], path)
  }

  private keys(value: Bag, allowed: readonly string[], path: Path): void {
    const unknown = Object.keys(value).find((key) => !allowed.includes(key))
    if (unknown !== undefined) this.note('rule.unknown_key', [...path, unknown])
  }

  private note(code: ProblemCode, path: Path): void {
    this.problems.push(problem(code, path))
  }
}

/** What is wrong with something that should be a condition, apart from its fields; empty when it is one. */
export function inspect(input: unknown): Problem[] {
  const inspection = new Inspection()
  inspection.cond(input, [], 1)
  return inspection.problems
}
