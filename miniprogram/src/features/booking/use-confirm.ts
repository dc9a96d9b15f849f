import type { booking } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { routes } from '../../lib/routes'
import { LoginDismissed, requireLogin, useProfile } from '../../lib/session'
import { toast } from '../../lib/toast'
import { listMyCars } from './booking.api'
import { text } from './booking.text'
import type { useChosenCar } from './use-chosen-car'
import { usePlaceBooking } from './use-place-booking'

interface Place {
  readonly storeId: string
  readonly serviceId: string
}

/** True when the owner may go on; false when the log-in page was left. */
async function loggedIn(): Promise<boolean> {
  try {
    await requireLogin({ phone: true })
    return true
  } catch (error) {
    if (error instanceof LoginDismissed) return false
    throw error
  }
}

/** Log-in, car and booking behind the one button 确认预约. Nothing typed or chosen is lost on the way. */
export function useConfirm({ storeId, serviceId }: Place, chosen: ReturnType<typeof useChosenCar>) {
  const profile = useProfile()
  const [remark, setRemark] = useState('')
  const { place, isBusy, problem, dismissProblem } = usePlaceBooking()

  const book = async ({ day, minute }: booking.Alternative) => {
    if (!chosen.car) return
    const vehicleId = chosen.car.id
    const placed = await place({ storeId, serviceId, vehicleId, day, minute, remark: remark.trim() })
    if (placed) await Taro.redirectTo({ url: routes.result(placed.id) })
  }

  /** A car that was not on the screen is shown first: the owner confirms what can be read. */
  const submit = async (time: booking.Alternative) => {
    const couldSeeCar = profile !== null && chosen.car !== undefined
    if (!(await loggedIn())) return
    if (couldSeeCar) return book(time)
    const cars = await listMyCars().catch(() => undefined)
    if (cars?.length === 0) return void Taro.navigateTo({ url: routes.vehicle() })
    toast(text.confirm.carReady)
  }
  return { remark, setRemark, submit, book, isBusy, problem, dismissProblem }
}
