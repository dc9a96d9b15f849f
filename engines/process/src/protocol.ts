import type { Assign, Flow, NodeId, RejectRule } from './definition'
import type { FlowEvent } from './history'
import type { RefusalCode } from './refusals'
import type { Candidate, Instance, Instant, Vars } from './state'

/** Where an effect comes from; `dedupe` is what its receiver must look at. */
interface EffectFrom {
  readonly dedupe: string
  readonly node: NodeId
  readonly visit: number
  readonly item: string | null
}

/** What the host must do, once, in the same transaction (rows, outbox). */
export type Effect =
  | (EffectFrom & { readonly kind: 'act'; readonly thread: string; readonly name: string; readonly args: Vars })
  | { readonly kind: 'retryAct'; readonly dedupe: string }
  | (EffectFrom & {
      readonly kind: 'startChild'
      readonly thread: string
      readonly flow: string
      readonly version: 'pinned' | 'current'
      readonly vars: Vars
    })
  | { readonly kind: 'cancelChild'; readonly dedupe: string }
  | { readonly kind: 'timer'; readonly timer: string; readonly dedupe: string; readonly dueAt: Instant }
  | { readonly kind: 'cancelTimer'; readonly timer: string }
  | (EffectFrom & {
      readonly kind: 'notify'
      readonly about: 'opened' | 'assigned' | 'urged' | 'cc' | 'reminded' | 'escalated' | 'breached' | 'nobody'
      readonly task: string
      readonly to: readonly Candidate[]
      readonly level: number
    })
  | { readonly kind: 'ended'; readonly status: 'ended' | 'cancelled'; readonly result: string }

/** Whoever gives a command. Permissions are the host's; the engine only asks whose task it is. */
export interface FlowActor {
  readonly id: string
  /** Groups as `kind:id`, to be matched with candidates that are no persons. */
  readonly groups?: readonly string[]
  /** May act for whoever holds a task (a leader, the clockwork). */
  readonly power?: boolean
}

/** For what people are sought. */
export interface ResolveRequest {
  readonly instance: Instance
  readonly node: NodeId
  readonly item: string | null
  readonly lane: string | null
  readonly facts: Vars
}

/**
 * Everything that is not in the state. All calls answer at once and without effect: a host that has to ask a database runs
 * `apply` once with a `resolve` that only notes what it is asked, looks that up, and runs it again.
 */
export interface FlowContext {
  readonly now: Date
  readonly actor: FlowActor
  readonly newId: () => string
  readonly resolve: (assign: Assign, request: ResolveRequest) => readonly Candidate[]
  readonly addWorkTime: (from: Date, minutes: number) => Date
  readonly workTimeBetween: (from: Date, to: Date) => number
}

/** What comes with an outcome. */
export interface Proof {
  readonly reason?: string
  readonly photos?: readonly string[]
  readonly signature?: string
  readonly checklist?: readonly { readonly key: string; readonly ok: boolean; readonly note?: string }[]
  /** Facts; those of an item stay with the item. */
  readonly vars?: Vars
  /** Kept in the history, never looked at. */
  readonly more?: Vars
}

interface OnTask {
  readonly task: string
  /** The `rev` that the caller saw; refused where it has changed since. */
  readonly rev?: number
}

/** `to` only where the rule leaves the choice; `items` re-opens only these of a list. */
interface RejectChoice {
  readonly to?: NodeId
  readonly then?: RejectRule['then']
  readonly items?: readonly string[]
}

/** One command per name, all with the same fields. */
type Each<T extends string, Fields> = T extends string ? Fields & { readonly type: T } : never

/**
 * What can be told to an instance. Who may tell it is the host's business, except that a task is completed, handed on and taken
 * back by those in whose hands it is. Without a key of its own a command is not idempotent: the host keeps one per command.
 */
export type Command =
  | Each<'complete', OnTask & RejectChoice & { readonly outcome: string; readonly data?: Proof }>
  | Each<'reject', OnTask & RejectChoice & { readonly data?: Proof }>
  | Each<'claim' | 'unclaim' | 'withdraw' | 'urge', OnTask & { readonly note?: string }>
  | Each<'assign', OnTask & { readonly persons: readonly string[]; readonly reasons?: readonly string[] }>
  | Each<'transfer' | 'delegate', OnTask & { readonly person: string; readonly note?: string }>
  | Each<'addSign', OnTask & { readonly persons: readonly string[]; readonly where: 'before' | 'with' | 'after' }>
  | Each<'cc', OnTask & { readonly persons: readonly string[] }>
  | Each<'cancel', { readonly reason?: string }>
  | Each<'event', { readonly name: string; readonly data?: Vars; readonly item?: string; readonly vars?: Vars }>
  | Each<'timerFired', { readonly timer: string }>
  | Each<'effectFailed', { readonly dedupe: string; readonly error: string }>
  | Each<'effectRetried', { readonly incident: string }>
  | Each<'effectDone', { readonly dedupe: string; readonly vars?: Vars }>
  | Each<'setVars', { readonly vars: Vars; readonly item?: string }>
  | Each<'addItem' | 'dropItem', { readonly node: NodeId; readonly item: string; readonly vars?: Vars }>
  | Each<'childEnded', { readonly dedupe: string; readonly result: string; readonly vars?: Vars }>
  | Each<
      'migrate',
      { readonly to: Flow; readonly mapping?: Readonly<Record<NodeId, NodeId>>; readonly dryRun?: boolean }
    >

/** Names of rows that a command changed. */
export interface Changed {
  readonly threads: readonly string[]
  readonly tasks: readonly string[]
  readonly timers: readonly string[]
  readonly incidents: readonly string[]
}

/** An expected no. `code` never changes its meaning, `zh` is for people. */
export interface Refusal {
  readonly ok: false
  readonly code: RefusalCode
  readonly zh: string
  readonly data?: Vars
}

/** What a command did. */
export interface Applied {
  readonly ok: true
  readonly instance: Instance
  readonly events: readonly FlowEvent[]
  readonly effects: readonly Effect[]
  readonly changed: Changed
  /** Of a migration. */
  readonly report?: MigrationReport
}

/** Of `start` and `apply`. */
export type Answer = Applied | Refusal

/** Where one thread would go; `zh` says why it cannot. */
export interface MigrationMove {
  readonly thread: string
  readonly from: NodeId
  readonly to: NodeId | null
  readonly zh: string | null
}

/** What a migration would do. It can be done where no move has a reason (`zh`) against it. */
export interface MigrationReport {
  readonly possible: boolean
  readonly moves: readonly MigrationMove[]
  /** Things to know that do not stand in the way. */
  readonly notes: readonly string[]
}
