/** 1451: other rows refer to this one; 1452: the row referred to does not exist. SQLite has one code for both. */
const MYSQL_CODES: ReadonlySet<unknown> = new Set([1451, 1452])

/** True when the database refused a statement for the sake of a foreign key. */
export function isForeignKeyRefusal(e: unknown): boolean {
  const { driverError } = (e ?? {}) as { driverError?: { errno?: number; code?: string } }
  return MYSQL_CODES.has(driverError?.errno) || driverError?.code === 'SQLITE_CONSTRAINT_FOREIGNKEY'
}
