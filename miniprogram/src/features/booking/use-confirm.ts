import type { booking } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { routes } from '../../lib/routes'
import { useProfile } from '../../lib/session'
import { text } from './booking.text'
import { useCarGate } from './use-car-gate'
import type { useChosenCar } from './use-chosen-car'
import { useHold } from './use-hold'
import { usePlaceBooking } from './use-place-booking'

interface Choice {
  readonly storeId: string
  readonly serviceIds: readonly string[]
}

/**
 * Log-in, car, kept time and booking behind the one button 确认预约. Nothing typed or chosen is lost on the way. Once the owner
 * and the car are known the time is kept; without them everything works as well, only unkept.
 */
export function useConfirm(choice: Choice, first: booking.Alternative, chosen: ReturnType<typeof useChosenCar>) {
  const profile = useProfile()
  const [time, setTime] = useState(first)
  const [remark, setRemark] = useState('')
  const placing = usePlaceBooking()
  const gate = useCarGate(chosen, text.confirm.carReady)
  const vehicleId = profile?.maskedPhone ? chosen.car?.id : undefined
  const hold = useHold(vehicleId === undefined ? undefined : { ...choice, ...time, vehicleId })

  const isGone = placing.problem?.code === 'booking.slot_taken'
  const { lost } = hold
  useEffect(() => {
    if (isGone) lost()
  }, [isGone, lost])

  const book = async ({ day, minute }: booking.Alternative) => {
    if (!chosen.car) return
    const content = { ...choice, vehicleId: chosen.car.id, day, minute, remark: remark.trim() }
    const placed = await placing.place(content, hold.holdId())
    if (!placed) return
    hold.taken()
    await Taro.redirectTo({ url: routes.result(placed.id) })
  }
  const submit = async () => {
    if ((await gate()) && (await hold.ready())) await book(time)
  }
  /** A time that was refused before anything was pressed is only changed; after 确认预约 one tap books. */
  const pick = (other: booking.Alternative) => {
    if (placing.problem) return book(other)
    hold.dismissProblem()
    setTime({ day: other.day, minute: other.minute })
  }
  return {
    time,
    remark,
    setRemark,
    hold,
    submit,
    pick,
    picksBook: placing.problem !== undefined,
    isBusy: placing.isBusy,
    problem: placing.problem ?? hold.problem,
    dismissProblem: () => {
      placing.dismissProblem()
      hold.dismissProblem()
    },
  }
}
