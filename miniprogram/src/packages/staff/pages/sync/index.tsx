import type { Command } from '../../../../lib/offline-queue'
import { StaffGate } from '../../../../features/staff/StaffGate'
import { SyncScreen } from '../../../../features/staff/SyncScreen'
import { readVersion } from '../../../../features/staff/work'

/** Without a network nothing is known anew, and the version that was seen stays. */
const versionOf = ({ kind, lane }: Command) => readVersion(kind, lane).catch(() => undefined)

/** What waits to be sent. */
export default function SyncPage() {
  return (
    <StaffGate>
      <SyncScreen versionOf={versionOf} />
    </StaffGate>
  )
}
