import { AppError, type StaffActor } from '@pitlane/kernel'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { Service } from './catalog.entity'
import { requireAnyService } from './catalog.queries'

/** What can be changed of a service: it holds in every store that offers it. */
export type ServiceChange = Pick<Service, 'bayMinutes' | 'technicianCount' | 'priceFen'>

interface Context {
  readonly actor: StaffActor
  readonly now: Date
  readonly requestId: string
}

/**
 * Changes what a service takes and costs, for bookings made from now on. `seen` is the version the writer saw. Throws
 * `catalog.service_not_found`, and `catalog.service_changed` when somebody was faster.
 */
export async function saveService(
  tx: Tx,
  { actor, now, requestId }: Context,
  serviceId: string,
  seen: number,
  change: ServiceChange,
): Promise<void> {
  const { bayMinutes, technicianCount, priceFen, version } = await requireAnyService(tx, serviceId)
  const after = {
    ...{ bayMinutes: change.bayMinutes, technicianCount: change.technicianCount, priceFen: change.priceFen },
  }
  const matched =
    version === seen ? await tx.update(Service, { id: serviceId, version: seen }, { ...after, version: seen + 1 }) : 0
  if (matched === 0) throw new AppError('catalog.service_changed')
  await audit(tx, now, {
    ...{ actor, requestId, action: 'catalog.change_service', subject: { type: 'service', id: serviceId } },
    ...{ before: { bayMinutes, technicianCount, priceFen }, after },
  })
}
