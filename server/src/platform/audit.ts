import { In } from 'typeorm'
import type { AuditActor } from '@pitlane/kernel'
import type { Tx } from './database'
import { newId } from './id'
import { AuditLog } from './platform-tables'

export interface AuditEntry {
  readonly actor: AuditActor
  /** `<module>.<verb>`, e.g. `booking.confirm`. */
  readonly action: string
  readonly subject: { readonly type: string; readonly id: string }
  readonly storeId?: string | undefined
  readonly reason?: string | undefined
  readonly before?: Record<string, unknown> | undefined
  readonly after?: Record<string, unknown> | undefined
  readonly requestId?: string | undefined
}

const idOf = (actor: AuditActor): string =>
  actor.kind === 'customer' ? actor.customerId : actor.kind === 'staff' ? actor.staffId : actor.name

/** Writes one audit row in the transaction of the change itself: no change without its row, no row without its change. */
export async function audit(tx: Tx, at: Date, entry: AuditEntry): Promise<void> {
  await tx.insert(AuditLog, {
    id: newId(),
    at,
    actorKind: entry.actor.kind,
    actorId: idOf(entry.actor),
    action: entry.action,
    subjectType: entry.subject.type,
    subjectId: entry.subject.id,
    storeId: entry.storeId ?? null,
    reason: entry.reason ?? null,
    stateBefore: entry.before ?? null,
    stateAfter: entry.after ?? null,
    requestId: entry.requestId ?? null,
  })
}

/** Whether one of these things was ever done to a subject. */
export const wasDone = async (
  tx: Tx,
  { type: subjectType, id: subjectId }: AuditEntry['subject'],
  actions: readonly string[],
): Promise<boolean> =>
  (await tx.find(AuditLog, { where: { subjectType, subjectId, action: In([...actions]) }, take: 1 })).length > 0
