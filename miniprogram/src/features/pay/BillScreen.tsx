import { View } from '@tarojs/components'
import { Card } from '../../ui/Card'
import { Notice } from '../../ui/Notice'
import { BillLines } from './BillLines'
import { CouponCard } from './CouponCard'
import { DueCard } from './DueCard'
import type { Bill } from './pay.api'
import styles from './pay.module.scss'
import { PaymentCard } from './PaymentCard'
import { text } from './pay.text'
import type { BillFlow } from './use-bill'
import type { PaymentFlow } from './use-payment'

interface Props {
  readonly bill: Bill
  readonly flow: BillFlow
  readonly payment: PaymentFlow
}

/** What a visit costs, with coupons chosen and explained, and how paying it goes. */
export function BillScreen({ bill, flow, payment }: Props) {
  return (
    <>
      {payment.problem && (
        <View className={styles.notice}>
          <Notice tone="stop" text={payment.problem.title} />
        </View>
      )}
      <DueCard bill={bill} />
      <PaymentCard bill={bill} payment={payment} />
      <CouponCard bill={bill} flow={flow} />
      <Card title={text.bill.lines}>
        <BillLines bill={bill} />
      </Card>
    </>
  )
}
