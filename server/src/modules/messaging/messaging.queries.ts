import { maskName, maskPhone, type messaging } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import { IsNull, LessThan, MoreThan } from 'typeorm'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import type { StoreScope } from '../../platform/scope'
import { readContact } from '../customer'
import { findStaff } from '../identity'
import { Message, PhoneTodo } from './messaging.entity'

const INBOX_PAGE = 20
const TODO_PAGE = 50

/** One page of rows read with one more than fits. */
export function pageOf<R extends { id: string }>(rows: readonly R[], size: number): { page: R[]; next: string | null } {
  const page = rows.slice(0, size)
  return { page, next: rows.length > size ? (page.at(-1)?.id ?? null) : null }
}

/** An owner's messages, latest first. */
export async function listInbox(db: Reader, customerId: string, after: string | undefined) {
  const rows = await db.find(Message, {
    where: { customerId, isShown: true, ...(after ? { id: LessThan(after) } : {}) },
    order: { id: 'DESC' },
    take: INBOX_PAGE + 1,
  })
  const { page, next } = pageOf(rows, INBOX_PAGE)
  return { items: page.map(messageView), next }
}

const messageView = (row: Message): messaging.MessageView => ({
  ...{ id: row.id, kind: row.kind, title: row.title, body: row.body, link: row.link },
  ...{ sentAt: row.createdAt.toISOString(), isRead: row.readAt !== null },
})

export const countUnread = (db: Reader, customerId: string): Promise<number> =>
  db.count(Message, { customerId, isShown: true, readAt: IsNull() })

/** A call by id, in whatever store. Throws `messaging.todo_not_found`. */
export async function requireTodo(db: Reader, id: string): Promise<PhoneTodo> {
  const todo = await db.findOne(PhoneTodo, { id })
  if (!todo) throw new AppError('messaging.todo_not_found')
  return todo
}

const shelves = {
  open: { column: 'dueAt', order: 'ASC', beyond: MoreThan },
  done: { column: 'doneAt', order: 'DESC', beyond: LessThan },
} as const

/** One page of a store's calls: those to make by urgency, those made latest first. `after` is the last id of the page before. */
export async function listTodos(app: App, { storeId }: StoreScope, state: 'open' | 'done', after: string | undefined) {
  const { column, order, beyond } = shelves[state]
  const base = { storeId, state }
  const last = after === undefined ? undefined : await requireTodo(app.db.read, after)
  if (last && last.storeId !== storeId) throw new AppError('messaging.todo_not_found')
  const edge = last?.[column]
  const where = edge
    ? [
        { ...base, [column]: beyond(edge) },
        { ...base, [column]: edge, id: beyond(last.id) },
      ]
    : base
  const rows = await app.db.read.find(PhoneTodo, { where, order: { [column]: order, id: order }, take: TODO_PAGE + 1 })
  const { page, next } = pageOf(rows, TODO_PAGE)
  return {
    items: await todoViews(app, page),
    next,
    open: await app.db.read.count(PhoneTodo, { storeId, state: 'open' }),
  }
}

/** Calls as staff see them: the customer masked. */
export async function todoViews(app: App, todos: readonly PhoneTodo[]): Promise<messaging.PhoneTodoView[]> {
  const contacts = await eachOf(
    todos.map((todo) => todo.customerId),
    (id) => readContact(app.db.read, app.vault, id),
  )
  const staff = await eachOf(
    todos.flatMap((todo) => todo.doneBy ?? []),
    (id) => findStaff(app.db.read, id),
  )
  return todos.map((todo) => {
    const { name, phone } = contacts.get(todo.customerId) ?? { name: null, phone: null }
    return {
      ...{ id: todo.id, kind: todo.kind, title: todo.title, reason: todo.reason, bookingId: todo.bookingId },
      ...{ maskedName: name && maskName(name), maskedPhone: phone && maskPhone(phone) },
      ...{ dueAt: todo.dueAt.toISOString(), createdAt: todo.createdAt.toISOString() },
      ...{ state: todo.state, outcome: todo.outcome, note: todo.note },
      ...{ doneBy: (todo.doneBy && staff.get(todo.doneBy)?.name) ?? null, doneAt: todo.doneAt?.toISOString() ?? null },
    }
  })
}

/** What belongs to each of these ids, read once. */
export async function eachOf<T>(ids: readonly string[], read: (id: string) => Promise<T>): Promise<Map<string, T>> {
  const distinct = [...new Set(ids)]
  return new Map(await Promise.all(distinct.map(async (id) => [id, await read(id)] as const)))
}
