import { formatFen } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { routes } from '../../lib/routes'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { ownPaidFen } from './bill-words'
import type { Bill } from './pay.api'
import styles from './pay.module.scss'
import { text } from './pay.text'

const words = text.entry

/** The one button of a car that waits: to its bill. Nothing where nothing can be paid here. */
export function PayButton({ bill }: { readonly bill: Bill }) {
  if (!bill.canPay) return null
  return (
    <View className={styles.pay}>
      <ActionButton onClick={() => void Taro.navigateTo({ url: routes.bill(bill.workorderId) })}>
        {bill.dueFen === 0 ? words.settle : words.go(formatFen(bill.dueFen))}
      </ActionButton>
    </View>
  )
}

/** The way to the bill, and once it is paid to the receipt. */
export function BillCell({ bill }: { readonly bill: Bill }) {
  const paid = ownPaidFen(bill)
  if (bill.state === 'paid')
    return (
      <Card>
        <Cell
          title={words.receipt}
          value={words.paid(formatFen(paid))}
          onClick={() => void Taro.navigateTo({ url: routes.receipt(bill.workorderId) })}
        />
      </Card>
    )
  if (bill.canPay || bill.lines.length === 0) return null
  return (
    <Card>
      <Cell
        title={words.title}
        note={words.desk(formatFen(bill.dueFen))}
        onClick={() => void Taro.navigateTo({ url: routes.bill(bill.workorderId) })}
      />
    </Card>
  )
}
