import type { FieldRef } from './cond'

/** What every field has. */
interface FieldBase {
  /** What people call it. */
  readonly zh: string
  /**
   * Its value in SQL, an expression over the tables that the caller selects from or that `join` brings, such as
   * `v.last_visit_on`. It is copied as it is, so it must be the programmer's. A field without one works in `test` and `say` alone.
   * Text and enums are utf8mb4 of any collation (on SQLite of none of their own); days are `YYYY-MM-DD` in a text or date column, instants UTC in a `datetime(3)`
   * (or the same as text on SQLite), booleans 1 and 0.
   */
  readonly column?: string
  /** The key of the join, in the catalogue's `joins`, that its column needs. */
  readonly join?: string
  /** False when the column is never null, also not by its join; true by default, which is right everywhere. */
  readonly nullable?: boolean
  /** Who may ask about it: see `may` of `check`. */
  readonly permission?: string
}

interface PlainField extends FieldBase {
  readonly type: 'text' | 'money' | 'day' | 'instant'
}

interface IntField extends FieldBase {
  readonly type: 'int'
  /** Said after the number: `公里`. */
  readonly unit?: string
}

interface BoolField extends FieldBase {
  readonly type: 'bool'
  /** How `= true` and `= false` are said; `<zh>为是` and `<zh>为否` by default. */
  readonly yes?: string
  readonly no?: string
}

/** The codes of an enum and what people call them. */
export type Labels = Readonly<Record<string, string>>

interface EnumField extends FieldBase {
  readonly type: 'enum'
  readonly labels: Labels
}

interface ListField extends FieldBase {
  readonly type: 'list'
  readonly of: 'text' | 'int' | 'enum'
  readonly labels?: Labels
  /** Where its values are: `order_tag t` joined to the subject by `t.order_id = o.id`; `column` is then `t.tag`. */
  readonly rows?: { readonly from: string; readonly on: string }
}

/** A field that conditions may ask about. */
export type Field = PlainField | IntField | BoolField | EnumField | ListField
/** What kind of value a field holds. */
export type FieldType = Field['type']

/** A join that a field needs, `left join customer c on c.id = o.customer_id`, and the key of the one that must come before. */
export interface Join {
  readonly sql: string
  readonly after?: string
}

/**
 * All that conditions may ask about one kind of subject. What is not in it does not exist: `check` and `toSql` refuse it. Its SQL
 * is copied into statements, so a catalogue is made by programs, never from what a user typed.
 */
export interface Catalogue {
  readonly fields: Readonly<Record<FieldRef, Field>>
  readonly relations?: Readonly<Record<string, Relation>>
  readonly joins?: Readonly<Record<string, Join>>
}

/**
 * Rows that belong to a subject, for `exists`. Its `where` sees the fields of the relation, not those of the subject. A field
 * `$at` (day or instant) says when a row happened and allows `within`.
 */
export interface Relation extends Catalogue {
  readonly zh: string
  /** Said after the number of rows: `次`; `条` by default. */
  readonly unit?: string
  /** The table and its alias, `visit r`. The alias must differ from all others in the statement. */
  readonly from: string
  /** How it belongs to the subject, `r.customer_id = c.id`. */
  readonly on: string
  readonly permission?: string
}

const own = <T>(bag: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  bag && Object.prototype.hasOwnProperty.call(bag, key) ? bag[key] : undefined

export const fieldOf = (catalogue: Catalogue, f: FieldRef): Field | undefined => own(catalogue.fields, f)
export const relationOf = (catalogue: Catalogue, name: string): Relation | undefined => own(catalogue.relations, name)
export const labelOf = (labels: Labels | undefined, code: unknown): string | undefined => own(labels, String(code))
export const joinOf = (catalogue: Catalogue, key: string): Join | undefined => own(catalogue.joins, key)
