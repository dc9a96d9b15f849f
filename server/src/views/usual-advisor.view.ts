import { booking as contract, type Query, type View } from '@pitlane/contract'
import { DAY_MS, type CustomerActor } from '@pitlane/kernel'
import { freeInLane } from '../modules/booking'
import { requireStore } from '../modules/store'
import type { App } from '../platform/app'
import { bind } from '../platform/bind'
import { sqlInstant } from '../platform/sql'

/** So far back a reception counts. */
const YEARS_MS = 2 * 365 * DAY_MS

interface Received {
  readonly laneId: string
  readonly name: string
}

/** The lane of whoever received this customer most often; of several the last one. */
async function usualLane(app: App, customerId: string, storeId: string): Promise<Received | undefined> {
  const since = new Date(app.clock.now().getTime() - YEARS_MS)
  const [usual] = await app.db.read.rows<Received>(
    `select lane.id as laneId, s.name as name
       from booking b
       join booking_step r on r.booking_id = b.id and r.kind = 'reception'
       join bay past on past.id = r.bay_id
       join staff s on s.id = past.staff_id and s.is_active = 1
       join bay lane on lane.staff_id = s.id and lane.store_id = b.store_id and lane.is_active = 1
      where b.customer_id = ? and b.store_id = ? and b.state = 'arrived' and b.starts_at >= ?
      group by lane.id, s.name
      order by count(*) desc, max(b.starts_at) desc
      limit 1`,
    [customerId, storeId, sqlInstant(since)],
  )
  return usual
}

async function usualAdvisor(
  app: App,
  { customerId }: CustomerActor,
  query: Query<typeof contract.usualAdvisor>,
): Promise<View<typeof contract.usualAdvisor>> {
  await requireStore(app.db.read, query.storeId)
  const usual = await usualLane(app, customerId, query.storeId)
  if (!usual) return { usual: null }
  return { usual: { ...usual, minutes: await freeInLane(app, query, usual.laneId) } }
}

export const usualAdvisorRoutes = [
  bind(contract.usualAdvisor, (app, { actor, query }) => usualAdvisor(app, actor, query)),
]
