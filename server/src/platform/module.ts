import type { live } from '@pitlane/contract'
import type { Actor } from '@pitlane/kernel'
import type { App } from './app'
import type { Subject } from './auth'
import type { Binding } from './bind'
import type { FlowParts, JobHandler } from './app'
import type { Notice } from './messages'
import type { Listener } from './outbox'
import type { Table } from './table'

/**
 * Decides who may follow a live topic. Returns the key (or keys) under which the follower is kept, or undefined for "not you":
 * the same answer for what does not exist and for what belongs to others.
 */
export type TopicGate = (
  app: App,
  topic: live.Topic,
  actor: Actor | undefined,
) => Promise<string | readonly string[] | undefined>

/** A GET that is answered before all middleware, from memory only. Undefined sends the request on the ordinary way. */
export interface FastLane {
  readonly path: string
  readonly answer: (app: App, querystring: string) => Buffer | undefined
}

/** The back door of a module: what the server has to know to run it. */
export interface Module {
  readonly name: string
  readonly tables: readonly Table<never>[]
  readonly routes?: readonly Binding[]
  readonly listeners?: readonly Listener[]
  readonly jobs?: readonly JobHandler[]
  /** What flows may ask of this module. */
  readonly flows?: FlowParts
  readonly topics?: Partial<Record<live.Topic['kind'], TopicGate>>
  readonly fastLanes?: readonly FastLane[]
  /** Hears cache notices of every process, and `undefined` when some may have been missed. */
  readonly onNotice?: (app: App, notice: Notice | undefined) => void
  readonly actorOf?: (app: App, subject: Subject) => Promise<Actor>
}
