import type { couponDesk } from '@pitlane/contract'
import { useState } from 'react'
import { SidePanel } from '../../ui/SidePanel'
import { IssueForm } from './IssueForm'
import { LinkForm } from './LinkForm'
import { TemplateCard, type Doing } from './TemplateCard'
import { TemplateForm } from './TemplateForm'
import type { Place } from './use-place'
import { fieldWords, words } from './words'

interface Props {
  /** Undefined: a new one. */
  readonly template: couponDesk.TemplateView | undefined
  readonly place: Place
}

/** One template: what it says and how it goes, or what somebody does with it. */
export function TemplatePanel({ template, place }: Props) {
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => place.show(null)
  const back = () => setDoing(null)
  if (!template)
    return (
      <SidePanel label={words.panel} title={fieldWords.create} onClose={close}>
        <TemplateForm template={undefined} onSaved={(id) => place.show(id)} onBack={close} />
      </SidePanel>
    )
  return (
    <SidePanel label={words.panel} title={template.fields.name} onClose={close}>
      {doing === 'edit' && <TemplateForm template={template} onSaved={back} onBack={back} />}
      {doing === 'issue' && <IssueForm template={template} onDone={back} onBack={back} />}
      {doing === 'link' && <LinkForm template={template} onBack={back} />}
      {doing === null && <TemplateCard template={template} onDo={setDoing} />}
    </SidePanel>
  )
}
