import Taro, { useRouter } from '@tarojs/taro'
import { JobScreen } from '../../../../features/staff/JobScreen'
import { seen } from '../../../../features/staff/overlay'
import { StaffGate } from '../../../../features/staff/StaffGate'
import { text } from '../../../../features/staff/staff.text'
import { useWork } from '../../../../features/staff/work'
import { routes } from '../../../../lib/routes'
import { CardSkeletons } from '../../../../ui/CardSkeletons'
import { Empty } from '../../../../ui/Empty'
import { ErrorState } from '../../../../ui/ErrorState'

/** One job at the car. */
export default function JobPage() {
  const jobId = useRouter().params.jobId ?? ''
  const work = useWork()
  const inside = () => {
    if (!work.data) return work.error ? <ErrorState problem={work.error} onRetry={work.reload} /> : <CardSkeletons />
    const task = work.tasks.find(({ job }) => job.id === jobId)
    if (!task)
      return (
        <Empty
          title={text.job.gone}
          action={{ label: text.job.back, onClick: () => void Taro.redirectTo({ url: routes.staff }) }}
        />
      )
    const now = seen(task.job, work.own)
    return <JobScreen key={task.job.id} task={{ ...task, job: now.job }} now={now} />
  }
  return <StaffGate>{inside()}</StaffGate>
}
