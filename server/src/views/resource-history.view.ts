import { resources, type Query } from '@pitlane/contract'
import { In } from 'typeorm'
import { Staff } from '../modules/identity/identity.entity'
import { placeOf, requireStore } from '../modules/store'
import type { App } from '../platform/app'
import { bind } from '../platform/bind'
import { AuditLog } from '../platform/platform-tables'
import { scopeTo, type StoreScope } from '../platform/scope'

const MOST = 100

/** A service belongs to no store; everything else is asked for within one. */
const whereOf = ({ storeId }: StoreScope, { subjectType, subjectId }: Query<typeof resources.history>) => ({
  ...{ subjectType, subjectId },
  ...(subjectType === 'service' ? {} : { storeId }),
})

async function history(
  app: App,
  scope: StoreScope,
  query: Query<typeof resources.history>,
): Promise<resources.HistoryEntry[]> {
  const rows = await app.db.read.find(AuditLog, { where: whereOf(scope, query), order: { id: 'DESC' }, take: MOST })
  const staff = await app.db.read.find(Staff, { where: { id: In([...new Set(rows.map((row) => row.actorId))]) } })
  const names = new Map(staff.map(({ id, name }) => [id, name]))
  return rows.map((row) => ({
    ...{ id: row.id, at: row.at.toISOString(), byName: names.get(row.actorId) ?? null },
    ...{ action: row.action, before: row.stateBefore, after: row.stateAfter },
  }))
}

export const historyRoutes = [
  bind(resources.history, async (app, { actor, params, query }) => {
    const store = await requireStore(app.db.read, params.storeId)
    return history(app, scopeTo(actor, 'store.manage_resources', placeOf(store)), query)
  }),
]
