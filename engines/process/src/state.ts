import type { ClockKind, NodeId } from './definition'

/** Milliseconds since 1970, UTC. State is plain JSON; rows keep it as `datetime(3)`. */
export type Instant = number
/** Facts by their names; plain JSON. */
export type Vars = Readonly<Record<string, unknown>>

/** Somebody who may do a task: a person, or everybody of a group (`kind` + `id`). The reasons are kept for the audit. */
export interface Candidate {
  readonly kind: string
  readonly id: string
  readonly reasons?: readonly string[]
  /** Open work, for `leastLoaded`. */
  readonly load?: number
  /** Fitness, for `recommended`; the first of equals. */
  readonly score?: number
}

/** One whose signature a task waits for, or has. */
export interface Signer {
  readonly person: string
  /** `waiting`: others sign before. */
  readonly state: 'waiting' | 'asked' | 'signed'
  /** Persons who sign before this one. */
  readonly after: readonly string[]
  /** Added by somebody (addSign). */
  readonly addedBy?: string
  /** Stands in for (delegate); the task comes back to them. */
  readonly standsFor?: string
  readonly advice?: { readonly by: string; readonly outcome: string }
  readonly outcome?: string
  readonly at?: Instant
}

/** A token. A block parks it and opens children; the block is left when `openChildren` is 0 again and nothing holds it. */
export interface Thread {
  readonly id: string
  readonly parent: string | null
  readonly node: NodeId
  readonly state: 'active' | 'parked' | 'done' | 'killed'
  readonly openChildren: number
  /** The how-manyeth time its node was entered in this instance (for its item). */
  readonly visit: number
  /** The visit of the block that opened it; 0 for the whole flow. */
  readonly round: number
  /** Key of the item; inside nested lists `outer/inner`. */
  readonly item: string | null
  /** Facts of the item. */
  readonly vars: Vars
  /** Steps of this thread that are done, in order: where a rejection may go. */
  readonly trail: readonly NodeId[]
  /** Where to jump when the step it was sent back to is done; the last first. */
  readonly back: readonly NodeId[]
  /** The effect or child flow it waits for. */
  readonly pending: string | null
  /** The step (number of the command) of its last move. */
  readonly movedIn: number
  /** The step in which it last asked the world for something (act, call); what was asked cannot be taken back. */
  readonly actedIn: number
}

/** Work for people. */
export interface Task {
  readonly id: string
  readonly thread: string
  readonly node: NodeId
  readonly visit: number
  readonly item: string | null
  readonly status: 'open' | 'done' | 'cancelled'
  /** Counts changes; commands may name the one they saw. */
  readonly rev: number
  /** Who was found, with reasons; the pool where nobody signs yet. */
  readonly candidates: readonly Candidate[]
  readonly signers: readonly Signer[]
  readonly cc: readonly string[]
  readonly dueAt: Instant | null
  /** What was left when the clock was stopped; null while it runs. */
  readonly remainingMs: number | null
  readonly breachedAt: Instant | null
  /** Level of the last escalation. */
  readonly level: number
  readonly urges: number
  /** Where its thread jumps when it is done, the last first; empty where it walks on. */
  readonly back: readonly NodeId[]
  readonly outcome: string | null
  readonly doneBy: string | null
  readonly openedAt: Instant
  readonly closedAt: Instant | null
  /** Steps (numbers of commands) of its opening and last change. */
  readonly openedIn: number
  readonly touchedIn: number
}

/** Due times are rows: any length, any number. */
export interface Timer {
  readonly id: string
  /** `instance:node:visit[:item]:kind:level`, unique. */
  readonly dedupe: string
  readonly kind: 'due' | 'remind' | 'escalate' | 'wait' | 'orAfter'
  readonly thread: string
  readonly task: string | null
  readonly node: NodeId
  readonly level: number
  readonly clock: ClockKind
  /** Null while paused. */
  readonly dueAt: Instant | null
  readonly remainingMs: number | null
}

/** A thing that is stuck, visible until it is resumed or has gone. */
export interface Incident {
  readonly id: string
  readonly kind: 'nobody' | 'effect' | 'endless' | 'missing'
  readonly thread: string | null
  readonly task: string | null
  readonly node: NodeId
  /** The effect that failed, to be sent again. */
  readonly effect: string | null
  readonly error: string
  readonly state: 'open' | 'closed'
  readonly openedAt: Instant
  readonly closedAt: Instant | null
}

/** The scalars of an instance: one row. */
export interface InstanceHead {
  readonly id: string
  readonly key: string
  readonly version: number
  readonly status: 'running' | 'ended' | 'cancelled'
  readonly result: string | null
  readonly starter: string | null
  /** Number of the last event. */
  readonly seq: number
  /** Number of commands applied. */
  readonly step: number
}

/**
 * All of a running flow: plain JSON, every table keyed by id, never changed in place. A store must give back every row, also of
 * tasks and threads that are done: `notBy`, `doer` and `withdraw` look at them. Only timers are ever deleted.
 */
export interface Instance extends InstanceHead {
  readonly vars: Vars
  /** `node` or `node:item` → how many times it was entered. */
  readonly visits: Readonly<Record<string, number>>
  readonly threads: Readonly<Record<string, Thread>>
  readonly tasks: Readonly<Record<string, Task>>
  readonly timers: Readonly<Record<string, Timer>>
  readonly incidents: Readonly<Record<string, Incident>>
}
