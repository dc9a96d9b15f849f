import type { live } from '@pitlane/contract'

/** Something that happened, named `<module>.<past participle>`. Carries ids and facts, never personal data. */
export interface DomainEvent {
  readonly type: `${string}.${string}`
  readonly [fact: string]: unknown
}

/** Work for later, named `<module>.<noun>`. */
export interface NewJob {
  readonly kind: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly runAt: Date
}

/**
 * A hint between processes: drop a cached answer (`cache`), or tell whoever follows `followers` (a key of the live hub).
 * A lost notice costs freshness, never truth.
 */
export type Notice =
  | { readonly to: 'followers'; readonly key: string; readonly message: live.ServerMessage }
  | { readonly to: 'cache'; readonly cache: string; readonly key: string }
