import type { process as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Reader } from '../../platform/database'
import { permissionsAt, type StoreScope } from '../../platform/scope'
import { placeOfStore } from './calendar.queries'
import { FlowIncident, FlowInstance } from './process.entity'
import { command } from './process.service'

const MOST = 200

/** What is stuck in a store, or was; the newest first. */
export async function listIncidents(
  db: Reader,
  { storeId }: StoreScope,
  state: 'open' | 'closed',
): Promise<contract.FlowIncidentView[]> {
  const order = { openedAt: 'DESC', id: 'DESC' } as const
  const incidents = await db.find(FlowIncident, { where: { storeId, state }, order, take: MOST })
  const ids = [...new Set(incidents.map(({ instanceId }) => instanceId))]
  const select = { id: true, flowKey: true, subjectType: true, subjectId: true } as const
  const instances = new Map((await db.find(FlowInstance, { where: { id: In(ids) }, select })).map((i) => [i.id, i]))
  return incidents.map(({ id, instanceId, kind, node, taskId, error, openedAt, closedAt }) => {
    const about = instances.get(instanceId)
    return {
      ...{ id, instanceId, flow: about?.flowKey ?? '', storeId, kind, node, taskId, error, state },
      subject: { type: about?.subjectType ?? '', id: about?.subjectId ?? '' },
      ...{ openedAt: openedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null },
    }
  })
}

/** Tries again what was stuck. Throws `process.not_found`, `process.no_incident` where it is closed, `process.still_nobody`. */
export async function resume(
  app: App,
  by: { actor: StaffActor; requestId: string; callId: string },
  incidentId: string,
): Promise<void> {
  const { actor, requestId, callId } = by
  const incident = await app.db.read.findOne(FlowIncident, { id: incidentId })
  if (!incident) throw new AppError('process.not_found')
  const { instanceId, storeId } = incident
  const rights = permissionsAt(actor, await placeOfStore(app, app.db.read, storeId))
  if (!rights.has('process.manage')) throw new AppError('process.not_found')
  await app.db.tx(async (tx) => {
    const wanted = { type: 'effectRetried', incident: incidentId } as const
    const { isRepeat } = await command(app, tx, instanceId, wanted, { actor, requestId })
    if (isRepeat) return
    await audit(tx, app.clock.now(), {
      ...{ actor, action: 'process.resume', subject: { type: 'flow_incident', id: incidentId } },
      ...{ storeId, requestId: callId },
    })
  })
}
