import type { resources } from '@pitlane/contract'
import { Segmented } from 'antd'
import { useState } from 'react'
import { SidePanel } from '../../ui/SidePanel'
import { useToast } from '../../ui/use-toast'
import { CertificatesForm } from './CertificatesForm'
import { DayShifts } from './DayShifts'
import { History } from './History'
import { LeaveSection } from './LeaveSection'
import { PersonForm } from './PersonForm'
import { ShiftsForm } from './ShiftsForm'
import { words } from './words'

type Section = keyof typeof words.person.sections
const sections = Object.entries(words.person.sections).map(([value, label]) => ({ value: value as Section, label }))

interface Props {
  /** Undefined: somebody new. */
  readonly person: resources.TechnicianView | undefined
  readonly version: number
  readonly onClose: () => void
  readonly onAdded: (technicianId: string) => void
}

/** One person: who, with which certificates, when there, when not, and what was changed. */
export function PersonPanel({ person, version, onClose, onAdded }: Props) {
  const [section, setSection] = useState<Section>('profile')
  const toast = useToast()
  const saved = (what: string) => toast.done(words.saved(what))
  if (!person) {
    const added = (name: string, id: string) => {
      saved(name)
      onAdded(id)
    }
    return (
      <SidePanel label={words.person.panel} title={words.person.add} onClose={onClose}>
        <PersonForm person={undefined} version={version} onBack={onClose} onSaved={added} />
      </SidePanel>
    )
  }
  return (
    <SidePanel label={words.person.panel} title={person.name} onClose={onClose}>
      <Segmented
        block
        className="panel-sections"
        aria-label={words.person.panel}
        value={section}
        options={sections}
        onChange={setSection}
      />
      <PersonSection section={section} person={person} version={version} onSaved={saved} onBack={onClose} />
    </SidePanel>
  )
}

interface SectionProps {
  readonly section: Section
  readonly person: resources.TechnicianView
  readonly version: number
  readonly onSaved: (what: string) => void
  readonly onBack: () => void
}

function PersonSection({ section, onBack, ...shared }: SectionProps) {
  switch (section) {
    case 'profile':
      return <PersonForm {...shared} onBack={onBack} />
    case 'certificates':
      return <CertificatesForm {...shared} />
    case 'shifts':
      return (
        <>
          <ShiftsForm {...shared} />
          <DayShifts {...shared} />
        </>
      )
    case 'leaves':
      return <LeaveSection {...shared} />
    case 'history':
      return <History subjectType="technician" subjectId={shared.person.id} />
  }
}
