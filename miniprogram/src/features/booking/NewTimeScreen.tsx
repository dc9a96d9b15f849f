import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { routes, type BookingQuery } from '../../lib/routes'
import { Page } from '../../ui/Page'
import { useUsualAdvisor } from './booking.api'
import type { Advisor } from './use-picks'
import { text } from './booking.text'
import type { DayPart } from './day-parts'
import { Incomplete } from './Incomplete'
import type { Nearby } from './NearbyStores'
import { namesOf, priceAt, type PriceAt } from './service-sum'
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
  readonly askToTell: () => Promise<void>
}

/** Says so when the usual advisor is free at the chosen time. */
const noteOf = (advisor: Advisor | null, minute: number | undefined): string | undefined =>
  advisor !== null && minute !== undefined && advisor.minutes.includes(minute)
    ? text.slots.withAdvisor(advisor.name)
    : undefined

/** A time for a new booking. Shows what is really free and changes as others book. */
export function NewTimeScreen({ query, storeId, serviceIds, cars, askToTell }: Props) {
  const { store, services, isMissing } = useChosenServices(storeId, serviceIds)
  const source = { storeId, serviceIds, familyId: query.familyId }
  const board = useSlotBoard(source, { day: query.day, minute: query.minute })
  const [waitsFor, setWaitsFor] = useState<DayPart>()
  const { day, minute, times, priceFen } = board
  const advisor = useUsualAdvisor(source, day).data ?? null
  const priceOf: PriceAt = (percentOff, fen = priceFen) => priceAt(services, fen, percentOff)
  if (isMissing) return <Incomplete />

  const goOn = () => {
    if (day === undefined || minute === undefined) return
    void Taro.navigateTo({ url: routes.confirm({ ...query, storeId, serviceIds, day, minute }) })
  }
  const goTo = (place: Nearby) =>
    void Taro.redirectTo({
      url: routes.slot({ ...query, serviceIds, storeId: place.storeId, day: place.day, minute: place.minute }),
    })
  const footer = (
    <SlotFooter board={board} priceAt={priceOf} label={text.next} note={noteOf(advisor, minute)} onNext={goOn} />
  )
  return (
    <Page footer={footer}>
      <View className={styles.what}>{services && store ? `${namesOf(services)} · ${store.name}` : ' '}</View>
      <SlotPicker board={board} priceAt={priceOf} advisor={advisor} onWait={setWaitsFor} onStore={goTo} />
      {waitsFor && day && times.data && (
        <WaitSheet
          wish={{ storeId, serviceIds, day }}
          slots={times.data.slots}
          first={waitsFor}
          cars={cars}
          vehicleId={query.vehicleId}
          askToTell={askToTell}
          onClose={() => setWaitsFor(undefined)}
        />
      )}
    </Page>
  )
}
