import { formatFen } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { ActionButton } from '../../ui/ActionButton'
import type { Bill } from './pay.api'
import styles from './pay.module.scss'
import { text } from './pay.text'
import type { PaymentFlow } from './use-payment'

const words = text.pay

interface Props {
  readonly bill: Bill
  readonly payment: PaymentFlow
  readonly isChoosing: boolean
}

/** A payment has begun: go on with it, ask again, or give it up. */
function Begun({ amountFen, payment }: { readonly amountFen: number; readonly payment: PaymentFlow }) {
  const { phase, busy, start, giveUp, again } = payment
  const isAsking = phase.kind === 'unsure' || phase.kind === 'code'
  return (
    <View className={styles.actions}>
      <ActionButton tone="plain" disabled={busy} onClick={() => giveUp(amountFen)}>
        {words.giveUp}
      </ActionButton>
      <ActionButton loading={busy} onClick={() => (isAsking ? again() : start(amountFen))}>
        {isAsking ? words.again : words.goOn(formatFen(amountFen))}
      </ActionButton>
    </View>
  )
}

/** The one thing to do about a bill. */
export function PayFooter({ bill, payment, isChoosing }: Props) {
  const { dueFen, openOrder } = bill
  const hasBegun = openOrder !== null || payment.phase.kind !== 'idle'
  if (hasBegun) return <Begun amountFen={openOrder?.amountFen ?? dueFen} payment={payment} />
  return (
    <>
      <ActionButton loading={payment.busy || isChoosing} onClick={() => payment.start(dueFen)}>
        {dueFen === 0 ? words.settle : words.action(formatFen(dueFen))}
      </ActionButton>
      {dueFen > 0 && <View className={styles.safe}>{words.safe}</View>}
    </>
  )
}
