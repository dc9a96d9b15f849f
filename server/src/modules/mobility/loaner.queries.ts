import { mobility as contract } from '@pitlane/contract'
import { AppError, type Day } from '@pitlane/kernel'
import { In, LessThanOrEqual, MoreThanOrEqual } from 'typeorm'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { toLocal, type LocalTime } from '../../platform/local-time'
import type { StoreScope } from '../../platform/scope'
import { findStores } from '../store'
import { isOverdue } from './free.queries'
import { isBeforeOut } from './loaner-states'
import { Loaner, LoanerCar } from './mobility.entity'
import { peopleOf } from './people.queries'

/** Throws `mobility.loaner_not_found`. */
export async function requireLoaner(db: Reader, id: string): Promise<Loaner> {
  const loaner = await db.findOne(Loaner, { id })
  if (!loaner) throw new AppError('mobility.loaner_not_found')
  return loaner
}

/** One of this owner's own. Throws `mobility.loaner_not_found` for anybody else's. */
export async function requireOwnLoaner(db: Reader, customerId: string, id: string): Promise<Loaner> {
  const loaner = await db.findOne(Loaner, { id, customerId })
  if (!loaner) throw new AppError('mobility.loaner_not_found')
  return loaner
}

/** Loaners of a store that touch a day, and all that are out: one that should be back must not be forgotten. */
export const listLoaners = (db: Reader, { storeId }: StoreScope, day: Day): Promise<Loaner[]> =>
  db.find(Loaner, {
    where: [
      { storeId, day: LessThanOrEqual(day), untilDay: MoreThanOrEqual(day) },
      { storeId, state: 'out' },
    ],
    order: { day: 'ASC', startsMinute: 'ASC', id: 'ASC' },
  })

const handover = (mileageKm: number | null, energyPercent: number | null, note: string | null, at: Date | null) =>
  mileageKm === null || energyPercent === null || at === null
    ? null
    : { mileageKm, energyPercent, note: note ?? '', at: at.toISOString() }

/** Loaners as staff see them: the customer masked. */
export async function loanerRows(app: App, loaners: readonly Loaner[], now: LocalTime): Promise<contract.LoanerRow[]> {
  const personOf = await peopleOf(app, loaners)
  return loaners.map((one) => ({
    ...{ id: one.id, bookingId: one.bookingId, state: one.state, version: one.version, carId: one.carId },
    ...{ day: one.day, minute: one.startsMinute, untilDay: one.untilDay, untilMinute: one.endsMinute },
    ...personOf(one),
    licenceUntil: one.licenceUntil,
    out: handover(one.outMileageKm, one.outEnergyPercent, one.outNote, one.outAt),
    back: handover(one.inMileageKm, one.inEnergyPercent, one.inNote, one.inAt),
    ...{ extraNote: one.extraNote, reason: one.reason, isBookingOver: one.isBookingOver },
    isOverdue: isOverdue(one, now),
  }))
}

/** Loaners as the owners who drive them see them. */
export async function loanerViews(app: App, loaners: readonly Loaner[]): Promise<contract.LoanerView[]> {
  const { read } = app.db
  const cars = await read.find(LoanerCar, { where: { id: In(loaners.map(({ carId }) => carId)) } })
  const stores = await findStores(
    read,
    loaners.map(({ storeId }) => storeId),
  )
  return loaners.map((one) => {
    const car = cars.find(({ id }) => id === one.carId)
    const zone = stores.find(({ id }) => id === one.storeId)?.timeZone
    return {
      ...{ id: one.id, bookingId: one.bookingId, state: one.state, next: contract.loanerNext[one.state] },
      ...{ version: one.version, model: car?.model ?? '', plate: car?.plate ?? '' },
      ...{ day: one.day, minute: one.startsMinute, untilDay: one.untilDay, untilMinute: one.endsMinute },
      isOverdue: zone !== undefined && isOverdue(one, toLocal(app.clock.now(), zone)),
      canCancel: isBeforeOut(one.state),
    }
  })
}
