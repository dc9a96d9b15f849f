import { AppError } from '@pitlane/kernel'
import { fieldOf, joinOf, relationOf, type Catalogue } from './catalogue'
import { check, type CheckOptions } from './check'
import type { Cond, Count, Exists, Leaf } from './cond'
import { listSql, scalarSql, type Asked, type Scope } from './sql-leaf'
import { glue, group, part, type Part, type SqlDialect, type SqlParam } from './sql-part'
import type { When } from './time'
import { withWithin } from './within'

/** For whom, when and for which database a condition is compiled. */
export interface SqlOptions extends When, Pick<CheckOptions, 'may'> {
  readonly dialect: SqlDialect
}

/** A condition as it stands after `where`. */
export interface Compiled {
  /** One boolean expression with `?` for each parameter; safe to join with `and`. True, false or (meaning false) null. */
  readonly sql: string
  readonly params: readonly SqlParam[]
  /** What must stand between `from` and `where`, each join once and in its order; empty, or with a leading blank. */
  readonly joins: string
}

/** The joins that are needed, each after the one that it needs. */
function joinsOf(catalogue: Catalogue) {
  const needed: string[] = []
  const use = (key: string | undefined): void => {
    const join = key === undefined ? undefined : joinOf(catalogue, key)
    if (key !== undefined && !join) throw new Error(`the catalogue has no join ${key}`)
    if (!join || needed.includes(join.sql)) return
    use(join.after)
    needed.push(join.sql)
  }
  return { use, text: () => needed.map((sql) => ` ${sql}`).join('') }
}

function leaf(cond: Leaf, isNegated: boolean, scope: Scope): Part {
  const field = fieldOf(scope.catalogue, cond.f)
  if (!field) throw new Error(`the catalogue has no field ${cond.f}`)
  const { ask, nulls }: Asked =
    field.type === 'list' ? listSql(cond, field, scope.dialect) : scalarSql(cond, field, scope)
  if (!isNegated) return ask
  const missing = nulls.map((column) => glue([column, part(' is null')]))
  return group([...missing, glue([part('not ('), ask, part(')')])], 'or')
}

const opposites: Record<Count['op'], string> = { '>=': '<', '<=': '>', '=': '<>' }

/** Whether rows exist, or how many: never null, so that its opposite is simply that. */
function exists(cond: Exists, isNegated: boolean, scope: Scope): Part {
  const relation = relationOf(scope.catalogue, cond.exists)
  if (!relation) throw new Error(`the catalogue has no relation ${cond.exists}`)
  const { use, text } = joinsOf(relation)
  const where = withWithin(cond)
  const filter = where && compile(where, false, { ...scope, catalogue: relation, use })
  const from = ` from ${relation.from}${text()} where ${relation.on}`
  const rows = filter ? glue([part(`${from} and `), filter]) : part(from)
  const { op, n } = cond.count ?? { op: '>=', n: 1 }
  if (op === '>=' && n === 1) return glue([part(`${isNegated ? 'not ' : ''}exists (select 1`), rows, part(')')])
  return glue([part('(select count(*)'), rows, part(`) ${isNegated ? opposites[op] : op} ?`, n)])
}

/** Negation moves down to the leaves, so that all others stay as an index serves them. */
function compile(cond: Cond, isNegated: boolean, scope: Scope): Part {
  const members = (conds: readonly Cond[], word: 'and' | 'or') =>
    group(
      conds.map((member) => compile(member, isNegated, scope)),
      word,
    )
  if ('all' in cond) return members(cond.all, isNegated ? 'or' : 'and')
  if ('any' in cond) return members(cond.any, isNegated ? 'and' : 'or')
  if ('not' in cond) return compile(cond.not, !isNegated, scope)
  return 'exists' in cond ? exists(cond, isNegated, scope) : leaf(cond, isNegated, scope)
}

/**
 * A condition as SQL that is true for exactly the rows for which `test` is true. Every value is a parameter; columns, tables and
 * joins are the catalogue's. Positive leaves are left as an index serves them (`col < ?`), negative ones are `(col is null or not
 * (…))`. Text is compared by bytes whatever the column's collation; both databases must keep it as UTF-8.
 *
 * `cond` must have come through `parseCond` or `condSchema`.
 *
 * @throws AppError `rule.refused`, with `data.problems`, when `check` finds something, columns and permissions included.
 * @throws RangeError for an unknown zone or an invalid `asOf`.
 * @example
 * const { joins, sql, params } = toSql(cond, catalogue, { asOf, dialect: db.dialect, may: () => true })
 * await db.read.rows(`select c.id from customer c${joins} where ${sql}`, params)
 */
export function toSql(cond: Cond, catalogue: Catalogue, options: SqlOptions): Compiled {
  const { dialect, may } = options
  const problems = check(cond, catalogue, { forSql: true, ...(may ? { may } : {}) })
  if (problems.length > 0) throw new AppError('rule.refused', { problems })
  const { use, text } = joinsOf(catalogue)
  const { sql, params } = compile(cond, false, { dialect, when: options, catalogue, use })
  return { sql, params, joins: text() }
}
