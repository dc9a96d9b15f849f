import { formatFen } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import styles from './pay.module.scss'
import type { Bill } from './pay.api'
import { payerName } from './bill-words'
import { text } from './pay.text'

const words = text.bill

type Line = Bill['lines'][number]

/** What is special about a line. */
const notesOf = ({ kind, discountFen, couponFen, returnedFen, payer }: Line): string =>
  [
    words[kind],
    payer === 'owner' ? '' : words.by(payerName(payer)),
    discountFen > 0 ? words.lineOff(formatFen(discountFen)) : '',
    couponFen > 0 ? `${words.coupon} ${formatFen(couponFen)}` : '',
    returnedFen > 0 ? words.returned(formatFen(returnedFen)) : '',
  ]
    .filter(Boolean)
    .join(' · ')

interface SumProps {
  readonly label: string
  readonly fen: number
  readonly isTotal?: boolean
}

function Sum({ label, fen, isTotal }: SumProps) {
  return (
    <View className={isTotal ? styles.total : styles.sum}>
      <View>{label}</View>
      <View>{formatFen(fen)}</View>
    </View>
  )
}

/** Every line with what is taken off it, then the sums. */
export function BillLines({ bill }: { readonly bill: Bill }) {
  const { lines, totalFen, discountFen, couponFen } = bill
  return (
    <View>
      {lines.map((line) => (
        <View key={line.key} className={styles.line}>
          <View className={styles.name}>
            {line.name}
            <View className={styles.note}>{notesOf(line)}</View>
          </View>
          <View className={styles.price}>{formatFen(line.amountFen)}</View>
        </View>
      ))}
      <Sum label={words.total} fen={totalFen} />
      {discountFen > 0 && <Sum label={words.discount} fen={-discountFen} />}
      {couponFen > 0 && <Sum label={words.coupon} fen={-couponFen} />}
      <Sum label={words.afterOff} fen={totalFen - discountFen - couponFen} isTotal />
    </View>
  )
}
