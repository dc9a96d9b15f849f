import type { catalog, coupon as contract } from '@pitlane/contract'
import type { Day, Minute } from '@pitlane/kernel'
import { weekdayOf } from '@pitlane/kernel'
import type { Candidate, Face } from './bill'

/** The visit behind a bill: its car, its customer, and how it came about. */
export interface Visit {
  readonly fuel: catalog.Fuel | null
  /** `大众 帕萨特`; null without a car. */
  readonly car: string | null
  /** By its VIN; null where that does not say. */
  readonly modelYear: number | null
  readonly customer: contract.CouponCustomer
  readonly isBooked: boolean
}

/** Where, when and for which visit a bill is paid. Days and minutes are the store's. */
export interface Occasion {
  readonly storeId: string
  readonly vehicleId: string | null
  /** Null while nobody knows which visit it will be: then only place and time are asked for. */
  readonly visit: Visit | null
  readonly at: Date
  readonly day: Day
  readonly minute: Minute
}

/** Why a coupon cannot be used here and now, whatever the bill. */
export type Misfit =
  | ('not_begun' | 'over' | 'store' | 'vehicle' | 'weekday' | 'hours' | 'blackout')
  | ('fuel' | 'series' | 'age' | 'age_unknown' | 'customer' | 'booking')

function misfitInTime({ window }: Face, { day, minute }: Occasion): Misfit | undefined {
  if (window.weekdays.length > 0 && !window.weekdays.includes(weekdayOf(day))) return 'weekday'
  if (window.blackout.includes(day)) return 'blackout'
  const { hours } = window
  return hours && (minute < hours.from || minute >= hours.to) ? 'hours' : undefined
}

function misfitInPlace({ face, vehicleId }: Candidate, occasion: Occasion): Misfit | undefined {
  if (!face.storeIds.includes(occasion.storeId)) return 'store'
  return vehicleId !== null && occasion.visit && vehicleId !== occasion.vehicleId ? 'vehicle' : undefined
}

/** Blanks, dots and case do not matter: people write models as they like. */
const plain = (text: string): string => text.replace(/[\s·.-]/g, '').toLowerCase()

function misfitOfAge({ ageYears }: Face['scope'], modelYear: number | null, day: Day): Misfit | undefined {
  if (!ageYears) return undefined
  if (modelYear === null) return 'age_unknown'
  // Next year's model is sold in autumn already.
  const years = Math.max(0, Number(day.slice(0, 4)) - modelYear)
  return years < ageYears.from || years > (ageYears.to ?? Infinity) ? 'age' : undefined
}

function misfitOfCar({ scope }: Face, { fuel, car, modelYear }: Visit, day: Day): Misfit | undefined {
  const { fuels, series } = scope
  if (fuels.length > 0 && !fuels.some((one) => one === fuel)) return 'fuel'
  const name = plain(car ?? '')
  if (series.length > 0 && !series.some((one) => name.startsWith(plain(one)))) return 'series'
  return misfitOfAge(scope, modelYear, day)
}

function misfitOfVisit(face: Face, visit: Visit, day: Day): Misfit | undefined {
  const misfit = misfitOfCar(face, visit, day)
  if (misfit) return misfit
  const { customers } = face.scope
  if (customers.length > 0 && !customers.includes(visit.customer)) return 'customer'
  return face.needsBooking && !visit.isBooked ? 'booking' : undefined
}

/** Undefined when the coupon can be used. */
export function misfitOf(coupon: Candidate, occasion: Occasion): Misfit | undefined {
  if (occasion.at < coupon.validFrom) return 'not_begun'
  if (occasion.at >= coupon.validUntil) return 'over'
  const { face } = coupon
  const { visit, day } = occasion
  const ofVisit = () => (visit ? misfitOfVisit(face, visit, day) : undefined)
  return misfitInPlace(coupon, occasion) ?? ofVisit() ?? misfitInTime(face, occasion)
}
