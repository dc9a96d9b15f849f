import type { Body, messaging } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { scopeTo } from '../../platform/scope'
import { sqlInstant } from '../../platform/sql'
import { revealContact } from '../customer'
import { placeOf, requireStore } from '../store'
import { PhoneTodo } from './messaging.entity'
import { requireTodo } from './messaging.queries'
import { cut } from './template-fields'

const MAX_REASON = 300

export interface NewTodo {
  /** Names the occasion; it makes one call. */
  readonly dedupe: string
  readonly kind: messaging.TodoKind
  readonly storeId: string
  readonly customerId: string
  readonly bookingId: string | null
  readonly title: string
  /** What to say, cut at 300 characters; nothing that identifies a person. */
  readonly reason: string
  readonly dueAt: Date
}

/** Asks the staff of a store to call. The same occasion again is left alone; see `send` for two at the same moment. */
export async function addTodo(tx: Tx, now: Date, todo: NewTodo): Promise<void> {
  if (await tx.findOne(PhoneTodo, { dedupe: todo.dedupe })) return
  await tx.insert(PhoneTodo, {
    ...{
      id: newId(),
      ...todo,
      reason: cut(todo.reason, MAX_REASON),
      state: 'open',
      outcome: null,
      note: null,
      doneBy: null,
      doneAt: null,
      createdAt: now,
    },
  })
  announceTodos(tx, todo.storeId)
}

function announceTodos(tx: Tx, storeId: string): void {
  const topic = { kind: 'board' as const, storeId }
  tx.announce({ to: 'followers', key: `board:${storeId}`, message: { type: 'changed', topic, what: 'phone_todo' } })
}

/** The reason for calling is gone: open calls about this booking are closed without one. `kind` narrows it. */
export async function dropTodos(
  tx: Tx,
  now: Date,
  about: { readonly bookingId: string; readonly storeId: string; readonly kind?: messaging.TodoKind },
  note: string,
): Promise<void> {
  const matched = await tx.run(
    `update phone_todo set state = 'done', note = ?, done_at = ? where booking_id = ? and state = 'open'${about.kind ? ' and kind = ?' : ''}`,
    [note, sqlInstant(now), about.bookingId, ...(about.kind ? [about.kind] : [])],
  )
  if (matched > 0) announceTodos(tx, about.storeId)
}

/** A call within this person's reach; elsewhere it does not exist. Throws `messaging.todo_not_found`. */
async function requireReachable(app: App, actor: StaffActor, permission: Parameters<typeof scopeTo>[1], id: string) {
  const todo = await requireTodo(app.db.read, id)
  const store = await requireStore(app.db.read, todo.storeId)
  try {
    scopeTo(actor, permission, placeOf(store))
  } catch {
    throw new AppError('messaging.todo_not_found')
  }
  return todo
}

/** Says how a call ended. Throws `messaging.todo_done` when somebody was faster. */
export async function finishTodo(
  app: App,
  actor: StaffActor,
  at: { readonly todoId: string; readonly requestId: string },
  { outcome, note }: Body<typeof messaging.finishTodo>,
): Promise<PhoneTodo> {
  const todo = await requireReachable(app, actor, 'care.call', at.todoId)
  const now = app.clock.now()
  await app.db.tx(async (tx) => {
    const matched = await tx.run(
      `update phone_todo set state = 'done', outcome = ?, note = ?, done_by = ?, done_at = ? where id = ? and state = 'open'`,
      [outcome, note || null, actor.staffId, sqlInstant(now), todo.id],
    )
    if (matched === 0) throw new AppError('messaging.todo_done')
    await audit(tx, now, {
      ...{ actor, action: 'messaging.finish_todo', subject: { type: 'phone_todo', id: todo.id } },
      ...{ storeId: todo.storeId, reason: note || undefined, requestId: at.requestId },
      ...{ before: { state: 'open' }, after: { state: 'done', outcome } },
    })
    announceTodos(tx, todo.storeId)
  })
  return requireTodo(app.db.read, todo.id)
}

/** Name and number of whoever has to be called. The audit row is written first: no row, no data. */
export async function revealTodo(app: App, actor: StaffActor, todoId: string, requestId: string) {
  const todo = await requireReachable(app, actor, 'customer.reveal', todoId)
  const subject = { type: 'phone_todo', id: todo.id }
  const look = { actor, subject, storeId: todo.storeId, reason: `电话待办：${todo.title}`, requestId }
  return revealContact(app, todo.customerId, look)
}
