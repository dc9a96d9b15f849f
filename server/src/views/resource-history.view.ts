import { resources, storeSettings, type Query } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import { In, type FindOptionsWhere } from 'typeorm'
import { Staff } from '../modules/identity/identity.entity'
import { findStores, placeOf, requireStore } from '../modules/store'
import type { App } from '../platform/app'
import { bind } from '../platform/bind'
import { AuditLog } from '../platform/platform-tables'
import { scopeTo, type StoreScope } from '../platform/scope'

const MOST = 100

const SHARED: ReadonlySet<resources.HistorySubject> = new Set(['service', 'model_family'])

/** Services and model families belong to no store; everything else is asked for within one. */
const whereOf = ({ storeId }: StoreScope, { subjectType, subjectId }: Query<typeof resources.history>) => ({
  ...{ subjectType, subjectId },
  ...(SHARED.has(subjectType) ? {} : { storeId }),
})

async function history(app: App, where: FindOptionsWhere<AuditLog>): Promise<resources.HistoryEntry[]> {
  const rows = await app.db.read.find(AuditLog, { where, order: { id: 'DESC' }, take: MOST })
  const staff = await app.db.read.find(Staff, { where: { id: In([...new Set(rows.map((row) => row.actorId))]) } })
  const names = new Map(staff.map(({ id, name }) => [id, name]))
  return rows.map((row) => ({
    ...{ id: row.id, at: row.at.toISOString(), byName: names.get(row.actorId) ?? null },
    ...{ action: row.action, before: row.stateBefore, after: row.stateAfter },
  }))
}

export const historyRoutes = [
  bind(resources.history, async (app, { actor, params, query }) => {
    // A store that is out of business keeps its history.
    const [store] = await findStores(app.db.read, [params.storeId])
    if (!store) throw new AppError('store.not_found')
    return history(app, whereOf(scopeTo(actor, 'store.manage_resources', placeOf(store)), query))
  }),
  bind(storeSettings.dayHistory, async (app, { actor, params }) => {
    const store = await requireStore(app.db.read, params.storeId)
    const { storeId } = scopeTo(actor, 'store.manage_calendar', placeOf(store))
    return history(app, { storeId, subjectType: 'store_day', subjectId: `${storeId}:${params.day}` })
  }),
]
