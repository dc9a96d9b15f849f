import type { Candidate } from '@pitlane/process'
import type { App, FlowParts } from '../../platform/app'
import type { Reader } from '../../platform/database'
import type { ResolveAsk } from '../../platform/flow-parts'
import { listIdsByRole } from '../identity'
import { placeOfStore } from './calendar.queries'

const LOADS = `select assignee_id as id, count(*) as n from flow_task
  where store_id = ? and status = 'open' and assignee_id is not null group by assignee_id`

/** Open tasks of each person in a store. */
async function loadsOf(db: Reader, storeId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db.rows<{ id: string; n: number }>(LOADS, [storeId])
  return new Map(rows.map(({ id, n }) => [id, Number(n)]))
}

/** Colleagues with one of some roles in a store, those with the least open work first. */
async function peopleOf(app: App, db: Reader, storeId: string, roles: readonly string[]): Promise<Candidate[]> {
  const place = await placeOfStore(app, db, storeId)
  // In one turn: they travel together.
  const [able, loads] = await Promise.all([listIdsByRole(db, place, roles), loadsOf(db, storeId)])
  return able
    .map((id) => {
      const load = loads.get(id) ?? 0
      return { kind: 'person', id, load, reasons: [`手上 ${load} 项任务`] }
    })
    .sort((a, b) => a.load - b.load || (a.id < b.id ? -1 : 1))
}

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).filter((one): one is string => typeof one === 'string')

const byRole = (app: App, db: Reader, { assign, storeId }: ResolveAsk): Promise<Candidate[]> =>
  peopleOf(app, db, storeId, textsOf(assign.args?.['role']))

const byName = ({ assign }: ResolveAsk): Candidate[] =>
  textsOf(assign.args?.['id']).map((id) => ({ kind: 'person', id, reasons: ['流程指定'] }))

/** The service managers of the store, else its head. */
async function leaders(app: App, db: Reader, { storeId }: ResolveAsk): Promise<Candidate[]> {
  const managers = await peopleOf(app, db, storeId, ['svc_mgr'])
  return managers.length > 0 ? managers : peopleOf(app, db, storeId, ['store_gm'])
}

/** Words of assignment that every flow may use: `{ by: 'role', args: { role } }`, `{ by: 'person', args: { id } }`, `leader`. */
export const builtIn: FlowParts = {
  resolvers: { role: byRole, person: (_app, _db, ask) => Promise.resolve(byName(ask)), leader: leaders },
}
