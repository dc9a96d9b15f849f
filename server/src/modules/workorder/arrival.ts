import { workorder } from '@pitlane/contract'
import { MINUTE_MS } from '@pitlane/kernel'
import { commandsOf, type WorkorderCommand } from './lifecycle'

const CORRECTION_MS = workorder.ARRIVAL_CORRECTION_MINUTES * MINUTE_MS

/** An arrival that is too long ago was none by mistake (DOMAIN §2.6). */
export const isCorrectable = (arrivedAt: Date | null, now: Date): boolean =>
  arrivedAt !== null && now.getTime() - arrivedAt.getTime() <= CORRECTION_MS

interface Standing {
  readonly state: workorder.WorkorderState
  readonly arrivedAt: Date | null
  readonly suspectedOf: string | null
}

/** What somebody with these permissions may do with a work order at this moment. */
export function commandsNow(
  { state, arrivedAt, suspectedOf }: Standing,
  permissions: ReadonlySet<string>,
  now: Date,
): WorkorderCommand[] {
  const isOpen: Partial<Record<WorkorderCommand, boolean>> = {
    correctArrival: isCorrectable(arrivedAt, now),
    decideRework: suspectedOf !== null,
  }
  return commandsOf(state, permissions).filter((command) => isOpen[command] ?? true)
}
