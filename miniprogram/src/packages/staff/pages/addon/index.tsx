import Taro, { useRouter } from '@tarojs/taro'
import { AddonForm } from '../../../../features/staff/AddonForm'
import { StaffGate } from '../../../../features/staff/StaffGate'
import { text } from '../../../../features/staff/staff.text'
import { useWork } from '../../../../features/staff/work'
import { backOr } from '../../../../lib/back-or'
import { routes } from '../../../../lib/routes'
import { CardSkeletons } from '../../../../ui/CardSkeletons'
import { Empty } from '../../../../ui/Empty'
import { ErrorState } from '../../../../ui/ErrorState'

/** Something more was found at the car. */
export default function AddonPage() {
  const jobId = useRouter().params.jobId ?? ''
  const work = useWork()
  const inside = () => {
    if (!work.data) return work.error ? <ErrorState problem={work.error} onRetry={work.reload} /> : <CardSkeletons />
    const task = work.tasks.find(({ job }) => job.id === jobId)
    if (task) return <AddonForm task={task} onSent={() => backOr(routes.staffJob(jobId))} />
    return (
      <Empty
        title={text.job.gone}
        action={{ label: text.job.back, onClick: () => void Taro.redirectTo({ url: routes.staff }) }}
      />
    )
  }
  return <StaffGate>{inside()}</StaffGate>
}
