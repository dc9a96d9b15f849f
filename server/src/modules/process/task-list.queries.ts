import type { process as contract } from '@pitlane/contract'
import type { StaffActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import type { StoreScope } from '../../platform/scope'
import { marks, sqlInstant } from '../../platform/sql'
import { listStores, placeOf } from '../store'
import { rolesAt } from './acting.queries'
import { FlowTask } from './process.entity'
import { taskViews } from './task-views.queries'

const MOST = 200

interface TaskList {
  readonly items: contract.FlowTaskView[]
  readonly isCut: boolean
}

/** What is due first comes first; what is never due comes last, the oldest first. */
const ORDER = 'order by case when t.due_at is null then 1 else 0 end, t.due_at, t.opened_at, t.id'

async function listed(db: Reader, staffId: string, ids: readonly { id: string }[]): Promise<TaskList> {
  const shown = ids.slice(0, MOST).map(({ id }) => id)
  const rows = new Map((await db.find(FlowTask, { where: { id: In(shown) } })).map((task) => [task.id, task]))
  const tasks = shown.flatMap((id) => rows.get(id) ?? [])
  return { items: await taskViews(db, staffId, tasks), isCut: ids.length > MOST }
}

/** The stores in which a person has a role, and which. */
async function rolesByStore(
  db: Reader,
  actor: StaffActor,
  storeId: string | undefined,
): Promise<Map<string, string[]>> {
  const stores = (await listStores(db)).filter(({ id }) => storeId === undefined || id === storeId)
  const roles = stores.map((store): [string, string[]] => [store.id, rolesAt(actor, placeOf(store))])
  return new Map(roles.filter(([, held]) => held.length > 0))
}

/** Open tasks of a person: their own, and those in the pools of their roles in each store. */
export async function listMyTasks(app: App, actor: StaffActor, storeId?: string): Promise<TaskList> {
  const db = app.db.read
  const stores = await rolesByStore(db, actor, storeId)
  if (stores.size === 0) return { items: [], isCut: false }
  const byRole = new Map<string, string[]>()
  for (const [store, roles] of stores) for (const role of roles) byRole.set(role, [...(byRole.get(role) ?? []), store])
  const all = [...stores.keys()]
  const pools = [...byRole].map(([role, at]) => ({
    sql: `(c.kind in ('lane', 'role') and c.candidate_id = ? and c.store_id in (${marks(at.length)}))`,
    values: [role, ...at],
  }))
  const anybody = { sql: `(c.kind = 'anybody' and c.store_id in (${marks(all.length)}))`, values: all }
  const own = {
    sql: `(c.kind = 'person' and c.candidate_id = ? and c.store_id in (${marks(all.length)}))`,
    values: [actor.staffId, ...all],
  }
  const ways = [own, anybody, ...pools]
  const sql = `select t.id as id from flow_task t where t.status = 'open' and t.id in
    (select c.task_id from flow_candidate c where ${ways.map((way) => way.sql).join(' or ')}) ${ORDER} limit ${MOST + 1}`
  const ids = await db.rows<{ id: string }>(
    sql,
    ways.flatMap((way) => way.values),
  )
  return listed(db, actor.staffId, ids)
}

/** Open tasks of a store. */
export async function listStoreTasks(
  app: App,
  actor: StaffActor,
  { storeId }: StoreScope,
  { only, flow }: { only?: 'overdue' | 'unclaimed' | undefined; flow?: string | undefined },
): Promise<TaskList> {
  const parts = ["t.store_id = ? and t.status = 'open'"]
  const values: unknown[] = [storeId]
  if (only === 'overdue') {
    parts.push('t.due_at < ?')
    values.push(sqlInstant(app.clock.now()))
  }
  if (only === 'unclaimed') parts.push('t.assignee_id is null')
  if (flow !== undefined) {
    parts.push('t.flow_key = ?')
    values.push(flow)
  }
  const sql = `select t.id as id from flow_task t where ${parts.join(' and ')} ${ORDER} limit ${MOST + 1}`
  return listed(app.db.read, actor.staffId, await app.db.read.rows<{ id: string }>(sql, values))
}
