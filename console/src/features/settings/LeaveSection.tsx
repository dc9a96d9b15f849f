import type { resources } from '@pitlane/contract'
import { AbsenceSection } from './AbsenceSection'
import { words } from './words'

interface Props {
  readonly person: resources.TechnicianView
  readonly version: number
  readonly onSaved: (what: string) => void
}

/** Leave to come, and a form for more. */
export const LeaveSection = ({ person, version, onSaved }: Props) => (
  <AbsenceSection
    text={words.leaves}
    absences={person.leaves}
    version={version}
    addOf={(absence) => ({ kind: 'add_leave', technicianId: person.id, ...absence })}
    removeOf={(leaveId) => ({ kind: 'remove_leave', technicianId: person.id, leaveId })}
    onSaved={() => onSaved(words.leaves.record)}
  />
)
