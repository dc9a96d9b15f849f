import type { Assign, Flow, NodeId, RejectRule } from './definition'
import type { RefusalCode } from './refusals'
import type { Candidate, Incident, Instance, InstanceHead, Instant, Task, Thread, Timer, Vars } from './state'

/** What an event changed: fields of a row (`set`), or the row is gone (`null`). Applying all of them in order is `replay`. */
export type Patch =
  | { readonly t: 'instance'; readonly set: Partial<InstanceHead> }
  | { readonly t: 'vars' | 'visits'; readonly id: string; readonly set: unknown }
  | { readonly t: 'threads'; readonly id: string; readonly set: Partial<Thread> }
  | { readonly t: 'tasks'; readonly id: string; readonly set: Partial<Task> }
  | { readonly t: 'timers'; readonly id: string; readonly set: Partial<Timer> | null }
  | { readonly t: 'incidents'; readonly id: string; readonly set: Partial<Incident> }

export type EventType =
  | 'started' | 'ended' | 'cancelled' | 'migrated' | 'milestone' | 'varsSet'
  | 'entered' | 'left' | 'skipped' | 'threadOpened' | 'parked' | 'joined' | 'threadDone' | 'threadKilled' | 'itemAdded' | 'itemDropped'
  | 'taskOpened' | 'taskSigned' | 'taskDone' | 'taskCancelled' | 'claimed' | 'unclaimed' | 'assigned' | 'transferred' | 'delegated'
  | 'delegateReturned' | 'signerAdded' | 'rejected' | 'withdrawn' | 'urged' | 'copied'
  | 'timerSet' | 'timerGone' | 'timerFired' | 'slaPaused' | 'slaResumed' | 'reminded' | 'escalated' | 'slaBreached'
  | 'effectSent' | 'effectDone' | 'childStarted' | 'childEnded' | 'eventReceived' | 'incidentOpened' | 'incidentClosed' // prettier-ignore

/** One line of history, append-only. `step` groups what one command did. */
export interface FlowEvent {
  readonly seq: number
  readonly step: number
  readonly at: Instant
  readonly actor: string
  readonly type: EventType
  readonly node: NodeId | null
  readonly visit: number | null
  readonly item: string | null
  /** For people and reports. */
  readonly data: Vars
  /** For `replay`. */
  readonly patches: readonly Patch[]
}

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

export interface Applied {
  readonly ok: true
  readonly instance: Instance
  readonly events: readonly FlowEvent[]
  readonly effects: readonly Effect[]
  readonly changed: Changed
  /** Of a migration. */
  readonly report?: MigrationReport
}

export type Answer = Applied | Refusal

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
