import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm'

declare const type: unique symbol

/** One column: how TypeORM sees it, and (as a type only) what a row holds. */
export interface Col<T> {
  readonly options: Partial<EntitySchemaColumnOptions>
  readonly [type]?: T
  nullable(): Col<T | null>
  key(): Col<T>
}

const col = <T>(options: Partial<EntitySchemaColumnOptions>): Col<T> => ({
  options,
  nullable: () => col<T | null>({ ...options, nullable: true }),
  key: () => col<T>({ ...options, primary: true }),
})

type Fields = Record<string, Col<unknown>>
type RowOf<C extends Fields> = { [K in keyof C]: C[K] extends Col<infer T> ? T : never }

const number = { to: (v: unknown) => v, from: (v: unknown) => (v === null || v === undefined ? v : Number(v)) }
const boolean = {
  to: (v: unknown) => (typeof v === 'boolean' ? Number(v) : v),
  from: (v: unknown) => (v === null || v === undefined ? v : Boolean(Number(v))),
}

/** A ULID. */
export const id = () => col<string>({ type: 'varchar', length: 26 })
export const text = (length: number) => col<string>({ type: 'varchar', length })
/** A calendar day, `YYYY-MM-DD`, store-local. */
export const day = () => col<string>({ type: 'varchar', length: 10 })
export const int = () => col<number>({ type: 'int' })
/** Fen, or milliseconds: safe up to 2^53. */
export const big = () => col<number>({ type: 'bigint', transformer: number })
export const double = () => col<number>({ type: 'double', transformer: number })
export const flag = () => col<boolean>({ type: 'tinyint', transformer: boolean })
/** An instant in UTC with milliseconds. */
export const at = () => col<Date>({ type: 'datetime', precision: 3 })
export const json = <T>() => col<T>({ type: 'json' })
export const oneOf = <const V extends string>(...values: V[]) =>
  col<V>({ type: 'varchar', length: Math.max(...values.map((v) => v.length)) })
/** Personal data sealed by the vault. */
export const sealed = () => col<string>({ type: 'varchar', length: 512 })
/** A keyed blind index over personal data, for look-up by equality. */
export const blind = () => col<string>({ type: 'varchar', length: 43 })

const snake = (name: string) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)

export type Table<R extends object> = EntitySchema<R>
export type Row<T> = T extends EntitySchema<infer R> ? R : never

/** Declares a table once: columns for TypeORM, and the type of a row. `sql/` is the schema of record; a test compares both. */
export function table<const C extends Fields>(name: string, fields: C): Table<RowOf<C>> {
  const columns = Object.fromEntries(
    Object.entries(fields).map(([key, column]) => [key, { name: snake(key), ...column.options }]),
  )
  // The builder above is the proof that these columns are those of RowOf<C>; TypeORM's own type cannot see it.
  return new EntitySchema({ name, tableName: name, columns } as never)
}
