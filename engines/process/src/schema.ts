import { condSchema } from '@pitlane/rule'
import * as z from 'zod/mini'
import type { Flow, FlowNode } from './definition'

export type { Flow, FlowNode } from './definition'

const Key = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[^:/\s]+$/))
const Node = z.string().check(z.maxLength(48), z.regex(/^[A-Za-z]\w*$/))
const Label = z.string().check(z.minLength(1), z.maxLength(60))
const Bag = z.record(z.string(), z.unknown())
const SpanField = z.strictObject({
  n: z.int().check(z.minimum(0), z.maximum(100_000)),
  unit: z.enum(['minute', 'hour', 'day']),
})
const ClockField = z.enum(['work', 'wall'])

const AssignField = z.strictObject({
  by: Key,
  node: z.optional(Node),
  field: z.optional(z.string()),
  args: z.optional(Bag),
})

const OutcomeField = z.strictObject({
  key: Key,
  label: Label,
  to: z.enum(['next', 'reject', 'end']),
  demand: z.optional(z.array(z.enum(['reason', 'photo', 'signature', 'checklist']))),
  photos: z.optional(z.int().check(z.minimum(1), z.maximum(50))),
  when: z.optional(condSchema),
})

const Step = z.strictObject({
  at: z.number().check(z.minimum(1), z.maximum(1000)),
  to: z.optional(AssignField),
})
const Steps = z.optional(z.array(Step).check(z.maxLength(10)))

const SlaField = z.strictObject({
  in: SpanField,
  clock: ClockField,
  pauseWhile: z.optional(condSchema),
  remind: Steps,
  escalate: Steps,
  onBreach: z.optional(Key),
})

const base = {
  title: z.optional(Label),
  milestone: z.optional(z.strictObject({ onEnter: z.optional(Key), onDone: z.optional(Key) })),
  data: z.optional(Bag),
}
const onward = { ...base, next: z.optional(Node) }

const Task = z.strictObject({
  t: z.literal('task'),
  ...onward,
  title: Label,
  lane: z.optional(Key),
  form: z.optional(
    z.strictObject({
      key: z.string(),
      version: z.int(),
      access: z.optional(z.record(z.string(), z.enum(['edit', 'read', 'hide']))),
    }),
  ),
  assign: z.strictObject({
    try: z.array(AssignField).check(z.maxLength(10)),
    pick: z.enum(['all', 'claim', 'leastLoaded', 'recommended']),
    empty: z.enum(['pool', 'leader', 'incident']),
  }),
  sign: z.optional(
    z.strictObject({
      mode: z.enum(['any', 'all', 'ratio', 'inOrder']),
      ratio: z.optional(z.number().check(z.gt(0), z.maximum(1))),
    }),
  ),
  outcomes: z.array(OutcomeField).check(z.maxLength(12)),
  checklist: z.optional(z.array(Key).check(z.maxLength(200))),
  reject: z.optional(z.strictObject({ to: Key, then: z.enum(['walk', 'jumpBack']) })),
  sla: z.optional(SlaField),
  skipWhen: z.optional(condSchema),
  notBy: z.optional(z.array(Node)),
  may: z.optional(z.array(z.enum(['transfer', 'delegate', 'addSign', 'withdraw', 'urge', 'cc']))),
})

const Choice = z.strictObject({
  t: z.literal('choice'),
  ...base,
  branches: z
    .array(z.strictObject({ when: condSchema, to: Node, label: z.optional(Label) }))
    .check(z.minLength(1), z.maxLength(20)),
  else: Node,
})

const Parallel = z.strictObject({
  t: z.literal('parallel'),
  ...onward,
  branches: z.array(Node).check(z.minLength(1), z.maxLength(20)),
  each: z.optional(z.string()),
  holdWhile: z.optional(condSchema),
})

const Wait = z.strictObject({
  t: z.literal('wait'),
  ...onward,
  for: z.union([
    z.strictObject({ duration: SpanField, clock: z.optional(ClockField) }),
    z.strictObject({ until: z.string() }),
    z.strictObject({ event: z.string().check(z.minLength(1)), match: z.optional(condSchema) }),
  ]),
  or: z.optional(z.strictObject({ after: SpanField, clock: z.optional(ClockField), to: Node })),
})

const Act = z.strictObject({
  t: z.literal('act'),
  ...onward,
  effect: z.string().check(z.minLength(1)),
  args: z.optional(Bag),
  awaits: z.optional(z.boolean()),
})

const Call = z.strictObject({
  t: z.literal('call'),
  ...onward,
  flow: Key,
  version: z.enum(['pinned', 'current']),
  map: z.optional(Bag),
  out: z.optional(z.record(z.string(), z.string())),
})

const End = z.strictObject({ t: z.literal('end'), ...base, result: Key })

/** One node as it is stored and edited. */
export const nodeSchema: z.ZodMiniType<FlowNode> = z.discriminatedUnion('t', [
  Task,
  Choice,
  Parallel,
  Wait,
  Act,
  Call,
  End,
])

/** A definition as it is stored and edited: the shape only; `validate` says whether it makes sense. */
export const flowSchema: z.ZodMiniType<Flow> = z.strictObject({
  key: Key,
  version: z.int().check(z.minimum(1)),
  title: z.optional(Label),
  subject: z.optional(z.string()),
  start: Node,
  nodes: z.record(Node, nodeSchema),
})
