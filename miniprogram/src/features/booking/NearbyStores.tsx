import type { booking, View as ViewOf } from '@pitlane/contract'
import { formatFen, type Day } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { sayDistance } from '../../lib/distance'
import { sayMoment } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { useNearbySlots, type SlotSource } from './booking.api'
import { text } from './booking.text'
import type { PriceAt } from './service-sum'
import styles from './NearbyStores.module.scss'

export type Nearby = ViewOf<typeof booking.nearbySlots>[number]

interface Props {
  readonly source: SlotSource
  readonly day: Day
  readonly priceAt: PriceAt
  readonly onStore: (place: Nearby) => void
}

/** What the visit costs there, and what the time takes off it. */
function Price({ place, priceAt }: { readonly place: Nearby; readonly priceAt: PriceAt }) {
  const price = priceAt(place.percentOff)
  return (
    <>
      {price !== undefined && <View>{`${formatFen(price)} ${text.from}`}</View>}
      {place.percentOff > 0 && <View className={styles.off}>{text.slots.off(place.percentOff)}</View>}
    </>
  )
}

/** Other stores that have room: one tap changes to the store and its time. Nothing where there is none. */
export function NearbyStores({ source, day, priceAt, onStore }: Props) {
  const { data } = useNearbySlots(source, day)
  if (!data || data.length === 0) return null
  return (
    <Card title={text.slots.nearby}>
      <View className={styles.hint}>{text.slots.nearbyHint}</View>
      {data.map((place) => (
        <Cell
          key={place.storeId}
          title={place.storeName}
          note={
            <>
              <View>{text.slots.earliest(sayMoment(place.day, place.minute))}</View>
              <View>{text.slots.fromHere(sayDistance(place.distanceKm))}</View>
            </>
          }
          value={<Price place={place} priceAt={priceAt} />}
          onClick={() => onStore(place)}
        />
      ))}
    </Card>
  )
}
