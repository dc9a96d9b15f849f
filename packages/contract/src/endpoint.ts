import type { $ZodType, input, output } from 'zod/v4/core'
import type { ErrorCode } from './errors'
import type { Permission } from './permissions'

/**
 * Who may call: anyone, an owner who has logged in, any member of staff, anyone who has logged in, or staff who hold a permission.
 * How far a permission reaches (which stores) is decided inside, by the server's scope.
 */
export type Access = 'public' | 'customer' | 'staff' | 'session' | { readonly staff: Permission }

/** How often one caller may call: at most `points` calls in `seconds`, counted per address or per session. */
export interface RateLimit {
  readonly points: number
  readonly seconds: number
  readonly by: 'address' | 'session'
}

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: `/api/${string}`
  /** One English sentence for the API documents. */
  readonly summary: string
  readonly access: Access
  readonly limit?: RateLimit
  readonly params?: $ZodType
  readonly query?: $ZodType
  readonly body?: $ZodType
  /** The body is one file of at most so many bytes: as it is, or as the one file part of multipart/form-data. */
  readonly upload?: { readonly maxBytes: number; readonly tooLarge: ErrorCode }
  /** Whoever calls has signed the bytes: the handler gets them as they came, with the headers. */
  readonly signed?: true
  readonly response: $ZodType
  /** The answer is a file; `response` only says so. */
  readonly download?: true
  /** Every code of the module that this call may answer with; the platform's own (auth, request, server) go without saying. */
  readonly errors: readonly ErrorCode[]
}

type Part<E extends Endpoint, K extends 'params' | 'query' | 'body'> = E extends { readonly [P in K]: infer S }
  ? S extends $ZodType
    ? S
    : undefined
  : undefined

type Out<S> = S extends $ZodType ? output<S> : undefined
type In<S> = S extends $ZodType ? input<S> : undefined

/** What the handler receives. */
export type Params<E extends Endpoint> = Out<Part<E, 'params'>>
export type Query<E extends Endpoint> = Out<Part<E, 'query'>>
export type Body<E extends Endpoint> = Out<Part<E, 'body'>>
/** What the caller sends. */
export type ParamsIn<E extends Endpoint> = In<Part<E, 'params'>>
export type QueryIn<E extends Endpoint> = In<Part<E, 'query'>>
export type BodyIn<E extends Endpoint> = In<Part<E, 'body'>>
/** What the caller gets. */
export type View<E extends Endpoint> = output<E['response']>

/** Everything a caller passes to one endpoint; parts the endpoint does not declare are absent. */
export type Call<E extends Endpoint> = (ParamsIn<E> extends undefined ? unknown : { params: ParamsIn<E> }) &
  (QueryIn<E> extends undefined ? unknown : { query: QueryIn<E> }) &
  (BodyIn<E> extends undefined ? unknown : { body: BodyIn<E> })

/** Declares one API call. The server, both front ends, the tests and the OpenAPI document all read this one value. */
export const endpoint = <const E extends Endpoint>(e: E): E => e

/** Path and query of a call, encoded: `/api/stores/01J…/board?day=2026-11-24`. */
export function urlOf<E extends Endpoint>(e: E, call: Call<E>): string {
  const { params, query } = call as { params?: Record<string, string>; query?: Record<string, unknown> }
  const path = e.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params?.[key] ?? ''))
  const pairs = Object.entries(query ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}
