import * as z from 'zod/mini'
import { Id, Instant } from './fields'

/** Name of a flow or of a word in it. */
export const FlowKey = z.string().check(z.regex(/^[^:/\s]{1,64}$/))

/** A step of a flow. */
export const FlowNodeId = z.string().check(z.maxLength(48), z.regex(/^[A-Za-z]\w*$/))

const Person = z.object({ id: z.string(), name: z.string() })

/** A task as lists show it. */
export const FlowTaskView = z.object({
  ...{ id: Id, instanceId: Id, flow: z.string(), storeId: Id },
  subject: z.object({ type: z.string(), id: z.string() }),
  ...{ node: z.string(), item: z.nullable(z.string()), title: z.string() },
  /** The role in whose lane it is. */
  lane: z.nullable(z.string()),
  /** The domain command by which it is done, on a page of its own; null for a task that is done here. */
  ownCommand: z.nullable(z.string()),
  status: z.enum(['open', 'done', 'cancelled']),
  /** Sent back with a command: refused where somebody was faster. */
  rev: z.int(),
  /** Whose turn it is; null while it lies in a pool. */
  assignee: z.nullable(Person),
  isMine: z.boolean(),
  dueAt: z.nullable(Instant),
  /** What was left when the clock was stopped; null while it runs. */
  remainingMs: z.nullable(z.int()),
  breachedAt: z.nullable(Instant),
  /** Level of the last escalation. */
  level: z.int(),
  urges: z.int(),
  outcome: z.nullable(z.string()),
  openedAt: Instant,
  closedAt: z.nullable(Instant),
})
export type FlowTaskView = z.infer<typeof FlowTaskView>

const OutcomeView = z.object({
  ...{ key: z.string(), label: z.string(), to: z.enum(['next', 'reject', 'end']) },
  demand: z.array(z.enum(['reason', 'photo', 'signature', 'checklist'])),
  /** How many photos at least, where photos are demanded. */
  photos: z.int(),
})

/** A task with all that is needed to do it. */
export const FlowTaskDetail = z.object({
  task: FlowTaskView,
  outcomes: z.array(OutcomeView),
  checklist: z.array(z.string()),
  form: z.nullable(z.object({ key: z.string(), version: z.int() })),
  /** What may be done with it besides completing it. */
  may: z.array(z.enum(['transfer', 'delegate', 'addSign', 'withdraw', 'urge', 'cc'])),
  /** Who was found for it, and why. */
  candidates: z.array(
    z.object({ kind: z.string(), id: z.string(), name: z.nullable(z.string()), reasons: z.array(z.string()) }),
  ),
  signers: z.array(
    z.object({
      person: Person,
      state: z.enum(['waiting', 'asked', 'signed']),
      /** Whom they stand in for. */
      standsFor: z.nullable(Person),
      outcome: z.nullable(z.string()),
      at: z.nullable(Instant),
    }),
  ),
  /** Steps that it may be sent back to, the nearest first. */
  rejectTo: z.array(z.object({ node: z.string(), title: z.string() })),
  /** What happened in its flow, the latest first, at most 100 lines. */
  history: z.array(
    z.object({
      ...{ seq: z.int(), at: Instant, type: z.string(), node: z.nullable(z.string()), item: z.nullable(z.string()) },
      /** Null where the clockwork did it. */
      by: z.nullable(z.string()),
      note: z.nullable(z.string()),
    }),
  ),
})
export type FlowTaskDetail = z.infer<typeof FlowTaskDetail>

/** Something that is stuck. */
export const FlowIncidentView = z.object({
  ...{ id: Id, instanceId: Id, flow: z.string(), storeId: Id },
  subject: z.object({ type: z.string(), id: z.string() }),
  kind: z.enum(['nobody', 'effect', 'endless', 'missing']),
  ...{ node: z.string(), taskId: z.nullable(Id), error: z.string(), state: z.enum(['open', 'closed']) },
  ...{ openedAt: Instant, closedAt: z.nullable(Instant) },
})
export type FlowIncidentView = z.infer<typeof FlowIncidentView>
