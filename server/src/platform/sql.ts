interface DriverError {
  errno?: number
  code?: string
  message?: string
}

const driverErrorOf = (e: unknown): DriverError => {
  const outer = e as { driverError?: DriverError } | undefined
  return outer?.driverError ?? (e as DriverError | undefined) ?? {}
}

/**
 * True when the database refused a second row under a unique key. `key` narrows it to one constraint: MySQL names the
 * constraint in its message, SQLite the columns, so give both (`uk_booking_request|booking.customer_id, booking.request_id`).
 */
export function isDuplicate(e: unknown, key?: string): boolean {
  const error = driverErrorOf(e)
  const isDup = error.errno === 1062 || /^SQLITE_CONSTRAINT_(PRIMARYKEY|UNIQUE)$/.test(error.code ?? '')
  return isDup && (!key || key.split('|').some((name) => error.message?.includes(name)))
}

/** Deadlock, lock wait, snapshot check (MariaDB), and TiDB's write conflicts: the whole transaction may simply run again. */
const RETRYABLE = new Set([1213, 1205, 1020, 8002, 8022, 8028, 9007])

export function isRetryable(e: unknown): boolean {
  const error = driverErrorOf(e)
  return RETRYABLE.has(error.errno ?? 0) || error.code === 'SQLITE_BUSY'
}

/** An instant as both dialects accept it as a parameter: `2026-11-22 07:00:00.000`, UTC. */
export const sqlInstant = (at: Date): string => at.toISOString().slice(0, 23).replace('T', ' ')

/** An instant as a raw SELECT returns it: a Date from MySQL, text from SQLite. */
export const readInstant = (value: Date | string): Date =>
  value instanceof Date ? value : new Date(`${value.replace(' ', 'T')}Z`)

/** `?,?,?` */
export const marks = (count: number): string => Array.from({ length: count }, () => '?').join(',')
