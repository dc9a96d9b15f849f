import Taro from '@tarojs/taro'
import { routes } from '../../lib/routes'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { scanStores } from './coupon-scan.api'
import { text } from './coupon-scan.text'
import { useStaff } from './staff-session'

/** The way to checking coupons, for those who may. */
export function CouponScanCell() {
  const staff = useStaff()
  if (!staff || scanStores(staff).length === 0) return null
  return (
    <Card>
      <Cell title={text.cell} note={text.cellNote} onClick={() => void Taro.navigateTo({ url: routes.staffScan })} />
    </Card>
  )
}
