import type { booking } from '@pitlane/contract'
import { useEffect, useState } from 'react'
import { useSlots, useUsualAdvisor } from './booking.api'
import { useMobilityOffers } from './mobility.api'
import type { useChosenCar } from './use-chosen-car'
import { useConfirm, type Choice, type Extras } from './use-confirm'
import { termsOf } from './use-slot-board'
import { useWay } from './use-way'

/** Everything that is decided on the confirm page: the time, who receives, how the car comes, and the booking itself. */
export function useVisit(
  choice: Choice,
  first: booking.Alternative,
  chosen: ReturnType<typeof useChosenCar>,
  extras: Extras,
) {
  const [time, setTime] = useState(first)
  const source = { ...choice, familyId: chosen.car?.familyId ?? undefined }
  const terms = termsOf(useSlots(source, time.day).data, time.minute)
  const offers = useMobilityOffers({ storeId: choice.storeId, ...time, visitMinutes: terms.visitMinutes })
  const usual = useUsualAdvisor(source, time.day).data
  const way = useWay(offers.data)
  const laneId = (at: booking.Alternative) =>
    at.day === time.day && usual?.minutes.includes(at.minute) ? usual.laneId : undefined
  const confirm = useConfirm(choice, chosen, { time, setTime, extras, way: { content: way.content, laneId } })

  const isRefused = confirm.problem?.code.startsWith('mobility.') ?? false
  const { reload } = offers
  useEffect(() => {
    if (isRefused) void reload()
  }, [isRefused, reload])
  return { time, confirm, way, terms, advisor: laneId(time) === undefined ? undefined : usual?.name }
}
