import { fieldOf, type Catalogue, type Field } from './catalogue'
import type { Duration, Leaf, Op, Rel, Value } from './cond'
import { glue, group, marks, part, type Part, type SqlDialect, type SqlParam } from './sql-part'
import { shiftedColumn, sqlTime } from './sql-shift'
import { textSql, type TextSql } from './sql-text'
import { datesKeptOn, orderAgainstDay, relative, today, type OrderOp, type When } from './time'

/** What a compilation knows: how to write, when it is, and which joins it needs so far. */
export interface Scope {
  readonly dialect: SqlDialect
  readonly when: When
  readonly catalogue: Catalogue
  readonly use: (join: string | undefined) => void
}

/** A question in SQL. It may come out as null only where one of `nulls` is null. */
export interface Asked {
  readonly ask: Part
  readonly nulls: readonly Part[]
}

type Scalar = Exclude<Field, { type: 'list' }>

/** A leaf that no value can meet, such as a day 100 years after the last. */
const never: Asked = { ask: part('1 = 0'), nulls: [] }

const isTextual = (field: Field): boolean =>
  field.type === 'text' || field.type === 'enum' || (field.type === 'list' && field.of !== 'int')

/** A constant as drivers bind it: no booleans, no dates. */
function bound(field: Field, value: Value): SqlParam {
  if (typeof value === 'boolean') return value ? 1 : 0
  return field.type === 'instant' ? sqlTime(String(value)) : value
}

const list = (v: Leaf['v']): Value[] => (Array.isArray(v) ? v : [])

/** One leaf on its way to SQL. */
class LeafSql {
  private readonly column: string
  private readonly text: TextSql

  constructor(
    private readonly leaf: Leaf,
    private readonly field: Scalar,
    private readonly scope: Scope,
  ) {
    this.column = field.column ?? ''
    this.text = textSql[scope.dialect]
    scope.use(field.join)
  }

  compile(): Asked {
    const { op, v } = this.leaf
    if (op === 'present') return this.alone(part(`${this.column} is not null`))
    if (op === 'missing') return this.alone(part(`${this.column} is null`))
    if (op === 'anniversary') return this.anniversary(v as Rel | undefined)
    if (op === 'between') return this.between(list(v) as [Value, Value])
    if (op === 'in' || op === 'not_in') return this.nullable(this.choice(op, list(v)))
    if (typeof v === 'object') return this.relation(op, v as Rel)
    return this.constant(op, v as Value)
  }

  private alone(ask: Part): Asked {
    return { ask, nulls: [] }
  }

  private nullable(ask: Part): Asked {
    return { ask, nulls: this.field.nullable === false ? [] : [part(this.column)] }
  }

  private constant(op: Op, value: Value): Asked {
    if (op === 'contains' || op === 'starts' || op === 'ends') {
      return this.nullable(this.text[op](this.column, String(value)))
    }
    if (this.field.type === 'instant' && String(value).length === 10) {
      const edge = orderAgainstDay(op as OrderOp, String(value), this.scope.when)
      return edge ? this.nullable(part(`${this.column} ${edge.op} ?`, sqlTime(edge.at))) : never
    }
    return this.nullable(this.compared(op, bound(this.field, value)))
  }

  private compared(op: Op, value: SqlParam): Part {
    if (isTextual(this.field)) {
      return op === '=' ? this.text.equals(this.column, String(value)) : this.text.differs(this.column, String(value))
    }
    return part(`${this.column} ${op === '!=' ? '<>' : op} ?`, value)
  }

  private between([low, high]: [Value, Value]): Asked {
    const [from, to] = [this.constant('>=', low), this.constant('<=', high)]
    return { ask: group([from.ask, to.ask], 'and'), nulls: from.nulls }
  }

  private choice(op: 'in' | 'not_in', values: readonly Value[]): Part {
    if (isTextual(this.field)) {
      const texts = values.map(String)
      return op === 'in' ? this.text.isIn(this.column, texts) : this.text.isNotIn(this.column, texts)
    }
    const word = op === 'in' ? 'in' : 'not in'
    return glue([part(`${this.column} ${word} (`), marks(values.map((value) => bound(this.field, value))), part(')')])
  }

  private anniversary(v: Rel | undefined): Asked {
    const day = v ? this.moment(v as Exclude<Rel, { field: string }>) : today(this.scope.when)
    if (!day) return never
    return this.nullable(glue([part(`substr(${this.column}, 6, 5) in (`), marks(datesKeptOn(day)), part(')')]))
  }

  private moment(rel: { ago: Duration } | { ahead: Duration }): string | undefined {
    const kind = this.field.type === 'day' ? 'day' : 'instant'
    return 'ago' in rel ? relative(rel.ago, -1, kind, this.scope.when) : relative(rel.ahead, 1, kind, this.scope.when)
  }

  private relation(op: Op, rel: Rel): Asked {
    if ('field' in rel) return this.otherColumn(op, rel)
    const moment = this.moment(rel)
    return moment ? this.nullable(this.compared(op, sqlTime(moment))) : never
  }

  private otherColumn(op: Op, { field: key, plus }: Extract<Rel, { field: string }>): Asked {
    const { catalogue, dialect, use } = this.scope
    const other = fieldOf(catalogue, key)
    const column = other?.column ?? ''
    use(other?.join)
    const kind = this.field.type === 'day' ? 'day' : 'instant'
    const theirs = plus ? shiftedColumn(column, plus, kind, dialect) : part(column)
    const ask = this.comparedWith(op, column, theirs)
    // So long later there may be no day any more.
    const isSure = other?.nullable === false && !plus
    return { ask, nulls: [...this.nullable(ask).nulls, ...(isSure ? [] : [theirs])] }
  }

  private comparedWith(op: Op, column: string, theirs: Part): Part {
    if (!isTextual(this.field)) return glue([part(`${this.column} ${op === '!=' ? '<>' : op} `), theirs])
    const same = this.text.same(this.column, column)
    return op === '=' ? same : glue([part('not '), same])
  }
}

export const scalarSql = (leaf: Leaf, field: Scalar, scope: Scope): Asked => new LeafSql(leaf, field, scope).compile()

type ListField = Extract<Field, { type: 'list' }>

const textsIn = (column: string, values: readonly Value[], text: TextSql): Part => text.isIn(column, values.map(String))
const numbersIn = (column: string, values: readonly Value[]): Part =>
  glue([part(`${column} in (`), marks(values.map(Number)), part(')')])

/** A leaf over a list: its values are rows of their own, so that nothing is ever null. */
export function listSql({ op, v }: Leaf, field: ListField, dialect: SqlDialect): Asked {
  const { column = '', rows = { from: '', on: '' } } = field
  const text = textSql[dialect]
  const from = ` from ${rows.from} where ${rows.on} and `
  const some = (test: Part) => glue([part(`exists (select 1${from}`), test, part(')')])
  const present = some(part(`${column} is not null`))
  if (op === 'present') return { ask: present, nulls: [] }
  if (op === 'missing') return { ask: glue([part('not '), present]), nulls: [] }
  const wanted = [...new Set(op === 'has' ? [v as Value] : list(v))]
  const isWanted = isTextual(field) ? textsIn(column, wanted, text) : numbersIn(column, wanted)
  if (op !== 'has_all') return { ask: some(isWanted), nulls: [] }
  const distinct = isTextual(field) ? text.exact(column) : column
  const count = part(`(select count(distinct ${distinct})${from}`)
  return { ask: glue([count, isWanted, part(') = ?', wanted.length)]), nulls: [] }
}
