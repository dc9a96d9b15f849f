/** What a driver binds. */
export type SqlParam = string | number

/** Which database a statement is for: MySQL 8, MariaDB and TiDB are one, SQLite (from 3.38) the other. */
export type SqlDialect = 'mysql' | 'sqlite'

/** A piece of a statement with its parameters in their order. */
export interface Part {
  readonly sql: string
  readonly params: readonly SqlParam[]
}

export const part = (sql: string, ...params: SqlParam[]): Part => ({ sql, params })

/** Pieces one after the other. */
export const glue = (parts: readonly Part[], between = ''): Part => ({
  sql: parts.map((piece) => piece.sql).join(between),
  params: parts.flatMap((piece) => piece.params),
})

/** Pieces joined by a word, in brackets unless it is one alone. */
export const group = (parts: readonly Part[], word: 'and' | 'or'): Part =>
  parts.length === 1 ? glue(parts) : glue([part('('), glue(parts, ` ${word} `), part(')')])

/** `?, ?, ?` with its values. */
export const marks = (values: readonly SqlParam[]): Part => part(values.map(() => '?').join(', '), ...values)
