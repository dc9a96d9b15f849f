import { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { sayMoment } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Tag } from '../../ui/Tag'
import { text } from './booking.text'
import { canTellLate, isComing } from './booking-rules'
import styles from './BookingState.module.scss'
import { BookingSteps } from './BookingSteps'
import { hintOf } from './state-hint'

interface Props {
  readonly item: booking.BookingView
  readonly onLate: Handler
}

/** How a booking stands, and on its day how to say that one comes later. */
export function BookingState({ item, onLate }: Props) {
  const { zh, tone } = booking.bookingStates[item.state]
  return (
    <Card title={sayMoment(item.day, item.minute)} extra={<Tag tone={tone}>{zh}</Tag>}>
      <View className={styles.hint} {...a11y('status')}>
        {hintOf(item)}
      </View>
      {item.closingNote && <View className={styles.reason}>{text.detail.why(item.closingNote)}</View>}
      {item.ready && (isComing(item) || item.state === 'arrived') && (
        <View className={styles.reason}>{text.steps.overnight(sayMoment(item.ready.day, item.ready.minute))}</View>
      )}
      {isComing(item) && item.lateMinutes !== null && (
        <View className={styles.reason}>{text.late.told(item.lateMinutes)}</View>
      )}
      <BookingSteps state={item.state} />
      {canTellLate(item) && <Cell title={text.late.open} note={text.late.openHint} onClick={onLate} />}
    </Card>
  )
}
