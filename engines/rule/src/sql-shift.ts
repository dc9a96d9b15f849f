import type { Duration } from './cond'
import { part, type Part, type SqlDialect, type SqlParam } from './sql-part'
import { lastBefore } from './time'

type Kind = 'day' | 'instant'

/** An instant as both databases keep and accept it, `2026-11-22 07:00:00.000`. */
const sqlInstant = (iso: string): string => iso.slice(0, 23).replace('T', ' ')

/** A time as a parameter. */
export const sqlTime = (time: string): SqlParam => (time.length === 10 ? time : sqlInstant(time))

/** Years have four digits in both: what would go further is null, and never an overflow, which strict MySQL refuses to insert. */
function onMysql(column: string, { n, unit }: Duration, kind: Kind): Part {
  const last = sqlTime(lastBefore({ n, unit }, kind) ?? '')
  return part(`case when ${column} <= ? then date_add(${column}, interval ? ${unit}) end`, ...[last, n])
}

/** SQLite lets 31 February become 3 March; the earlier of that and the end of the wanted month is the day we mean. */
function onSqlite(column: string, { n, unit }: Duration, kind: Kind): Part {
  if (kind === 'instant') return part(`strftime('%Y-%m-%d %H:%M:%f', ${column}, ?)`, `+${n} ${unit}s`)
  if (unit === 'day' || unit === 'week') return part(`date(${column}, ?)`, `+${unit === 'week' ? n * 7 : n} days`)
  const months = unit === 'year' ? n * 12 : n
  const end = `coalesce(date(${column}, 'start of month', ?, '-1 day'), '9999-12-31')`
  return part(`min(date(${column}, ?), ${end})`, ...[`+${months} months`, `+${months + 1} months`])
}

/** A column so long later; null where it is null or the year would leave four digits. */
export const shiftedColumn = (column: string, plus: Duration, kind: Kind, dialect: SqlDialect): Part =>
  dialect === 'mysql' ? onMysql(column, plus, kind) : onSqlite(column, plus, kind)
