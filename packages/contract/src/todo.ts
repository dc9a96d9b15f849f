import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id, Instant } from './fields'

export const todoKinds = { certificate: '证书到期' } as const
export const TodoKind = z.enum(['certificate'])
export type TodoKind = z.infer<typeof TodoKind>

export const Todo = z.object({
  ...{ id: Id, kind: TodoKind, title: z.string(), body: z.string(), subjectId: Id },
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
  summary: 'What those who keep bays and people have to look at; the newest first, at most 100.',
  access: { staff: 'store.manage_resources' },
  params: z.object({ storeId: Id }),
  query: z.object({ state: z.enum(['open', 'done']) }),
  response: z.object({ items: z.array(Todo), open: z.int() }),
  errors: ['store.not_found'],
})

export const finish = endpoint({
  method: 'POST',
  path: '/api/todos/:todoId/completion',
  summary: 'Ticks one off.',
  access: { staff: 'store.manage_resources' },
  params: z.object({ todoId: Id }),
  response: Todo,
  errors: ['store.todo_not_found', 'store.todo_done'],
})

export const count = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/todos/count',
  summary:
    'How much waits for those who keep bays and people: open to-dos, and requests for leave that the caller can decide.',
  access: { staff: 'store.manage_resources' },
  params: z.object({ storeId: Id }),
  response: z.object({ todos: z.int(), leaveRequests: z.int() }),
  errors: ['store.not_found'],
})
