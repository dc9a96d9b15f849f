import type { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { sayMoment } from '../../lib/time'
import { ActionButton } from '../../ui/ActionButton'
import type { Handler } from '../../lib/handler'
import { Sheet } from '../../ui/Sheet'
import { Tappable } from '../../ui/Tappable'
import { text } from './booking.text'
import styles from './AlternativesSheet.module.scss'

interface Props {
  readonly open: boolean
  /** What happened, in the server's words. */
  readonly title: string
  readonly times: readonly booking.Alternative[]
  /** What a tap on a time does. */
  readonly hint: string
  readonly isBusy: boolean
  readonly onPick: (time: booking.Alternative) => void
  readonly onOther: Handler
  readonly onClose: () => void
}

/** The time is gone; one tap books another. */
export function AlternativesSheet({ open, title, times, hint, isBusy, onPick, onOther, onClose }: Props) {
  return (
    <Sheet open={open} title={text.alternatives.title} onClose={onClose}>
      <View className={styles.what}>{title}</View>
      {times.length > 0 ? (
        <View className={styles.times}>
          {times.map((time) => (
            <Tappable
              key={`${time.day} ${time.minute}`}
              className={styles.time}
              disabled={isBusy}
              onClick={() => onPick(time)}
            >
              <View className={styles.moment}>{sayMoment(time.day, time.minute)}</View>
              <View className={styles.hint}>{hint}</View>
            </Tappable>
          ))}
        </View>
      ) : (
        <View className={styles.what}>{text.alternatives.none}</View>
      )}
      <ActionButton tone="plain" disabled={isBusy} onClick={onOther}>
        {text.alternatives.other}
      </ActionButton>
    </Sheet>
  )
}
