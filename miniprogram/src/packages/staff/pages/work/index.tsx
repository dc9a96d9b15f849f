import { useEffect } from 'react'
import { PlateFinder } from '../../../../features/garage/PlateFinder'
import { CouponScanCell } from '../../../../features/staff/CouponScanCell'
import { EndStaffLogin } from '../../../../features/staff/EndStaffLogin'
import { StaffGate } from '../../../../features/staff/StaffGate'
import { useWork } from '../../../../features/staff/work'
import { WorkScreen } from '../../../../features/staff/WorkScreen'

/** A browser fetches a page when it is opened. At the car there may be no network then: the pages of the work come ahead. */
async function fetchAhead(): Promise<void> {
  if (process.env.TARO_ENV !== 'h5') return
  const pages = [import('../job'), import('../addon'), import('../check'), import('../qc'), import('../sync')]
  await Promise.allSettled(pages)
}

/** 我的任务: jobs to do, jobs to look at, and cars to check. */
export default function WorkPage() {
  const work = useWork()
  useEffect(() => void fetchAhead(), [])
  return (
    <StaffGate>
      <WorkScreen work={work} renderPlates={(how) => <PlateFinder {...how} />} />
      <CouponScanCell />
      <EndStaffLogin />
    </StaffGate>
  )
}
