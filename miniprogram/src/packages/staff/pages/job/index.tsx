import Taro, { useRouter } from '@tarojs/taro'
import type { Task } from '../../../../features/staff/find-jobs'
import { jobFooter, JobScreen } from '../../../../features/staff/JobScreen'
import { seen, type Seen } from '../../../../features/staff/overlay'
import { StaffEmpty } from '../../../../features/staff/StaffEmpty'
import { StaffGate } from '../../../../features/staff/StaffGate'
import { text } from '../../../../features/staff/staff.text'
import { useJob } from '../../../../features/staff/use-job'
import { useWork } from '../../../../features/staff/work'
import { routes } from '../../../../lib/routes'
import { CardSkeletons } from '../../../../ui/CardSkeletons'
import { ErrorState } from '../../../../ui/ErrorState'

function Working({ task, now }: { readonly task: Task; readonly now: Seen }) {
  const deeds = useJob(task)
  return (
    <StaffGate footer={jobFooter(task, deeds)}>
      <JobScreen task={task} now={now} deeds={deeds} />
    </StaffGate>
  )
}

/** One job at the car. */
export default function JobPage() {
  const jobId = useRouter().params.jobId ?? ''
  const work = useWork()
  const task = work.tasks.find(({ job }) => job.id === jobId)
  if (task) {
    const now = seen(task.job, work.own)
    return <Working key={task.job.id} task={{ ...task, job: now.job }} now={now} />
  }
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
