import { useEffect } from 'react'
import { PlateFinder } from '../../../../features/garage/PlateFinder'
import { CouponScanCell } from '../../../../features/staff/CouponScanCell'
import { EndStaffLogin } from '../../../../features/staff/EndStaffLogin'
import { StaffGate } from '../../../../features/staff/StaffGate'
import { useWork } from '../../../../features/staff/work'
import { WorkScreen } from '../../../../features/staff/WorkScreen'
import { fetchPagesAhead } from '../../../../lib/platform/pages-ahead'

/** 我的任务: jobs to do, jobs to look at, and cars to check. */
export default function WorkPage() {
  const work = useWork()
  useEffect(() => fetchPagesAhead('staff'), [])
  return (
    <StaffGate>
      <WorkScreen work={work} renderPlates={(how) => <PlateFinder {...how} />} />
      <CouponScanCell />
      <EndStaffLogin />
    </StaffGate>
  )
}
