import Taro from '@tarojs/taro'
import { routes } from '../../lib/routes'
import { LoginDismissed, requireLogin, useProfile } from '../../lib/session'
import { toast } from '../../lib/toast'
import { listMyCars } from './booking.api'
import type { useChosenCar } from './use-chosen-car'

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

/**
 * Asks for what is missing before something is done for a car: a log-in with a phone number, then a car. True only when the
 * car was on the screen already: the owner confirms what can be read, so a car that has just come is shown first.
 */
export function useCarGate(chosen: ReturnType<typeof useChosenCar>, carReady: string) {
  const profile = useProfile()
  return async (): Promise<boolean> => {
    const couldSeeCar = profile !== null && chosen.car !== undefined
    if (!(await loggedIn())) return false
    if (couldSeeCar) return true
    const cars = await listMyCars().catch(() => undefined)
    if (cars?.length === 0) await Taro.navigateTo({ url: routes.vehicle() })
    else toast(carReady)
    return false
  }
}
