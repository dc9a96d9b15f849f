import { errors, type ErrorCode, type Problem } from '@pitlane/contract'

/** The API's codes, and one for an answer that never came. */
export type FaultCode = ErrorCode | 'client.offline'

/** A refused or failed call. `title` is ready to be read; `requestId` finds the call in the server's log. */
export class ApiError extends Error {
  constructor(
    readonly code: FaultCode,
    readonly title: string,
    readonly status: number,
    readonly requestId: string | null = null,
    readonly data?: Problem['data'],
  ) {
    super(`${code}: ${title}`)
    this.name = 'ApiError'
  }
}

export const isApiError = (e: unknown, code?: FaultCode): e is ApiError =>
  e instanceof ApiError && (code === undefined || e.code === code)

/** The call did not reach the server, or its answer got lost. */
export const offlineError = () => new ApiError('client.offline', '连不上服务器，请检查网络后再试。', 0)

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && 'title' in body && String(body.code) in errors

/** Reads a refusal. Anything that is not a problem body comes from a proxy in between. */
export function errorFrom(status: number, body: unknown): ApiError {
  if (isProblem(body)) return new ApiError(body.code, body.title, status, body.requestId, body.data)
  return new ApiError('server.unavailable', errors['server.unavailable'].zh, errors['server.unavailable'].status)
}

/** The words for a person, whatever was thrown. */
export const titleOf = (e: unknown): string => (isApiError(e) ? e.title : errors['server.unexpected'].zh)
