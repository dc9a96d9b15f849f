import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { freeText, Id, Nothing } from './fields'
import { commandRefusals } from './process-refusals'
import { FlowIncidentView, FlowKey, FlowNodeId, FlowTaskDetail, FlowTaskView } from './process-views'

export * from './process-flows'
export * from './process-views'

const storeParams = z.object({ storeId: Id })
const taskParams = z.object({ taskId: Id })

const List = z.object({
  items: z.array(FlowTaskView),
  /** There are more than are shown. */
  isCut: z.boolean(),
})

export const myTasks = endpoint({
  method: 'GET',
  path: '/api/my-flow-tasks',
  summary: 'Open tasks of the caller, and those in the pools of their roles; the first due first, at most 200.',
  access: 'staff',
  query: z.object({ storeId: z.optional(Id) }),
  response: List,
  errors: [],
})

export const storeTasks = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/flow-tasks',
  summary: 'Open tasks of a store, or only those over time; the first due first, at most 200.',
  access: { staff: 'process.read' },
  params: storeParams,
  query: z.object({ only: z.optional(z.enum(['overdue', 'unclaimed'])), flow: z.optional(FlowKey) }),
  response: List,
  errors: ['store.not_found'],
})

export const task = endpoint({
  method: 'GET',
  path: '/api/flow-tasks/:taskId',
  summary: 'A task with what it demands, who was found for it and why, and what happened before.',
  access: 'staff',
  params: taskParams,
  response: FlowTaskDetail,
  errors: ['process.not_found'],
})

/** Made once per intent: the same again does nothing and answers like the first. */
const seen = { requestId: z.uuid(), rev: z.int() }
const People = z.array(Id).check(z.minLength(1), z.maxLength(20))
const note = z._default(freeText(200), '')

const onTask = <const P extends string, const B extends z.ZodMiniType>(noun: P, summary: string, body: B) =>
  endpoint({
    method: 'POST',
    path: `/api/flow-tasks/:taskId/${noun}`,
    summary: `${summary} The same \`requestId\` again answers like the first.`,
    access: 'staff',
    params: taskParams,
    body,
    response: FlowTaskView,
    errors: commandRefusals,
  })

const Proof = z.object({
  reason: z.optional(freeText(500)),
  /** Ids of photos that were sent before. */
  photos: z.optional(z.array(Id).check(z.maxLength(50))),
  signature: z.optional(z.string().check(z.maxLength(200))),
  checklist: z.optional(
    z
      .array(z.object({ key: z.string().check(z.maxLength(64)), ok: z.boolean(), note: z.optional(freeText(200)) }))
      .check(z.maxLength(200)),
  ),
  /** Fields of the form, as facts of the flow. */
  vars: z.optional(z.record(z.string().check(z.maxLength(64)), z.unknown())),
})

const backTo = { to: z.optional(FlowNodeId), then: z.optional(z.enum(['walk', 'jumpBack'])) }

export const claim = onTask('claim', 'Takes a task out of its pool.', z.object(seen))
export const unclaim = onTask('return', 'Puts a task back into its pool.', z.object({ ...seen, note }))
export const assign = onTask(
  'assignment',
  'Gives a task to these and nobody else; needs `process.manage` in its store.',
  z.object({ ...seen, persons: People }),
)
export const transfer = onTask('transfer', 'Hands one’s task over for good.', z.object({ ...seen, person: Id, note }))
export const delegate = onTask(
  'delegation',
  'Lends one’s task; the answer comes back as advice.',
  z.object({ ...seen, person: Id, note }),
)
export const addSign = onTask(
  'signers',
  'Asks others to sign as well: before, with or after oneself.',
  z.object({ ...seen, persons: People, where: z.enum(['before', 'with', 'after']) }),
)
export const withdraw = onTask(
  'withdrawal',
  'Takes back what one has completed, while nobody has begun the next step.',
  z.object({ ...seen, note }),
)
export const urge = onTask('urge', 'Reminds whoever has the task.', z.object({ ...seen, note }))
export const cc = onTask('copies', 'Lets others know of the task.', z.object({ ...seen, persons: People }))
export const complete = onTask(
  'completion',
  'Completes a task with one of its outcomes and what that demands.',
  z.object({ ...seen, outcome: FlowKey, ...backTo, data: z.optional(Proof) }),
)
export const reject = onTask(
  'rejection',
  'Sends back: to where the rule says, or to `to` where it leaves the choice.',
  z.object({ ...seen, ...backTo, data: z.optional(Proof) }),
)

export const incidents = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/flow-incidents',
  summary: 'What is stuck in the flows of a store, or was; the newest first, at most 200.',
  access: { staff: 'process.manage' },
  params: storeParams,
  query: z.object({ state: z._default(z.enum(['open', 'closed']), 'open') }),
  response: z.object({ items: z.array(FlowIncidentView) }),
  errors: ['store.not_found'],
})

export const resume = endpoint({
  method: 'POST',
  path: '/api/flow-incidents/:incidentId/resumption',
  summary: 'Tries again what was stuck. The same `requestId` again does nothing.',
  access: { staff: 'process.manage' },
  params: z.object({ incidentId: Id }),
  body: z.object({ requestId: z.uuid() }),
  response: Nothing,
  errors: commandRefusals,
})
