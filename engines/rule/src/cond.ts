/** The key of a field in a catalogue and in facts, such as `lastVisitOn` or `order.totalFen`. Dots are part of the key. */
export type FieldRef = string

/** A constant. Days are `YYYY-MM-DD`, instants `2026-11-23T01:00:00.000Z`, money whole fen, enums their code. */
export type Value = string | number | boolean

/** The units of a duration, the shortest first. From `day` on they are calendar units. */
export const durationUnits = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const
/** One of {@link durationUnits}. */
export type DurationUnit = (typeof durationUnits)[number]

/** A length of time, never negative and at most a hundred years: `{ n: 5, unit: 'month' }`. */
export interface Duration {
  n: number
  unit: DurationUnit
}

/**
 * A value that is not constant: so long before or after `asOf`, or what another field holds, so long later. `{ ago: { n: 0,
 * unit: 'day' } }` is today.
 */
export type Rel = { ago: Duration } | { ahead: Duration } | { field: FieldRef; plus?: Duration }

/** What a leaf asks of its field. */
export const ops = [
  ...(['=', '!=', '<', '<=', '>', '>='] as const),
  ...(['in', 'not_in', 'between'] as const),
  ...(['contains', 'starts', 'ends'] as const),
  ...(['has', 'has_any', 'has_all'] as const),
  ...(['present', 'missing', 'anniversary'] as const),
] as const
/** One of {@link ops}; which of them a field takes is in `opsOf`. */
export type Op = (typeof ops)[number]

/**
 * One question about one field. `present`, `missing` take no `v`; `anniversary` none or `{ ago }`, `{ ahead }`; `in`, `not_in`,
 * `has_any`, `has_all` a list; `between` the lowest and the highest value, both included; `=` to `>=` a value or a {@link Rel}.
 */
export interface Leaf {
  f: FieldRef
  op: Op
  v?: Value | Value[] | Rel
}

/** How many: `>=`, `<=` or `=` a number of rows. */
export interface Count {
  op: '>=' | '<=' | '='
  n: number
}

/**
 * Whether there are related rows: those that meet `where` and whose time is `within` the duration that ends at `asOf`, both
 * ends included. Without `count` one is enough.
 */
export interface Exists {
  exists: string
  where?: Cond
  count?: Count
  within?: Duration
}

/** A condition as data: what forms, flows, rules, tags, segments and filters share. */
export type Cond = { all: Cond[] } | { any: Cond[] } | { not: Cond } | Leaf | Exists

/**
 * How large a condition may be. `depth` counts the levels, a single leaf being one; `exists` counts as a leaf, and what is in its
 * `where` as one level deeper. `list` is the most values of one list, `values` of all lists together: SQLite binds 32 766 at once.
 */
export const limits = {
  depth: 6,
  leaves: 60,
  list: 1000,
  values: 10_000,
  text: 1000,
  name: 64,
  count: 1_000_000,
} as const

/** How many of a unit are a hundred years. */
export const longest: Readonly<Record<DurationUnit, number>> = {
  ...{ minute: 52_560_000, hour: 876_000, day: 36_500, week: 5200, month: 1200, year: 100 },
}
