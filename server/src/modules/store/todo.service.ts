import { todo as contract, type View } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import { In, Like } from 'typeorm'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Reader, Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { permissionsAt } from '../../platform/scope'
import { sqlInstant } from '../../platform/sql'
import { findStaffNames } from '../identity'
import { StaffTodo, type Store } from './store.entity'
import { placeOf, requireStore } from './store.queries'

const MOST = 100

export type NewTodo = Pick<StaffTodo, 'dedupe' | 'kind' | 'subjectId' | 'title' | 'body'>

function announceTodos(tx: Tx, storeId: string): void {
  const topic = { kind: 'board' as const, storeId }
  tx.announce({ to: 'followers', key: `board:${storeId}`, message: { type: 'changed', topic, what: 'staff_todo' } })
}

/**
 * Makes the open to-dos of one kind those of `due`: what is new is added, what is not due any more is closed by nobody. One
 * that was ticked off stays so, because its dedupe key is taken.
 */
export async function syncTodos(
  tx: Tx,
  now: Date,
  { storeId, kind }: Pick<StaffTodo, 'storeId' | 'kind'>,
  due: readonly NewTodo[],
): Promise<void> {
  const keys = due.map(({ dedupe }) => dedupe)
  const known = new Set((await tx.find(StaffTodo, { where: { dedupe: In(keys) } })).map(({ dedupe }) => dedupe))
  const open = await tx.find(StaffTodo, { where: { storeId, kind, state: 'open' } })
  const over = open.filter(({ dedupe }) => !keys.includes(dedupe))
  const fresh = [...new Map(due.map((todo) => [todo.dedupe, todo])).values()].filter(({ dedupe }) => !known.has(dedupe))
  if (over.length > 0)
    await tx.update(StaffTodo, { id: In(over.map(({ id }) => id)), state: 'open' }, { state: 'done', doneAt: now })
  if (fresh.length > 0)
    await tx.insert(
      StaffTodo,
      fresh.map((todo) => ({
        ...{ id: newId(), storeId, ...todo, state: 'open' as const, doneBy: null, doneAt: null, createdAt: now },
      })),
    )
  if (over.length + fresh.length > 0) announceTodos(tx, storeId)
}

/** Adds one beside those that are there. The same occasion again adds nothing, also when it was ticked off meanwhile. */
export async function addTodo(tx: Tx, now: Date, storeId: string, todo: NewTodo): Promise<void> {
  if (await tx.findOne(StaffTodo, { dedupe: todo.dedupe })) return
  const fresh = { id: newId(), storeId, state: 'open', doneBy: null, doneAt: null, createdAt: now } as const
  await tx.insert(StaffTodo, { ...fresh, ...todo })
  announceTodos(tx, storeId)
}

interface Over extends Pick<StaffTodo, 'storeId' | 'kind' | 'subjectId'> {
  /** How the occasions begin that are over; all where nothing is said. */
  readonly begins?: string
}

/** The reason of these is gone: nobody has to look any more. */
export async function closeTodos(tx: Tx, now: Date, { begins = '', ...of }: Over): Promise<void> {
  const open = await tx.find(StaffTodo, { where: { ...of, state: 'open', dedupe: Like(`${begins}%`) } })
  if (open.length === 0) return
  await tx.update(StaffTodo, { id: In(open.map(({ id }) => id)), state: 'open' }, { state: 'done', doneAt: now })
  announceTodos(tx, of.storeId)
}

/** The to-dos of a store that are this person's business; only {@link sightOf} makes one. */
export interface TodoSight {
  readonly storeId: string
  readonly kinds: readonly contract.TodoKind[]
}

const isMine = (kind: contract.TodoKind, permissions: ReadonlySet<string>): boolean =>
  permissions.has(contract.todoPermissions[kind])

/** Throws `auth.forbidden` where none of them is. */
export function sightOf(actor: StaffActor, store: Store): TodoSight {
  const permissions = permissionsAt(actor, placeOf(store))
  const kinds = contract.TodoKind.options.filter((kind) => isMine(kind, permissions))
  if (kinds.length === 0) throw new AppError('auth.forbidden')
  return { storeId: store.id, kinds }
}

async function todoViews(db: Reader, todos: readonly StaffTodo[]): Promise<contract.Todo[]> {
  const names = await findStaffNames(
    db,
    todos.flatMap(({ doneBy }) => doneBy ?? []),
  )
  return todos.map((todo) => ({
    ...{ id: todo.id, kind: todo.kind, title: todo.title, body: todo.body, subjectId: todo.subjectId },
    ...{ state: todo.state, createdAt: todo.createdAt.toISOString(), doneAt: todo.doneAt?.toISOString() ?? null },
    doneByName: todo.doneBy === null ? null : (names.get(todo.doneBy) ?? null),
  }))
}

/** How many of them are open. */
export const countOpenTodos = (db: Reader, { storeId, kinds }: TodoSight): Promise<number> =>
  db.count(StaffTodo, { storeId, state: 'open', kind: In([...kinds]) })

/** What is open in a store, or was ticked off; the newest first. */
export async function listTodos(
  db: Reader,
  sight: TodoSight,
  state: StaffTodo['state'],
): Promise<View<typeof contract.list>> {
  const { storeId, kinds } = sight
  const where = { storeId, state, kind: In([...kinds]) }
  const rows = await db.find(StaffTodo, { where, order: { id: 'DESC' }, take: MOST })
  return { items: await todoViews(db, rows), open: await countOpenTodos(db, sight) }
}

async function requireTodo(db: Reader, actor: StaffActor, todoId: string): Promise<StaffTodo> {
  const todo = await db.findOne(StaffTodo, { id: todoId })
  const store = todo && (await requireStore(db, todo.storeId))
  if (!todo || !store || !isMine(todo.kind, permissionsAt(actor, placeOf(store))))
    throw new AppError('store.todo_not_found')
  return todo
}

/** Ticks one off. Throws `store.todo_done` when somebody was faster, and `store.todo_not_found` out of reach. */
export async function finishTodo(
  app: App,
  actor: StaffActor,
  todoId: string,
  requestId: string,
): Promise<contract.Todo> {
  const todo = await requireTodo(app.db.read, actor, todoId)
  const now = app.clock.now()
  await app.db.tx(async (tx) => {
    const matched = await tx.run(
      `update staff_todo set state = 'done', done_by = ?, done_at = ? where id = ? and state = 'open'`,
      [actor.staffId, sqlInstant(now), todoId],
    )
    if (matched === 0) throw new AppError('store.todo_done')
    await audit(tx, now, {
      ...{ actor, storeId: todo.storeId, requestId, action: 'store.finish_todo' },
      ...{ subject: { type: 'staff_todo', id: todoId }, before: { state: 'open' }, after: { state: 'done' } },
    })
    announceTodos(tx, todo.storeId)
  })
  const [view] = await todoViews(app.db.read, [await requireTodo(app.db.read, actor, todoId)])
  if (!view) throw new Error('a to-do without a view')
  return view
}
