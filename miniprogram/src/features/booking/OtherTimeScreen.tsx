import type { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { backOr } from '../../lib/back-or'
import { routes } from '../../lib/routes'
import { sayMoment } from '../../lib/time'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { AlternativesSheet } from './AlternativesSheet'
import { reschedule } from './booking.api'
import { text } from './booking.text'
import { canChange } from './booking-rules'
import { ConfirmProblem } from './ConfirmProblem'
import { priceAt, type PriceAt } from './service-sum'
import { SlotFooter } from './SlotFooter'
import { SlotPicker } from './SlotPicker'
import styles from './SlotScreen.module.scss'
import { useChosenServices } from './use-chosen-services'
import { alternativesOf } from './use-place-booking'
import { useSlotBoard } from './use-slot-board'

type Booking = booking.BookingView

interface Props {
  readonly item: Booking
  /** Reads the booking again, after somebody else has changed it. */
  readonly onStale: () => Promise<void>
}

function OldTime({ item }: { readonly item: Booking }) {
  return (
    <View className={styles.old}>
      <View className={styles.moment}>{text.move.old(sayMoment(item.day, item.minute))}</View>
      <View className={styles.note}>{text.move.kept}</View>
    </View>
  )
}

/** Another time for a booking. The old one is kept until the new one is had. */
export function OtherTimeScreen({ item, onStale }: Props) {
  const serviceIds = item.services.map(({ id }) => id)
  const board = useSlotBoard({ storeId: item.storeId, serviceIds, bookingId: item.id }, { day: item.day, own: item })
  const { services } = useChosenServices(item.storeId, serviceIds)
  const { day, minute, priceFen } = board
  const priceOf: PriceAt = (percentOff, fen = priceFen) => priceAt(services, fen, percentOff)
  const [isClosed, setClosed] = useState(false)
  useEffect(() => void Taro.setNavigationBarTitle({ title: text.move.open }), [])
  const back = () => backOr(routes.detail(item.id))
  const move = useAction(async (to: booking.Alternative) => {
    setClosed(false)
    try {
      const moved = await reschedule(item.id, { version: item.version, day: to.day, minute: to.minute })
      toast(text.move.done(sayMoment(moved.day, moved.minute)))
      await back()
    } catch (error) {
      await onStale()
      throw error
    }
  })
  if (!canChange(item))
    return (
      <Page>
        <Empty title={text.move.over} action={{ label: text.move.see, onClick: back }} />
      </Page>
    )
  const isTaken = move.problem?.code === 'booking.slot_taken'
  const submit = () => (day === undefined || minute === undefined ? undefined : move.run({ day, minute }))
  const footer = (
    <>
      {move.problem && !isTaken && <ConfirmProblem problem={move.problem} onRepick={move.forgive} />}
      <SlotFooter board={board} priceAt={priceOf} label={text.move.submit} isBusy={move.busy} onNext={() => submit()} />
    </>
  )
  return (
    <Page footer={footer}>
      <OldTime item={item} />
      <SlotPicker board={board} priceAt={priceOf} own={day === item.day ? item.minute : undefined} />
      <AlternativesSheet
        open={isTaken && !isClosed}
        title={move.problem?.title ?? ''}
        times={alternativesOf(move.problem)}
        hint={text.move.hint}
        isBusy={move.busy}
        onPick={(time) => void move.run({ day: time.day, minute: time.minute })}
        onOther={() => setClosed(true)}
        onClose={() => setClosed(true)}
      />
    </Page>
  )
}
