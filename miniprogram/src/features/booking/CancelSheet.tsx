import { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { problemOf, type ApiProblem } from '../../lib/api'
import { a11y } from '../../lib/a11y'
import { ActionButton } from '../../ui/ActionButton'
import { Choice } from '../../ui/Choice'
import { Sheet } from '../../ui/Sheet'
import { cancelBooking } from './booking.api'
import { text } from './booking.text'
import styles from './CancelSheet.module.scss'

type Reason = keyof typeof booking.cancelReasons

const reasons = (Object.keys(booking.cancelReasons) as Reason[]).map((value) => ({
  value,
  label: booking.cancelReasons[value],
}))

interface Props {
  readonly open: boolean
  readonly bookingId: string
  readonly onClose: () => void
  readonly onCancelled: () => void
}

/** Says what is lost, asks why, and cancels. */
export function CancelSheet({ open, bookingId, onClose, onCancelled }: Props) {
  const [reason, setReason] = useState<Reason>()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()

  const submit = async () => {
    if (!reason) return
    setBusy(true)
    setProblem(undefined)
    await cancelBooking(bookingId, reason).then(onCancelled, (error: unknown) => setProblem(problemOf(error)))
    setBusy(false)
  }
  return (
    <Sheet open={open} title={text.cancel.title} onClose={onClose}>
      <View className={styles.lost}>{text.cancel.lost}</View>
      <Choice label={text.cancel.reason} options={reasons} value={reason} onChange={setReason} />
      {problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {problem.title}
        </View>
      )}
      <View className={styles.actions}>
        <ActionButton tone="plain" onClick={onClose}>
          {text.cancel.keep}
        </ActionButton>
        <ActionButton tone="danger" disabled={!reason} loading={isBusy} onClick={() => void submit()}>
          {text.cancel.submit}
        </ActionButton>
      </View>
    </Sheet>
  )
}
