import type { Day, Minute } from '@pitlane/kernel'
import { weekdayOf } from '@pitlane/kernel'
import type { Candidate, Face } from './bill'

/** Where, when and on which car a bill is paid. Days and minutes are the store's. */
export interface Occasion {
  readonly storeId: string
  readonly vehicleId: string | null
  readonly fuel: string | null
  readonly at: Date
  readonly day: Day
  readonly minute: Minute
}

/** Why a coupon cannot be used here and now, whatever the bill. */
export type Misfit = 'not_begun' | 'over' | 'store' | 'vehicle' | 'fuel' | 'weekday' | 'hours' | 'blackout'

function misfitInTime({ window }: Face, { day, minute }: Occasion): Misfit | undefined {
  if (window.weekdays.length > 0 && !window.weekdays.includes(weekdayOf(day))) return 'weekday'
  if (window.blackout.includes(day)) return 'blackout'
  const { hours } = window
  return hours && (minute < hours.from || minute >= hours.to) ? 'hours' : undefined
}

function misfitInPlace({ face, vehicleId }: Candidate, occasion: Occasion): Misfit | undefined {
  if (!face.storeIds.includes(occasion.storeId)) return 'store'
  if (vehicleId !== null && vehicleId !== occasion.vehicleId) return 'vehicle'
  const { fuels } = face.scope
  const fits = fuels.length === 0 || fuels.some((fuel) => fuel === occasion.fuel)
  return fits ? undefined : 'fuel'
}

/** Undefined when the coupon can be used. */
export function misfitOf(coupon: Candidate, occasion: Occasion): Misfit | undefined {
  if (occasion.at < coupon.validFrom) return 'not_begun'
  if (occasion.at >= coupon.validUntil) return 'over'
  return misfitInPlace(coupon, occasion) ?? misfitInTime(coupon.face, occasion)
}
