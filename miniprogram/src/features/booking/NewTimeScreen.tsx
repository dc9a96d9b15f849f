import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { routes, type BookingQuery } from '../../lib/routes'
import { Page } from '../../ui/Page'
import { text } from './booking.text'
import type { DayPart } from './day-parts'
import { Incomplete } from './Incomplete'
import { namesOf } from './service-sum'
import { SlotFooter } from './SlotFooter'
import { SlotPicker } from './SlotPicker'
import styles from './SlotScreen.module.scss'
import type { Cars } from './use-chosen-car'
import { useChosenServices } from './use-chosen-services'
import { useSlotBoard } from './use-slot-board'
import { WaitSheet } from './WaitSheet'

interface Props {
  readonly query: BookingQuery
  readonly storeId: string
  readonly serviceIds: readonly string[]
  readonly cars: Cars
}

/** A time for a new booking. Shows what is really free and changes as others book. */
export function NewTimeScreen({ query, storeId, serviceIds, cars }: Props) {
  const { store, services, isMissing } = useChosenServices(storeId, serviceIds)
  const board = useSlotBoard({ storeId, serviceIds, day: query.day })
  const [waitsFor, setWaitsFor] = useState<DayPart>()
  const { day, minute, times } = board
  if (isMissing) return <Incomplete />

  const goOn = () => {
    if (day === undefined || minute === undefined) return
    void Taro.navigateTo({ url: routes.confirm({ ...query, storeId, serviceIds, day, minute }) })
  }
  return (
    <Page footer={<SlotFooter board={board} services={services} label={text.next} onNext={goOn} />}>
      <View className={styles.what}>{services && store ? `${namesOf(services)} · ${store.name}` : ' '}</View>
      <SlotPicker board={board} onWait={setWaitsFor} />
      {waitsFor && day && times.data && (
        <WaitSheet
          wish={{ storeId, serviceIds, day }}
          slots={times.data.slots}
          first={waitsFor}
          cars={cars}
          vehicleId={query.vehicleId}
          onClose={() => setWaitsFor(undefined)}
        />
      )}
    </Page>
  )
}
