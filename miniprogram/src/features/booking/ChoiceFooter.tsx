import type { catalog } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { sayDuration } from '../../lib/time'
import { ActionButton } from '../../ui/ActionButton'
import { text } from './booking.text'
import { totalFen, totalMinutes } from './service-sum'
import styles from './SlotFooter.module.scss'

interface Props {
  readonly services: readonly catalog.ServiceView[]
  readonly onNext: Handler
}

/** What has been chosen for one visit, what it comes to, and the way on. */
export function ChoiceFooter({ services, onNext }: Props) {
  return (
    <View className={styles.footer}>
      <View className={styles.chosen} {...a11y('status')}>
        <View className={styles.moment}>{`${formatFen(totalFen(services))} ${text.from}`}</View>
        <View className={styles.note}>
          {`${text.service.chosen(services.length)} · ${sayDuration(totalMinutes(services))}`}
        </View>
      </View>
      <View className={styles.next}>
        <ActionButton onClick={onNext}>{text.service.pickTime}</ActionButton>
      </View>
    </View>
  )
}
