import { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { routes } from '../../lib/routes'
import { sayMoment } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Tag } from '../../ui/Tag'
import styles from './BookingCard.module.scss'
import { carPlate } from './car-name'

/** One booking in a list: when first, then where, what and which car. */
export function BookingCard({ item }: { readonly item: booking.BookingView }) {
  const { zh, tone } = booking.bookingStates[item.state]
  return (
    <Card onClick={() => void Taro.navigateTo({ url: routes.detail(item.id) })}>
      <View className={styles.head}>
        <View className={styles.moment}>{sayMoment(item.day, item.minute)}</View>
        <Tag tone={tone}>{zh}</Tag>
      </View>
      <View className={styles.what}>{item.serviceName}</View>
      <View className={styles.note}>{`${item.storeName} · ${carPlate(item.plate)}`}</View>
    </Card>
  )
}
