import type { AuditActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { WorkorderEntry } from './workorder.entity'

interface Line {
  readonly kind: string
  readonly by: AuditActor
  /** As staff read it. */
  readonly staff: string
  /** As its owner reads it, or null: never full names of staff, costs or whose fault it was (DOMAIN §2.8). */
  readonly owner: string | null
  /** Files that are kept with this line; attach them to the subject `workorder_entry` of its id. */
  readonly photoIds?: readonly string[]
  readonly at?: Date
}

const MAX_TEXT = 200
const cut = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text)

const whoIs = (by: AuditActor): Pick<WorkorderEntry, 'byKind' | 'byId'> =>
  by.kind === 'system'
    ? { byKind: 'system', byId: null }
    : by.kind === 'staff'
      ? { byKind: 'staff', byId: by.staffId }
      : { byKind: 'customer', byId: by.customerId }

/** Writes a line of the timeline. Returns its id. */
export async function note(app: App, tx: Tx, workorderId: string, line: Line): Promise<string> {
  const id = newId()
  await tx.insert(WorkorderEntry, {
    ...{ id, workorderId, kind: line.kind, at: line.at ?? app.clock.now(), ...whoIs(line.by) },
    ...{ staffText: cut(line.staff), ownerText: line.owner === null ? null : cut(line.owner) },
    photoIds: line.photoIds ?? [],
  })
  return id
}
