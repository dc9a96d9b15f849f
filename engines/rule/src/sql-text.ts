import { glue, group, marks, part, type Part, type SqlDialect } from './sql-part'

/** How a database compares texts by their characters alone: neither case nor trailing blanks may be overlooked. */
export interface TextSql {
  equals(column: string, value: string): Part
  differs(column: string, value: string): Part
  isIn(column: string, values: readonly string[]): Part
  isNotIn(column: string, values: readonly string[]): Part
  contains(column: string, value: string): Part
  starts(column: string, value: string): Part
  ends(column: string, value: string): Part
  /** What stands for its characters alone, to count what is different. */
  exact(column: string): string
  /** Two expressions. */
  same(a: string, b: string): Part
}

const escaped = (value: string): string => value.replace(/[!%_]/g, '!$&')
const bytes = (column: string): string => `cast(${column} as binary)`

/**
 * On MySQL a column may ignore case, and `utf8mb4_bin` still ignores trailing blanks. So a comparison that its index serves finds
 * the candidates, and one of bytes decides. The candidates of `=` are a range: after `col = 'x'` the optimiser may put 'x' for `col`
 * everywhere, also into the cast, and the second look would see nothing.
 */
const mysql: TextSql = {
  equals: (column, value) =>
    part(`(${column} >= ? and ${column} <= ? and ${bytes(column)} = ?)`, ...[value, value, value]),
  differs: (column, value) => part(`${bytes(column)} <> ?`, value),
  isIn(column, values) {
    const [only] = values
    if (values.length === 1 && only !== undefined) return mysql.equals(column, only)
    const list = marks(values)
    return glue([part(`(${column} in (`), list, part(`) and ${bytes(column)} in (`), list, part('))')])
  },
  isNotIn: (column, values) => glue([part(`${bytes(column)} not in (`), marks(values), part(')')]),
  contains: (column, value) => part(`${bytes(column)} like ? escape '!'`, `%${escaped(value)}%`),
  // Not `column like`: its range takes the prefix as filled up with blanks, and loses a tab or a line break after it.
  starts: (column, value) =>
    part(`(${column} >= ? and ${bytes(column)} like ? escape '!')`, `${value}\0`, `${escaped(value)}%`),
  ends: (column, value) => part(`${bytes(column)} like ? escape '!'`, `%${escaped(value)}`),
  exact: bytes,
  same: (a, b) => part(`${bytes(a)} = ${bytes(b)}`),
}

const LAST_CODE = 0x10ffff

/** The first text, in the order of code points, after all that begin with `prefix`; undefined when there is none. */
function afterPrefix(prefix: string): string | undefined {
  const characters = Array.from(prefix)
  while (characters.length > 0) {
    const code = characters.pop()?.codePointAt(0) ?? LAST_CODE
    if (code === LAST_CODE) continue
    // Halves of characters are no characters.
    return characters.join('') + String.fromCodePoint(code === 0xd7ff ? 0xe000 : code + 1)
  }
  return undefined
}

/** SQLite compares bytes; only its LIKE does not, so there is none. A prefix is a range, which an index serves. */
const sqlite: TextSql = {
  equals: (column, value) => part(`${column} = ?`, value),
  differs: (column, value) => part(`${column} <> ?`, value),
  isIn: (column, values) => glue([part(`${column} in (`), marks(values), part(')')]),
  isNotIn: (column, values) => glue([part(`${column} not in (`), marks(values), part(')')]),
  contains: (column, value) => part(`instr(${column}, ?) > 0`, value),
  starts(column, value) {
    const end = afterPrefix(value)
    const from = part(`${column} >= ?`, value)
    return end === undefined ? from : group([from, part(`${column} < ?`, end)], 'and')
  },
  ends: (column, value) => part(`substr(${column}, ?) = ?`, -Array.from(value).length, value),
  exact: (column) => column,
  same: (a, b) => part(`${a} = ${b}`),
}

export const textSql: Readonly<Record<SqlDialect, TextSql>> = { mysql, sqlite }
