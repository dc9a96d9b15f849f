import { workorder } from '@pitlane/contract'
import { useState } from 'react'
import { useStore } from '../../../lib/staff'
import { usePhotos } from '../../../lib/use-photos'
import { TextField } from '../../../ui/FormFields'
import { InstantField } from '../../../ui/InstantField'
import { PhotoField } from '../../../ui/PhotoField'
import { useToast } from '../../../ui/use-toast'
import { CommandForm } from '../CommandForm'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words as shared } from '../words'
import type { FloorJob } from './floor'
import { words } from './outside-words'

interface Props {
  readonly job: FloorJob
  readonly isAllowed: boolean
  readonly onClose: () => void
}

/** Done when it is sent: said, and closed. */
function useSaid(text: string, onClose: () => void) {
  const toast = useToast()
  return () => {
    toast.done(text)
    onClose()
  }
}

function lackOf(vendor: string, dueAt: string | null): string | null {
  if (vendor.length < 2) return words.lackVendor
  if (dueAt === null) return words.lackDue
  return Date.parse(dueAt) <= Date.now() ? words.duePast : null
}

/** Somebody else does the job, until a time. */
export function OutsourceForm({ job, isAllowed, onClose }: Props) {
  const { today } = useStore()
  const kept = useKeptForm(isAllowed)
  const [text, setText] = useState('')
  const [dueAt, setDue] = useState<string | null>(null)
  const action = useCommand(workorder.outsourceJob, useSaid(words.outsourced(job.name), onClose))
  const vendor = text.trim()
  const missing = lackOf(vendor, dueAt)
  const submit = () => dueAt && action.run({ jobId: job.jobId }, { version: job.version, vendor, dueAt })
  return (
    <CommandForm
      label={words.outsource}
      text={words.outsourceText}
      submitLabel={words.outsourceSubmit}
      canSubmit={missing === null}
      {...{ missing, kept, action }}
      onSubmit={submit}
      onBack={onClose}
    >
      <TextField label={words.vendor} value={text} onChange={setText} max={60} placeholder={words.vendorExample} />
      <div className="reason-note">
        {words.due}
        <InstantField label={words.due} value={dueAt} from={today} onChange={setDue} />
      </div>
    </CommandForm>
  )
}

/** An outsourced job is back, with proof of how it came. */
export function ReceiveForm({ job, isAllowed, onClose }: Props) {
  const kept = useKeptForm(isAllowed)
  const [note, setNote] = useState('')
  const box = usePhotos('workshop')
  const action = useCommand(workorder.receiveJob, useSaid(words.received(job.name), onClose))
  const missing = box.isSending ? words.sending : box.ids.length === 0 ? words.lackPhotos : null
  const submit = () => action.run({ jobId: job.jobId }, { version: job.version, photoIds: box.ids, note: note.trim() })
  return (
    <CommandForm
      label={words.receive}
      text={words.receiveText}
      submitLabel={words.receiveSubmit}
      canSubmit={missing === null}
      {...{ missing, kept, action }}
      onSubmit={submit}
      onBack={onClose}
    >
      <PhotoField box={box} title={words.photos} nameOf={shared.photo} note={words.photosNote(box.ids.length)} />
      <TextField isLong label={words.note} value={note} onChange={setNote} max={200} />
    </CommandForm>
  )
}
