import type Router from '@koa/router'
import {
  isPlatformCode,
  type Body,
  type Endpoint,
  type ErrorCode,
  type Params,
  type Query,
  type View,
} from '@pitlane/contract'
import { AppError, isAppError, type Actor, type CustomerActor, type StaffActor } from '@pitlane/kernel'
import type { IncomingHttpHeaders } from 'node:http'
import type { Context } from 'koa'
import * as z from 'zod'
import type { $ZodType } from 'zod/v4/core'
import type { App } from './app'
import { bearerOf } from './auth'
import { answerFile, type FileAnswer } from './file-answer'
import { holds } from './scope'
import { readUpload } from './upload'

type ActorOf<E extends Endpoint> = E['access'] extends 'public'
  ? undefined
  : E['access'] extends 'customer'
    ? CustomerActor
    : E['access'] extends 'session'
      ? Actor
      : StaffActor

/** What every handler may know of the request itself. */
export interface RequestFacts {
  readonly id: string
  readonly address: string
  readonly userAgent: string
}

/** What came, before any parser, for whoever checks its signature. */
export interface SignedRequest {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Input<E extends Endpoint> {
  readonly actor: ActorOf<E>
  readonly params: Params<E>
  readonly query: Query<E>
  readonly body: Body<E>
  /** The bytes that were sent to an endpoint that takes a file. */
  readonly file: E extends { readonly upload: object } ? Buffer : undefined
  readonly signed: E extends { readonly signed: true } ? SignedRequest : undefined
  readonly request: RequestFacts
}

type AnswerOf<E extends Endpoint> = E extends { readonly download: true } ? FileAnswer : View<E>

/** One endpoint with the function that answers it. */
export interface Binding {
  readonly endpoint: Endpoint
  readonly handle: (app: App, input: never) => Promise<unknown>
}

/** Ties an endpoint of the contract to its function; the endpoint decides the types of both sides. */
export const bind = <E extends Endpoint>(
  endpoint: E,
  handle: (app: App, input: Input<E>) => Promise<AnswerOf<E>>,
): Binding => ({
  endpoint,
  handle,
})

/** The whole HTTP edge of one call: authorise, count, parse, run, and let out only what the contract declares. */
export function mount(router: Router, app: App, { endpoint, handle }: Binding): void {
  router.register(endpoint.path, [endpoint.method], async (ctx: Context) => {
    const actor = await authorise(app, endpoint, ctx.get('authorization'))
    const request = factsOf(ctx)
    await app.limits.count(endpoint, { address: request.address, sessionId: actor?.sessionId })
    const parts = {
      params: parse(endpoint.params, ctx['params'], 'params'),
      query: parse(endpoint.query, ctx.query, 'query'),
      body: parse(endpoint.body, (ctx.request as { body?: unknown }).body ?? {}, 'body'),
    }
    try {
      const file = endpoint.upload && (await readUpload(ctx.req, endpoint.upload))
      const signed = endpoint.signed && (await readSigned(ctx))
      answer(ctx, endpoint, await handle(app, { actor, request, ...parts, file, signed } as never))
    } catch (e) {
      if (isAppError(e)) reportUndeclared(app, endpoint, e.code)
      throw e
    }
  })
}

/** The body parser leaves these alone. */
export const isSigned = ({ endpoint }: Binding): boolean => endpoint.signed === true

const SIGNED_LIMITS = { maxBytes: 64 * 1024, tooLarge: 'request.too_large' } as const

const readSigned = async (ctx: Context): Promise<SignedRequest> => ({
  headers: ctx.headers,
  body: (await readUpload(ctx.req, SIGNED_LIMITS)).toString('utf8'),
})

function answer(ctx: Context, endpoint: Endpoint, view: unknown): void {
  // `bind` has seen to it that the handler of a download makes one.
  if (endpoint.download) return answerFile(ctx, view as FileAnswer)
  ctx.set('cache-control', 'no-store')
  ctx.body = z.parse(endpoint.response, view)
}

function reportUndeclared(app: App, endpoint: Endpoint, code: string): void {
  if (isPlatformCode(code) || endpoint.errors.includes(code as ErrorCode)) return
  const text = `${endpoint.method} ${endpoint.path} does not declare ${code}`
  if (app.config.NODE_ENV === 'test') throw new Error(text)
  app.log.error({ code }, text)
}

const factsOf = (ctx: Context): RequestFacts => ({
  id: String(ctx.state['requestId']),
  address: ctx.ip,
  userAgent: ctx.get('user-agent').slice(0, 200),
})

async function authorise(app: App, { access, path }: Endpoint, header: string): Promise<Actor | undefined> {
  if (access === 'public') return undefined
  const token = bearerOf(header)
  if (!token) throw new AppError('auth.required')
  const actor = await app.actorOf(await app.tokens.verify(token))
  if (access === 'session') return actor
  if (access === 'customer') {
    if (actor.kind !== 'customer') throw new AppError('auth.forbidden')
    return actor
  }
  return authoriseStaff(actor, access === 'staff' ? undefined : access.staff, path)
}

function authoriseStaff(actor: Actor, permission: string | undefined, path: string): StaffActor {
  if (actor.kind !== 'staff') throw new AppError('auth.forbidden')
  if (actor.mustChangePassword && !path.startsWith('/api/staff/me')) throw new AppError('auth.password_change_required')
  if (permission !== undefined && !holds(actor, permission)) throw new AppError('auth.forbidden')
  return actor
}

/** Numbers and flags come as text in a query; the schema's own type decides what they mean. */
function parse(schema: $ZodType | undefined, value: unknown, part: string): unknown {
  if (!schema) return undefined
  const result = z.safeParse(schema, value)
  if (result.success) return result.data
  const fields = result.error.issues.slice(0, 20).map((issue) => ({
    at: [part, ...issue.path.map(String)].join('.').slice(0, 100),
    rule: issue.code === 'custom' ? issue.message : issue.code,
  }))
  throw new AppError('request.invalid', { fields })
}
