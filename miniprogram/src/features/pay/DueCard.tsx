import { formatFen } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { othersOf, ownPaidFen, payerName } from './bill-words'
import type { Bill } from './pay.api'
import styles from './pay.module.scss'
import { text } from './pay.text'

const words = text.bill

/** The one number that matters, then what others pay of it. */
export function DueCard({ bill }: { readonly bill: Bill }) {
  const paid = ownPaidFen(bill)
  return (
    <Card>
      <View className={styles.figure}>
        <View className={styles.quiet}>{bill.dueFen === 0 && paid === 0 ? words.nothing : words.due}</View>
        <View className={styles.due}>{formatFen(bill.dueFen)}</View>
      </View>
      {paid > 0 && <Cell title={words.ownPaid} value={formatFen(paid)} />}
      {othersOf(bill).map(({ payer, payableFen, paidFen }) => (
        <Cell
          key={payer}
          title={words.by(payerName(payer))}
          note={paidFen > 0 ? words.otherPaid(formatFen(paidFen)) : words.otherNote}
          value={formatFen(payableFen)}
        />
      ))}
    </Card>
  )
}
