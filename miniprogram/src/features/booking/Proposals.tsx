import type { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { routes } from '../../lib/routes'
import { sayMoment, storeInstant } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Tappable } from '../../ui/Tappable'
import styles from './AlternativesSheet.module.scss'
import { text } from './booking.text'

const isAhead = ({ day, minute }: booking.Alternative, now = Date.now()) => storeInstant(day, minute) > now

/** Times that the store offers instead of the one it turned down: one tap, and only 确认预约 is left to do. */
export function Proposals({ item }: { readonly item: booking.BookingView }) {
  const { state, proposals, storeId, vehicleId, services } = item
  const ahead = proposals.filter((time) => isAhead(time))
  if (state !== 'rejected' || ahead.length === 0) return null
  const take = ({ day, minute }: booking.Alternative) =>
    void Taro.navigateTo({
      url: routes.confirm({ storeId, vehicleId, serviceIds: services.map(({ id }) => id), day, minute }),
    })
  return (
    <Card title={text.proposals.title}>
      <View className={styles.what}>{text.proposals.hint}</View>
      <View className={styles.times}>
        {ahead.map((time) => (
          <Tappable key={`${time.day} ${time.minute}`} className={styles.time} onClick={() => take(time)}>
            <View className={styles.moment}>{sayMoment(time.day, time.minute)}</View>
            <View className={styles.hint}>{text.proposals.book}</View>
          </Tappable>
        ))}
      </View>
    </Card>
  )
}
