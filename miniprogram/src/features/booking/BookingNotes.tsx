import type { booking } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import type { Handler } from '../../lib/handler'
import { formatMinute } from '../../lib/time'
import { Notice } from '../../ui/Notice'
import { text } from './booking.text'
import { isComing } from './booking-rules'
import styles from './BookingNotes.module.scss'

interface Props {
  readonly item: booking.BookingView
  /** Where the booking may still be moved. */
  readonly onMove?: Handler | undefined
}

/** What an owner has to know of a booking to come: that it begins later, and that a deposit is asked. */
export function BookingNotes({ item, onMove }: Props) {
  if (!isComing(item)) return null
  const { delayMinutes, depositFen } = item
  const move = onMove && { label: text.move.open, go: onMove }
  return (
    <View className={styles.notes}>
      {delayMinutes !== null && delayMinutes > 0 && (
        <Notice
          tone="wait"
          text={`${text.delay.said(delayMinutes, formatMinute(item.minute + delayMinutes))}${text.delay.may}`}
          way={move}
        />
      )}
      {depositFen > 0 && <Notice tone="wait" text={text.deposit(formatFen(depositFen))} />}
    </View>
  )
}
