import { CouponScanScreen } from '../../../../features/staff/CouponScanScreen'
import { StaffGate } from '../../../../features/staff/StaffGate'

/** 验券. */
export default function ScanPage() {
  return (
    <StaffGate>
      <CouponScanScreen />
    </StaffGate>
  )
}
