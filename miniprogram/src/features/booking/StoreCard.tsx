import type { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { useStores } from './booking.api'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { text } from './booking.text'
import { callStore } from './call-store'
import { showWay } from './show-way'
import styles from './StoreCard.module.scss'

/** Where to go and whom to call. */
export function StoreCard({ item }: { readonly item: booking.BookingView }) {
  const stores = useStores()
  const place = stores.data?.find((s) => s.id === item.storeId)
  return (
    <Card>
      <Cell title={item.storeName} note={item.storeAddress} />
      <View className={styles.actions}>
        <ActionButton tone="plain" onClick={() => void callStore(item.storePhone)}>
          {text.detail.call}
        </ActionButton>
        {place && (
          <ActionButton tone="plain" onClick={() => void showWay(place)}>
            {text.detail.navigate}
          </ActionButton>
        )}
      </View>
    </Card>
  )
}
