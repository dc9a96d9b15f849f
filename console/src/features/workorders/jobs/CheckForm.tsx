import { workorder } from '@pitlane/contract'
import { Segmented } from 'antd'
import { useState } from 'react'
import { usePhotos } from '../../../lib/use-photos'
import { TextField } from '../../../ui/FormFields'
import { PhotoField } from '../../../ui/PhotoField'
import { SidePanel } from '../../../ui/SidePanel'
import { useToast } from '../../../ui/use-toast'
import { CommandForm } from '../CommandForm'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words as shared } from '../words'
import { words } from './words'

type Verdict = 'pass' | 'fail'

const options: { value: Verdict; label: string }[] = [
  { value: 'pass', label: words.checkPass },
  { value: 'fail', label: words.checkFail },
]

interface Props {
  readonly job: workorder.JobView
  readonly isAllowed: boolean
  readonly onClose: () => void
}

function useCheck({ job, onClose }: Props) {
  const toast = useToast()
  const [verdict, setVerdict] = useState<Verdict>('pass')
  const [reason, setReason] = useState('')
  const box = usePhotos('workshop')
  const isPassed = verdict === 'pass'
  const action = useCommand(workorder.checkJob, () => {
    toast.done(isPassed ? words.checked(job.name) : words.sentBack(job.name))
    onClose()
  })
  const submit = () =>
    action.run(
      { jobId: job.id },
      { version: job.version, isPassed, reason: isPassed ? '' : reason.trim(), photoIds: box.ids },
    )
  return { verdict, setVerdict, reason, setReason, box, isPassed, action, submit }
}

function lackOf({ isPassed, reason, box }: ReturnType<typeof useCheck>): string | null {
  if (box.isSending) return words.sending
  if (isPassed) return null
  if (reason.trim() === '') return words.lackReason
  return box.ids.length === 0 ? words.lackPhotos : null
}

/** A colleague's look at a finished job (互检): good, or back with reason and photo. */
export function CheckForm(props: Props) {
  const { job, isAllowed, onClose } = props
  const kept = useKeptForm(isAllowed)
  const form = useCheck(props)
  const missing = lackOf(form)
  if (!kept.isShown) return null
  return (
    <SidePanel label={words.check} title={words.checkOf(job.name)} onClose={onClose}>
      <CommandForm
        label={words.check}
        text={words.checkText}
        submitLabel={form.isPassed ? words.checkSubmit : words.sendBack}
        isDanger={!form.isPassed}
        canSubmit={missing === null}
        {...{ missing, kept }}
        action={form.action}
        onSubmit={form.submit}
      >
        <Segmented
          className="order-choice"
          aria-label={words.verdict}
          value={form.verdict}
          options={options}
          onChange={(value) => {
            kept.touch()
            form.setVerdict(value)
          }}
        />
        {!form.isPassed && (
          <TextField isLong label={words.backReason} value={form.reason} onChange={form.setReason} max={200} />
        )}
        <PhotoField
          box={form.box}
          title={words.photos}
          nameOf={shared.photo}
          note={words.photosNote(form.isPassed, form.box.ids.length)}
        />
      </CommandForm>
    </SidePanel>
  )
}
