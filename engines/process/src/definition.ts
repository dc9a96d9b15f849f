import type { Cond, FieldRef } from '@pitlane/rule'

/** Name of a node inside one flow: letters, digits and `_`, since `<node>.outcome` is a fact. */
export type NodeId = string

/** A length of time. On the clock of work only minutes and hours make sense. */
export interface Span {
  readonly n: number
  readonly unit: 'minute' | 'hour' | 'day'
}

/** `work` counts opening hours, `wall` counts every minute. */
export type ClockKind = 'work' | 'wall'

/**
 * One way to find people. The engine knows `starter` (who started the instance), `doer` (who last completed `node`) and `field`
 * (the person or persons that a fact names); every other word is asked of the host, with `args` as the definition has them.
 */
export interface Assign {
  readonly by: string
  readonly node?: NodeId
  readonly field?: FieldRef
  readonly args?: Readonly<Record<string, unknown>>
}

/** `try` in order until somebody is found; `pick` says who of them gets the task; `empty` what happens when nobody is found. */
export interface Assignment {
  readonly try: readonly Assign[]
  readonly pick: 'all' | 'claim' | 'leastLoaded' | 'recommended'
  readonly empty: 'pool' | 'leader' | 'incident'
}

/** What may have to come with an outcome. */
export type Demand = 'reason' | 'photo' | 'signature' | 'checklist'

/** One button of a task. */
export interface Outcome {
  readonly key: string
  readonly label: string
  /** `next` walks on, `reject` goes back as the task's `reject` says, `end` ends the whole instance with `key` as result. */
  readonly to: 'next' | 'reject' | 'end'
  /** What must come with it. */
  readonly demand?: readonly Demand[]
  /** How many photos at least; one where photos are demanded and nothing is said. */
  readonly photos?: number
  /** Allowed only while this holds. */
  readonly when?: Cond
}

/** Where a rejection goes. `jumpBack` returns straight to the rejecting step once the target was done again. */
export interface RejectRule {
  readonly to: 'previous' | 'start' | 'choose' | (string & {})
  readonly then: 'walk' | 'jumpBack'
}

/** A reminder or escalation, once `at` percent of the time is used (above 100: after the deadline). */
export interface SlaStep {
  readonly at: number
  /** Whom to tell; the people of the task where nothing is said. */
  readonly to?: Assign
}

/** A deadline: how long, on which clock, when it stands, and what happens around it. */
export interface Sla {
  readonly in: Span
  readonly clock: ClockKind
  /** While this holds the clock stands and what remains is kept. */
  readonly pauseWhile?: Cond
  readonly remind?: readonly SlaStep[]
  readonly escalate?: readonly SlaStep[]
  /** `none` only notes the breach; an outcome's key completes the task with it. */
  readonly onBreach?: 'none' | (string & {})
}

/** Who must sign. `any` the first decides · `all` · `ratio` a share of them · `inOrder` one after another. A veto decides at once, except under `ratio`. */
export interface SignRule {
  readonly mode: 'any' | 'all' | 'ratio' | 'inOrder'
  readonly ratio?: number
}

/** What people may do with a task besides completing it. */
export type May = 'transfer' | 'delegate' | 'addSign' | 'withdraw' | 'urge' | 'cc'

/** Events that a host may count on whatever else a flow looks like. */
export interface MilestoneRule {
  readonly onEnter?: string
  readonly onDone?: string
}

interface NodeBase {
  readonly title?: string
  readonly milestone?: MilestoneRule
  /** The host's own; the engine never looks inside. */
  readonly data?: Readonly<Record<string, unknown>>
}

/** A node with one way on. Without `next` a branch of a `parallel` ends here. */
interface Onward extends NodeBase {
  readonly next?: NodeId
}

/** Something that people do. */
export interface TaskNode extends Onward {
  readonly t: 'task'
  readonly title: string
  /** The role whose lane the designer draws it in, and whose pool gets it when nobody is found. */
  readonly lane?: string
  readonly form?: {
    readonly key: string
    readonly version: number
    readonly access?: Readonly<Record<string, 'edit' | 'read' | 'hide'>>
  }
  readonly assign: Assignment
  readonly sign?: SignRule
  readonly outcomes: readonly Outcome[]
  /** Points of the checklist that must be answered where an outcome demands it. */
  readonly checklist?: readonly string[]
  readonly reject?: RejectRule
  readonly sla?: Sla
  readonly skipWhen?: Cond
  /** The person must differ from whoever completed these nodes (of the same item, where there are items). */
  readonly notBy?: readonly NodeId[]
  readonly may?: readonly May[]
}

/** The first branch that holds, else `else`. All within the same block. */
export interface ChoiceNode extends NodeBase {
  readonly t: 'choice'
  readonly branches: readonly { readonly when: Cond; readonly to: NodeId; readonly label?: string }[]
  readonly else: NodeId
}

/**
 * Branches side by side; `next` when all have ended. With `each`, a single branch opened once per item of the list of keys
 * that the fact holds; `addItem` opens more while the block is open.
 */
export interface ParallelNode extends Onward {
  readonly t: 'parallel'
  readonly branches: readonly NodeId[]
  readonly each?: FieldRef
  /** While this holds the block stays open though all of its branches have ended: more items may come. */
  readonly holdWhile?: Cond
}

/** A length of time, the instant that a fact names, or an event whose data (as facts `event.<name>`) fits. */
export type WaitFor =
  | { readonly duration: Span; readonly clock?: ClockKind }
  | { readonly until: FieldRef }
  | { readonly event: string; readonly match?: Cond }

/** Nothing to do but wait; with `or`, at most `after`, then on to another node of the same block. */
export interface WaitNode extends Onward {
  readonly t: 'wait'
  readonly for: WaitFor
  readonly or?: { readonly after: Span; readonly clock?: ClockKind; readonly to: NodeId }
}

/** Values as they stand; `{ f: 'name' }` is that of a fact. */
export type Template = Readonly<Record<string, unknown>>

/** Asks the world for something, through the host's outbox. With `awaits` the flow stands until `effectDone`. */
export interface ActNode extends Onward {
  readonly t: 'act'
  readonly effect: string
  /** A value `{ f: 'name' }` stands for the fact of that name. */
  readonly args?: Template
  readonly awaits?: boolean
}

/** Starts another flow and waits for its end. */
export interface CallNode extends Onward {
  readonly t: 'call'
  readonly flow: string
  readonly version: 'pinned' | 'current'
  readonly map?: Template
  /** Facts taken over from the child: ours ← its. */
  readonly out?: Readonly<Record<string, string>>
}

/** The instance is over, with this result. */
export interface EndNode extends NodeBase {
  readonly t: 'end'
  readonly result: string
}

/** One node; `t` is its kind. */
export type FlowNode = TaskNode | ChoiceNode | ParallelNode | WaitNode | ActNode | CallNode | EndNode

/** A definition: block-structured, immutable once published. */
export interface Flow {
  readonly key: string
  readonly version: number
  readonly title?: string
  /** What kind of thing an instance is about. */
  readonly subject?: string
  readonly start: NodeId
  readonly nodes: Readonly<Record<NodeId, FlowNode>>
}
