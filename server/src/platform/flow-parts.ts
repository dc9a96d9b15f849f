import type { Assign, Vars } from '@pitlane/process'

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
