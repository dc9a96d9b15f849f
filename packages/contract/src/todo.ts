import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id, Instant } from './fields'
import type { Permission } from './permissions'

export const todoKinds = {
  certificate: '证书到期',
  help: '技术支援',
  promise: '交期预警',
  plan: '待排计划',
  payment: '款项核对',
} as const
export const TodoKind = z.enum(['certificate', 'help', 'promise', 'plan', 'payment'])
export type TodoKind = z.infer<typeof TodoKind>

/** Whose each of them is: those who keep people, the foreman, the advisors, the till. */
export const todoPermissions = {
  certificate: 'store.manage_resources',
  help: 'workorder.dispatch',
  promise: 'workorder.quote',
  plan: 'workorder.dispatch',
  payment: 'settlement.refund',
} as const satisfies Readonly<Record<TodoKind, Permission>>

export const Todo = z.object({
  ...{ id: Id, kind: TodoKind, title: z.string(), body: z.string() },
  /** The technician whose certificate it is, else the work order. */
  subjectId: Id,
  state: z.enum(['open', 'done']),
  createdAt: Instant,
  doneAt: z.nullable(Instant),
  /** Null while open, and when the reason went away by itself. */
  doneByName: z.nullable(z.string()),
})
export type Todo = z.infer<typeof Todo>

export const list = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/todos',
  summary: 'What the caller has to look at in a store, by what they may do there; the newest first, at most 100.',
  access: 'staff',
  params: z.object({ storeId: Id }),
  query: z.object({ state: z.enum(['open', 'done']) }),
  response: z.object({ items: z.array(Todo), open: z.int() }),
  errors: ['store.not_found'],
})

export const finish = endpoint({
  method: 'POST',
  path: '/api/todos/:todoId/completion',
  summary: 'Ticks one off.',
  access: 'staff',
  params: z.object({ todoId: Id }),
  response: Todo,
  errors: ['store.todo_not_found', 'store.todo_done'],
})

export const count = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/todos/count',
  summary: 'How much waits for the caller in a store: open to-dos, and requests for leave that they can decide.',
  access: 'staff',
  params: z.object({ storeId: Id }),
  response: z.object({ todos: z.int(), leaveRequests: z.int() }),
  errors: ['store.not_found'],
})
