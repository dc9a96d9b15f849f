import type { booking } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { routes } from '../../lib/routes'
import { useProfile } from '../../lib/session'
import { text } from './booking.text'
import { forgetDraft, useRemarkDraft } from './remark-draft'
import { useCarGate } from './use-car-gate'
import type { useChosenCar } from './use-chosen-car'
import { useHold } from './use-hold'
import { usePlaceBooking, type BookingContent } from './use-place-booking'

export interface Choice {
  readonly storeId: string
  readonly serviceIds: readonly string[]
}

/** Photos and voice that go with the booking. */
export interface Extras {
  /** Their ids once all of them are sent; undefined when something could not be sent, which is then said. */
  readonly ready: () => Promise<readonly string[] | undefined>
  /** The server knows them no more: they have to be sent again. */
  readonly renew: () => void
}

/** How the car comes, and who receives it. */
interface Way {
  /** Undefined when something is missing, which is then said. */
  readonly content: () => Pick<BookingContent, 'handover' | 'mobility'> | undefined
  readonly laneId: (time: booking.Alternative) => string | undefined
}

interface Plan {
  readonly time: booking.Alternative
  readonly setTime: (time: booking.Alternative) => void
  readonly extras: Extras
  readonly way: Way
}

/** Waits for what still travels, so that a booking goes with all of it or says why not. */
function useSentFiles({ ready, renew }: Extras, isGone: boolean) {
  const [isSending, setSending] = useState(false)
  useEffect(() => {
    if (isGone) renew()
  }, [isGone, renew])
  const sentFiles = async () => {
    setSending(true)
    const fileIds = await ready().finally(() => setSending(false))
    return fileIds && (fileIds.length === 0 ? {} : { fileIds })
  }
  return { sentFiles, isSending }
}

/**
 * Log-in, car, kept time and booking behind the one button 确认预约. Nothing typed or chosen is lost on the way. Once the owner
 * and the car are known the time is kept; without them everything works as well, only unkept.
 */
export function useConfirm(
  choice: Choice,
  chosen: ReturnType<typeof useChosenCar>,
  { time, setTime, extras, way }: Plan,
) {
  const profile = useProfile()
  const [remark, setRemark] = useRemarkDraft()
  const placing = usePlaceBooking()
  const { sentFiles, isSending } = useSentFiles(extras, placing.problem?.code === 'files.not_found')
  const gate = useCarGate(chosen, text.confirm.carReady)
  const vehicleId = profile?.maskedPhone ? chosen.car?.id : undefined
  const hold = useHold(vehicleId === undefined ? undefined : { ...choice, ...time, vehicleId })

  const isGone = placing.problem?.code === 'booking.slot_taken'
  const { lost } = hold
  useEffect(() => {
    if (isGone) lost()
  }, [isGone, lost])

  const book = async ({ day, minute }: booking.Alternative) => {
    const visit = way.content()
    if (!chosen.car || isSending || !visit) return
    const files = await sentFiles()
    if (!files) return
    const content = { ...choice, vehicleId: chosen.car.id, day, minute, remark: remark.trim(), ...files, ...visit }
    const placed = await placing.place(content, { holdId: hold.holdId(), laneId: way.laneId({ day, minute }) })
    if (!placed) return
    forgetDraft()
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
    remark,
    setRemark,
    hold,
    submit,
    pick,
    picksBook: placing.problem !== undefined,
    isBusy: placing.isBusy || isSending,
    isSending,
    problem: placing.problem ?? hold.problem,
    dismissProblem: () => {
      placing.dismissProblem()
      hold.dismissProblem()
    },
  }
}
