import { formatFen } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import styles from './Lines.module.scss'
import type { Quote } from './progress.api'
import { text } from './progress.text'
import { itemsOf, sayQuantity } from './quote-lines'

const words = text.quote

interface LineProps {
  readonly kind: string
  readonly name: string
  readonly quantity: string
  readonly price: string
}

function Line({ kind, name, quantity, price }: LineProps) {
  return (
    <View className={styles.line}>
      <View className={styles.kind}>{kind}</View>
      <View className={styles.name}>
        {name}
        <View className={styles.quantity}>{quantity}</View>
      </View>
      <View className={styles.price}>{price}</View>
    </View>
  )
}

function Sum({ label, fen, isTotal }: { readonly label: string; readonly fen: number; readonly isTotal?: boolean }) {
  return (
    <View className={isTotal ? styles.total : styles.sum}>
      <View>{label}</View>
      <View>{formatFen(fen)}</View>
    </View>
  )
}

/** A quote line by line, labour and material apart, and what it comes to. */
export function QuoteLines({ quote }: { readonly quote: Quote }) {
  return (
    <View>
      {itemsOf(quote.lines).map(({ place, labour, materials }) => (
        <View key={place} className={styles.item}>
          <Line
            kind={words.labour}
            name={labour.name}
            quantity={sayQuantity(labour)}
            price={formatFen(labour.amountFen)}
          />
          {materials.map((line, i) => (
            <Line
              key={i}
              kind={words.material}
              name={line.name}
              quantity={sayQuantity(line)}
              price={formatFen(line.amountFen)}
            />
          ))}
        </View>
      ))}
      <Sum label={words.labourSum} fen={quote.labourFen} />
      <Sum label={words.materialSum} fen={quote.materialFen} />
      <Sum label={words.total} fen={quote.totalFen} isTotal />
    </View>
  )
}
