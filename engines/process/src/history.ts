import type { NodeId } from './definition'
import type { Incident, InstanceHead, Instant, Task, Thread, Timer, Vars } from './state'

/** What an event changed: fields of a row (`set`), or the row is gone (`null`). Applying all of them in order is `replay`. */
export type Patch =
  | { readonly t: 'instance'; readonly set: Partial<InstanceHead> }
  | { readonly t: 'vars' | 'visits'; readonly id: string; readonly set: unknown }
  | { readonly t: 'threads'; readonly id: string; readonly set: Partial<Thread> }
  | { readonly t: 'tasks'; readonly id: string; readonly set: Partial<Task> }
  | { readonly t: 'timers'; readonly id: string; readonly set: Partial<Timer> | null }
  | { readonly t: 'incidents'; readonly id: string; readonly set: Partial<Incident> }

/** What a line of history tells. */
export type EventType =
  | 'started'
  | 'ended'
  | 'cancelled'
  | 'migrated'
  | 'milestone'
  | 'varsSet'
  | 'entered'
  | 'left'
  | 'skipped'
  | 'threadOpened'
  | 'parked'
  | 'joined'
  | 'threadDone'
  | 'threadKilled'
  | 'itemAdded'
  | 'itemDropped'
  | 'taskOpened'
  | 'taskSigned'
  | 'taskDone'
  | 'taskCancelled'
  | 'claimed'
  | 'unclaimed'
  | 'assigned'
  | 'transferred'
  | 'delegated'
  | 'delegateReturned'
  | 'signerAdded'
  | 'rejected'
  | 'withdrawn'
  | 'urged'
  | 'copied'
  | 'timerSet'
  | 'timerGone'
  | 'timerFired'
  | 'slaPaused'
  | 'slaResumed'
  | 'reminded'
  | 'escalated'
  | 'slaBreached'
  | 'effectSent'
  | 'effectDone'
  | 'childStarted'
  | 'childEnded'
  | 'eventReceived'
  | 'incidentOpened'
  | 'incidentClosed'

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
