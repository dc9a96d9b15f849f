import { errors, type ErrorCode, type Problem } from '@pitlane/contract'
import { isAppError } from '@pitlane/kernel'
import type { Context, Next } from 'koa'
import type { App } from './app'
import { describeFault } from './log'

/** Statuses thrown by Koa and its middleware, in our words. */
const byStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'request.not_json',
  404: 'request.not_found',
  405: 'request.method_not_allowed',
  413: 'request.too_large',
  415: 'request.not_json',
}

function codeOf(e: unknown): ErrorCode {
  if (isAppError(e) && e.code in errors) return e.code as ErrorCode
  const status = (e as { status?: unknown }).status
  return (typeof status === 'number' && byStatus[status]) || 'server.unexpected'
}

/** RFC 9457 body of one refusal. */
const problemOf = (code: ErrorCode, requestId: string, data?: Problem['data']): Problem => ({
  type: `urn:pitlane:problem:${code}`,
  title: errors[code].zh,
  status: errors[code].status,
  code,
  requestId,
  ...(data ? { data } : {}),
})

function answer(ctx: Context, app: App, code: ErrorCode, data?: Problem['data']): void {
  app.metrics.refusals.inc({ code })
  ctx.status = errors[code].status
  ctx.set('cache-control', 'no-store')
  const retryAfter = data?.['retryAfterSeconds']
  if (typeof retryAfter === 'number') ctx.set('retry-after', String(retryAfter))
  ctx.body = JSON.stringify(problemOf(code, String(ctx.state['requestId']), data))
  ctx.type = 'application/problem+json'
}

/** Turns whatever was thrown, and an address nobody answers, into the one problem body of the contract. */
export const answerProblems = (app: App) => async (ctx: Context, next: Next) => {
  try {
    await next()
    if (ctx.status === 404 && ctx.body === undefined) answer(ctx, app, 'request.not_found')
    else if (ctx.status === 405 && ctx.body === undefined) answer(ctx, app, 'request.method_not_allowed')
  } catch (e) {
    const code = codeOf(e)
    if (code === 'server.unexpected') {
      app.log.error({ requestId: ctx.state['requestId'] as string, fault: describeFault(e) }, 'a request failed')
    }
    answer(ctx, app, code, isAppError(e) ? e.data : undefined)
  }
}
