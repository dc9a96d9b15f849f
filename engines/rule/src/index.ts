/**
 * One condition language for everything that asks "if": forms, flows, rules, tags, segments, filters, alerts. A condition is
 * data ({@link Cond}); what it means is fixed here once, and is the same in memory, in SQL and in words.
 */
export type { Catalogue, Field, FieldType, Join, Labels, Relation } from './catalogue'
export { check, opsOf, type CheckOptions } from './check'
export * from './cond'
export { test, type Facts } from './evaluate'
export { parseCond, type Parsed } from './parse'
export { problemTexts, type Path, type Problem, type ProblemCode } from './problem'
export { say } from './say'
export { condSchema } from './schema'
export type { SqlDialect, SqlParam } from './sql-part'
export type { IsoInstant, When } from './time'
export { toSql, type Compiled, type SqlOptions } from './to-sql'
export { rowTime } from './within'
