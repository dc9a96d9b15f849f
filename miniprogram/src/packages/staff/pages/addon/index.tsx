import Taro, { useRouter } from '@tarojs/taro'
import { AddonFooter, AddonForm, useAddonForm } from '../../../../features/staff/AddonForm'
import type { Task } from '../../../../features/staff/find-jobs'
import { StaffEmpty } from '../../../../features/staff/StaffEmpty'
import { StaffGate } from '../../../../features/staff/StaffGate'
import { text } from '../../../../features/staff/staff.text'
import { useWork } from '../../../../features/staff/work'
import { backOr } from '../../../../lib/back-or'
import { routes } from '../../../../lib/routes'
import { CardSkeletons } from '../../../../ui/CardSkeletons'
import { ErrorState } from '../../../../ui/ErrorState'

function Proposing({ task }: { readonly task: Task }) {
  const form = useAddonForm(task, () => backOr(routes.staffJob(task.job.id)))
  return (
    <StaffGate footer={<AddonFooter form={form} />}>
      <AddonForm task={task} form={form} />
    </StaffGate>
  )
}

/** Something more was found at the car. */
export default function AddonPage() {
  const jobId = useRouter().params.jobId ?? ''
  const work = useWork()
  const task = work.tasks.find(({ job }) => job.id === jobId)
  if (task) return <Proposing key={task.job.id} task={task} />
  const inside = () => {
    if (!work.data) return work.error ? <ErrorState problem={work.error} onRetry={work.reload} /> : <CardSkeletons />
    return (
      <StaffEmpty
        title={text.job.gone}
        action={{ label: text.job.back, onClick: () => void Taro.redirectTo({ url: routes.staff }) }}
      />
    )
  }
  return <StaffGate>{inside()}</StaffGate>
}
