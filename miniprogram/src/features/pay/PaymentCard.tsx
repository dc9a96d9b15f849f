import { formatFen } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { sayInstant } from '../../lib/time'
import { Card } from '../../ui/Card'
import { QrCode } from '../../ui/QrCode'
import type { Bill } from './pay.api'
import styles from './pay.module.scss'
import { text } from './pay.text'
import type { PaymentFlow } from './use-payment'

const words = text.pay

/** What is said about a payment on its way; undefined when there is none. */
function saidOf(
  { openOrder }: Bill,
  { phase }: PaymentFlow,
): { readonly title: string; readonly hint: string } | undefined {
  if (phase.kind === 'confirming') return { title: words.confirming, hint: words.confirmingHint }
  if (phase.kind === 'unsure') return { title: words.unsure, hint: words.unsureHint }
  if (phase.kind === 'code') return { title: words.code, hint: words.codeHint }
  if (!openOrder) return undefined
  return { title: words.open(formatFen(openOrder.amountFen)), hint: words.openUntil(sayInstant(openOrder.expiresAt)) }
}

/** A payment on its way: what is known of it, honestly. */
export function PaymentCard({ bill, payment }: { readonly bill: Bill; readonly payment: PaymentFlow }) {
  const said = saidOf(bill, payment)
  const { phase } = payment
  if (!said) return null
  return (
    <Card title={said.title}>
      <View className={styles.quiet} {...a11y('status')}>
        {said.hint}
      </View>
      {phase.kind === 'code' && <QrCode content={phase.codeUrl} label={words.code} />}
    </Card>
  )
}
