import type { Context, Next } from 'koa'
import type { App } from './app'
import { newId } from './id'
import type { FastLane } from './module'

/** Headers for every answer, by hand: helmet costs more than the rest of the chain together. */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(self)',
} as const

/** Names and values in turn, which node writes as they are. */
const FAST_HEADERS = [
  ...['content-type', 'application/json; charset=utf-8'],
  ...['x-content-type-options', 'nosniff'],
  ...['cache-control', 'no-store'],
]

/**
 * Answers hot reads from memory before anything else runs, straight to the socket: Koa's own handling of a response costs
 * as much as the rest of such a read.
 */
export const fastLanes = (app: App, lanes: readonly FastLane[]) => {
  const byPath = new Map(lanes.map((lane) => [lane.path, lane.answer]))
  return (ctx: Context, next: Next) => {
    const answer = ctx.method === 'GET' ? byPath.get(ctx.path) : undefined
    const body = answer?.(app, ctx.querystring)
    if (!body) return next()
    ctx.respond = false
    ctx.res.writeHead(200, FAST_HEADERS.concat('content-length', String(body.length)))
    ctx.res.end(body)
    return undefined
  }
}

/** Gives each request an id (the caller's own when it is harmless) and each answer the security headers. */
export const identify = () => (ctx: Context, next: Next) => {
  const given = ctx.get('x-request-id')
  ctx.state['requestId'] = /^[\w-]{8,64}$/.test(given) ? given : newId()
  ctx.set('x-request-id', ctx.state['requestId'] as string)
  ctx.set(SECURITY_HEADERS)
  return next()
}

/** One log line and one measurement per request, by route pattern: paths and queries may hold personal data. */
export const observe = (app: App) => async (ctx: Context, next: Next) => {
  const startedAt = process.hrtime.bigint()
  await next()
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9
  const route = (ctx as { _matchedRoute?: string })._matchedRoute ?? 'none'
  app.metrics.requestSeconds.observe({ method: ctx.method, route, status: ctx.status }, seconds)
  const line = {
    requestId: ctx.state['requestId'] as string,
    method: ctx.method,
    route,
    status: ctx.status,
    ms: Math.round(seconds * 1e4) / 10,
  }
  app.log[ctx.status >= 500 ? 'error' : 'info'](line, 'request')
}
