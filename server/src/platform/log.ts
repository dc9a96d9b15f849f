import pino, { type DestinationStream, type Logger } from 'pino'

export type { Logger }

/** What may be said about a fault: never bound values, which are personal data. */
export interface Fault {
  readonly name: string
  readonly message: string
  readonly stack?: string | undefined
}

interface MaybeDriverFault {
  driverError?: { errno?: number; code?: string; sqlMessage?: string; message?: string }
  query?: string
}

/**
 * Describes an error for logs. A failed statement is told by its code and its SQL with placeholders; the quoted values
 * that databases put into their messages (`Duplicate entry 'x'`) are cut out.
 */
export function describeFault(e: unknown): Fault {
  if (!(e instanceof Error)) return { name: 'NotAnError', message: typeof e }
  const { driverError, query } = e as MaybeDriverFault
  if (!driverError) return { name: e.name, message: e.message, stack: e.stack }
  const said = (driverError.sqlMessage ?? driverError.message ?? '').replace(/'[^']*'/g, "'…'")
  const stack = e.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n')
  return {
    name: e.name,
    message: `${driverError.code ?? driverError.errno ?? ''} ${said} in ${query ?? 'a statement'}`,
    stack,
  }
}

const options = {
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      '*.password',
      '*.token',
      '*.accessToken',
      '*.refreshToken',
      '*.phone',
      '*.plate',
      '*.vin',
      '*.secret',
      '*.authorization',
      '*.cookie',
    ],
    censor: '[removed]',
  },
}

/**
 * The root logger: JSON lines on stdout, or to another destination. Known names of secrets are cut out, should one ever be passed
 * by mistake.
 */
export const createLog = (level: string, destination?: DestinationStream): Logger =>
  destination ? pino({ ...options, level }, destination) : pino({ ...options, level })
