import type { resources } from '@pitlane/contract'
import { Segmented } from 'antd'
import { useState } from 'react'
import { SidePanel } from '../../ui/SidePanel'
import { useToast } from '../../ui/use-toast'
import { OutageSection } from './AbsenceSection'
import { BayForm } from './BayForm'
import { History } from './History'
import { words } from './words'

type Section = keyof typeof words.bays.sections
const sections = Object.entries(words.bays.sections).map(([value, label]) => ({ value: value as Section, label }))

interface Props {
  /** Undefined: a new one. */
  readonly bay: resources.BayView | undefined
  readonly version: number
  readonly onClose: () => void
}

/** One bay: what it is, when it is out of order, and what was changed. */
export function BayPanel({ bay, version, onClose }: Props) {
  const [section, setSection] = useState<Section>('profile')
  const toast = useToast()
  const saved = (what: string) => toast.done(words.saved(what))
  const form = (
    <BayForm
      bay={bay}
      version={version}
      onSaved={(name) => {
        saved(name)
        onClose()
      }}
      onBack={onClose}
    />
  )
  return (
    <SidePanel label={words.bays.form} title={bay?.name ?? words.bays.add} onClose={onClose}>
      {bay && (
        <Segmented
          block
          className="panel-sections"
          aria-label={words.bays.form}
          value={section}
          options={sections}
          onChange={setSection}
        />
      )}
      {(!bay || section === 'profile') && form}
      {bay && section === 'outages' && <OutageSection bay={bay} version={version} onSaved={saved} />}
      {bay && section === 'history' && <History subjectType="bay" subjectId={bay.id} />}
    </SidePanel>
  )
}
