import type { Actor, Clock } from '@pitlane/kernel'
import type { Candidate, Flow, Vars } from '@pitlane/process'
import type { AccessTokens, Subject } from './auth'
import type { Bus } from './bus'
import type { Config } from './config'
import type { Database, Reader, Tx } from './database'
import type { FlowSubject, ResolveAsk } from './flow-parts'
import type { Logger } from './log'
import type { Metrics } from './metrics'
import type { PayPort } from './pay-port'
import type { FilesPort, SharedCache, SmsPort, WechatPort } from './ports'
import type { RateLimits } from './rate-limit'
import type { Vault } from './vault'

/** The outside world, by the nouns we need. `main.ts` plugs an adapter into each. */
export interface Ports {
  readonly wechat: WechatPort
  readonly sms: SmsPort
  readonly files: FilesPort
  /** Absent where no merchant account is configured: nobody pays by WeChat. */
  readonly pay?: PayPort
}

/** A kind of work. Both forms may run again after a crash: `inTx` leaves no trace of the lost try, `run` must be idempotent. */
export type JobHandler = {
  readonly kind: string
  /** The job comes back this many milliseconds after each run. One such job lives at a time. */
  readonly everyMs?: number
} & (
  | {
      /** Effect and completion commit together. No network in here. */
      readonly inTx: (app: App, tx: Tx, payload: Record<string, unknown>) => Promise<void>
    }
  | {
      /** For work that talks to the outside. */
      readonly run: (app: App, payload: Record<string, unknown>) => Promise<void>
    }
)

/** Finds people for a word of `Assign.by`, each with reasons, the best first. It runs inside the transaction of the command. */
type Resolver = (app: App, db: Reader, ask: ResolveAsk) => Promise<readonly Candidate[]>

/** Facts about a subject at this moment. It runs inside the transaction of the command. */
type FactsProvider = (app: App, db: Reader, subject: FlowSubject, storeId: string) => Promise<Vars>

/** What one module gives to flows. */
export interface FlowParts {
  readonly resolvers?: Readonly<Record<string, Resolver>>
  /** Names of effects that a listener on `flow.effect` carries out. */
  readonly effects?: readonly string[]
  /** By type of subject. */
  readonly facts?: Readonly<Record<string, FactsProvider>>
  /** Definitions that are shipped: published for all stores where the flow has no version yet. */
  readonly definitions?: readonly Flow[]
}

/** What all modules give to flows. */
export interface FlowRegistry {
  readonly resolvers: ReadonlyMap<string, Resolver>
  readonly effects: ReadonlySet<string>
  readonly facts: ReadonlyMap<string, FactsProvider>
  readonly definitions: ReadonlyMap<string, Flow>
}

/** Everything a handler, listener or job may use, built once in `world.ts` and passed by hand. */
export interface App {
  readonly config: Config
  readonly clock: Clock
  readonly db: Database
  readonly bus: Bus
  readonly cache: SharedCache
  readonly log: Logger
  readonly metrics: Metrics
  readonly limits: RateLimits
  readonly ports: Ports
  readonly tokens: AccessTokens
  readonly vault: Vault
  readonly handlers: ReadonlyMap<string, JobHandler>
  readonly flows: FlowRegistry
  /** Turns a verified token into the person with the rights of this moment. Throws `auth.expired` for a log-in that has ended. */
  readonly actorOf: (subject: Subject) => Promise<Actor>
}
