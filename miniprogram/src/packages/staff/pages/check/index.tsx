import Taro, { useRouter } from '@tarojs/taro'
import { CheckFooter, CheckScreen } from '../../../../features/staff/CheckScreen'
import type { Check } from '../../../../features/staff/find-jobs'
import { StaffEmpty } from '../../../../features/staff/StaffEmpty'
import { StaffGate } from '../../../../features/staff/StaffGate'
import { text } from '../../../../features/staff/staff.text'
import { SyncBar } from '../../../../features/staff/SyncBar'
import { useCheck } from '../../../../features/staff/use-check'
import { useWork } from '../../../../features/staff/work'
import { backOr } from '../../../../lib/back-or'
import { routes } from '../../../../lib/routes'
import { CardSkeletons } from '../../../../ui/CardSkeletons'
import { ErrorState } from '../../../../ui/ErrorState'

function Checking({ check }: { readonly check: Check }) {
  const deeds = useCheck(check, () => backOr(routes.staff))
  return (
    <StaffGate footer={<CheckFooter deeds={deeds} />}>
      <SyncBar />
      <CheckScreen check={check} deeds={deeds} />
    </StaffGate>
  )
}

const Gone = () => (
  <StaffEmpty
    title={text.check.gone}
    action={{ label: text.job.back, onClick: () => void Taro.redirectTo({ url: routes.staff }) }}
  />
)

/** A look at what a colleague did (互检). */
export default function CheckPage() {
  const jobId = useRouter().params.jobId ?? ''
  const work = useWork()
  const check = work.checks.find(({ job }) => job.id === jobId)
  const isSent = work.own.some(({ lane, refusal }) => lane === jobId && !refusal)
  if (check && !isSent) return <Checking key={check.job.version} check={check} />
  const inside = () => {
    if (work.data) return <Gone />
    return work.error ? <ErrorState problem={work.error} onRetry={work.reload} /> : <CardSkeletons />
  }
  return <StaffGate>{inside()}</StaffGate>
}
