import type { Assign, Candidate, Flow, Vars } from '@pitlane/process'
import type { App } from './app'
import type { Reader } from './database'

/** What a flow is about. */
export interface FlowSubject {
  readonly type: string
  readonly id: string
}

/** A question for people: a rule of assignment, and where in which flow it stands. */
export interface ResolveAsk {
  readonly assign: Assign
  readonly instanceId: string
  readonly node: string
  readonly item: string | null
  readonly lane: string | null
  readonly facts: Vars
  readonly storeId: string
  readonly subject: FlowSubject
}

/** Finds people for a word of `Assign.by`, each with reasons, the best first. It runs inside the transaction of the command. */
export type Resolver = (app: App, db: Reader, ask: ResolveAsk) => Promise<readonly Candidate[]>

/** Facts about a subject at this moment. It runs inside the transaction of the command. */
export type FactsProvider = (app: App, db: Reader, subject: FlowSubject, storeId: string) => Promise<Vars>

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

export const flowRegistry = (parts: readonly FlowParts[]): FlowRegistry => ({
  resolvers: new Map(parts.flatMap(({ resolvers }) => Object.entries(resolvers ?? {}))),
  effects: new Set(parts.flatMap(({ effects }) => effects ?? [])),
  facts: new Map(parts.flatMap(({ facts }) => Object.entries(facts ?? {}))),
  definitions: new Map(parts.flatMap(({ definitions }) => definitions ?? []).map((flow) => [flow.key, flow])),
})
