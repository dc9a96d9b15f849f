import { flowSchema } from '@pitlane/process/schema'
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id, Instant } from './fields'
import { FlowKey, FlowNodeId } from './process-views'

const access = { staff: 'process.manage' } as const
const versionParams = z.object({ key: FlowKey, version: z.coerce.number().check(z.int(), z.minimum(1)) })

/** What is wrong with a definition; `node` is null for the whole. */
const ProblemView = z.object({ code: z.string(), node: z.nullable(z.string()), zh: z.string() })

export const FlowVersion = z.object({
  ...{ key: z.string(), version: z.int(), title: z.string() },
  /** Null: for all stores that have none of their own. */
  storeId: z.nullable(Id),
  state: z.enum(['draft', 'published', 'retired']),
  /** Counts saves of a draft. */
  rev: z.int(),
  createdAt: Instant,
  publishedAt: z.nullable(Instant),
  /** Instances that run on it. */
  running: z.int(),
})
export type FlowVersion = z.infer<typeof FlowVersion>

export const FlowDefinition = z.object({ ...FlowVersion.shape, graph: flowSchema, problems: z.array(ProblemView) })
export type FlowDefinition = z.infer<typeof FlowDefinition>

export const flows = endpoint({
  method: 'GET',
  path: '/api/flows',
  summary: 'All versions of all flows that the caller may see: those for all stores, and those of their stores.',
  access,
  response: z.object({
    items: z.array(FlowVersion),
    /** Words that definitions may use: for people, and for effects. */
    words: z.object({ assign: z.array(z.string()), effects: z.array(z.string()) }),
  }),
  errors: [],
})

export const readFlow = endpoint({
  method: 'GET',
  path: '/api/flows/:key/versions/:version',
  summary: 'One version with its graph, and what is wrong with it.',
  access,
  params: versionParams,
  response: FlowDefinition,
  errors: ['process.def_not_found'],
})

export const checkFlow = endpoint({
  method: 'POST',
  path: '/api/flow-checks',
  summary: 'What is wrong with a graph; nothing is kept.',
  access,
  body: z.object({ graph: flowSchema }),
  response: z.object({ problems: z.array(ProblemView) }),
  errors: [],
})

export const saveFlow = endpoint({
  method: 'PUT',
  path: '/api/flows/:key/draft',
  summary: 'Saves the draft of a flow for one store, or with `storeId: null` for all; `rev` 0 begins one.',
  access,
  params: z.object({ key: FlowKey }),
  body: z.object({ storeId: z.nullable(Id), rev: z.int(), graph: flowSchema }),
  response: FlowDefinition,
  errors: ['store.not_found', 'process.def_changed'],
})

export const publishFlow = endpoint({
  method: 'POST',
  path: '/api/flows/:key/versions/:version/publication',
  summary:
    'Publishes a draft with nothing wrong: from now on new instances take it. 422 carries `data.problems`. Running instances stay on theirs.',
  access,
  params: versionParams,
  body: z.object({ rev: z.int() }),
  response: FlowVersion,
  errors: ['process.def_not_found', 'process.def_changed', 'process.def_published', 'process.flow_invalid'],
})

const MoveView = z.object({
  instanceId: Id,
  subject: z.object({ type: z.string(), id: z.string() }),
  /** What stands in the way; empty where it can go along. */
  obstacles: z.array(z.string()),
  notes: z.array(z.string()),
})

export const migrateFlow = endpoint({
  method: 'POST',
  path: '/api/flows/:key/versions/:version/migration',
  summary:
    'Moves running instances of a version to another one: those that can go along, at most 500 in one call. With `dryRun` nothing is moved.',
  access,
  params: versionParams,
  body: z.object({
    to: z.int().check(z.minimum(1)),
    storeId: Id,
    /** Old names of steps that have new ones. */
    mapping: z._default(z.record(FlowNodeId, FlowNodeId), {}),
    dryRun: z.boolean(),
  }),
  response: z.object({ moved: z.int(), left: z.int(), instances: z.array(MoveView) }),
  errors: ['store.not_found', 'process.def_not_found'],
})
