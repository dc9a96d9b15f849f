/** Facts a caller may use to react to an error. Never personal data: they travel in the answer and in logs. */
export type ErrorData = Readonly<Record<string, unknown>>

/**
 * An expected refusal, known by its code (`<module>.<reason>`). The contract maps the code to a status and to Chinese words;
 * anything else that is thrown is a fault and is answered as `server.unexpected`.
 */
export class AppError<Code extends string = string> extends Error {
  constructor(
    readonly code: Code,
    readonly data?: ErrorData,
  ) {
    super(code)
    this.name = 'AppError'
  }
}

/** Tells an expected refusal from a fault. */
export const isAppError = (e: unknown): e is AppError => e instanceof AppError
