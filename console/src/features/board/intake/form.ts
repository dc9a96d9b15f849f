import { isMobile, normPhone, plateKind, type catalog } from '@pitlane/contract'
import { isAddressMissing, noWay, wishOf, type Way } from './way'
import type { At, BookBody, Channel } from './types'

export type { At, BookBody, Channel }

/** The car that is none of the customer's known ones. */
export const NEW_CAR = 'new'

/** What has been filled in so far. */
export interface IntakeForm {
  readonly phone: string
  readonly name: string
  /** One of the customer's cars, or `NEW_CAR`. */
  readonly carId: string
  readonly plate: string
  readonly fuel: catalog.Fuel
  readonly serviceIds: readonly string[]
  readonly at: At | null
  readonly remark: string
  /** Work that has to be done again. */
  readonly isRework: boolean
  /** The car may stay overnight. */
  readonly isOvernight: boolean
  /** A driver or a loaner car with it. */
  readonly way: Way
}

export const emptyForm: IntakeForm = {
  ...{ phone: '', name: '', carId: NEW_CAR, plate: '', fuel: 'ice', serviceIds: [], at: null, remark: '' },
  ...{ isRework: false, isOvernight: false, way: noWay },
}

export type Missing = 'phone' | 'plate' | 'services' | 'at' | 'address'

export const isWholePhone = (phone: string): boolean => isMobile(normPhone(phone))

/** The first thing that is still missing, in the order in which the form asks. */
export function missingOf(form: IntakeForm, channel: Channel): Missing | null {
  if (!isWholePhone(form.phone)) return 'phone'
  if (form.carId === NEW_CAR && plateKind(form.plate) === undefined) return 'plate'
  if (form.serviceIds.length === 0) return 'services'
  if (channel === 'phone' && form.at === null) return 'at'
  return isAddressMissing(form.way) ? 'address' : null
}

/** A green plate belongs to a car with a plug far more often than not; everything else stays as it was chosen. */
export const fuelFor = (plate: string, chosen: catalog.Fuel): catalog.Fuel =>
  chosen === 'ice' && plateKind(plate)?.startsWith('nev') ? 'bev' : chosen

/** What is sent, without the id of the intent. A walk-in that is put on another day is a booking like any other. */
export function bodyOf(form: IntakeForm, channel: Channel, today: string): Omit<BookBody, 'requestId'> {
  const { phone, name, carId, plate, fuel, serviceIds, at, remark, isRework, isOvernight } = form
  const isLater = at !== null && at.day !== today
  const mobility = wishOf(form.way)
  return {
    channel: isLater ? 'phone' : channel,
    phone: normPhone(phone),
    name: name.trim(),
    vehicle: carId === NEW_CAR ? { plate: plate.trim(), fuel } : { id: carId },
    serviceIds: [...serviceIds],
    ...(at === null ? {} : { at }),
    remark: remark.trim(),
    ...{ isRework, isOvernight },
    ...(mobility ? { mobility } : {}),
  }
}

/** `沪A`, when most plates of the day begin with it: nobody types it all day long. */
export function commonPrefix(masked: readonly (string | null)[]): string {
  const counts = new Map<string, number>()
  for (const plate of masked) {
    const prefix = plate?.slice(0, 2) ?? ''
    if (/^\p{Script=Han}[A-Z]$/u.test(prefix)) counts.set(prefix, (counts.get(prefix) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}
