import { identity, mobility, type Permission } from '@pitlane/contract'
import { fireEvent, screen } from '@testing-library/react'
import type { FakeApi } from './api'
import { rowId, staff, STORE, today } from './people'
import { logIn, openAt } from './screen'

const person = { maskedName: '张**', maskedPhone: '138****1001', vehicleName: '大众 帕萨特', maskedPlate: '沪A·**101' }

/** A trip of today that waits to be assigned; `n` tells trips apart. */
export const trip = (n: number, over: Partial<mobility.TripRow> = {}): mobility.TripRow => ({
  ...{ id: rowId(n), bookingId: rowId(900 + n), direction: 'fetch', state: 'requested', version: 1, day: today() },
  ...{ minute: 510 + n * 60, doorMinute: 540 + n * 60, endMinute: 600 + n * 60 },
  ...{ driverId: rowId(70), driverName: '陈建国', ...person, maskedAddress: '浦东新区****' },
  ...{ plannedKm: null, drivenKm: null, kmNote: null, inspection: null, consentBy: null, reason: null },
  ...{
    isBookingOver: false,
    codeTries: 0,
    steps: ['assigned', 'cancelled_by_customer', 'cancelled_by_store'],
    ...over,
  },
})

/** A loan of today, from ten to twelve. */
export const loaner = (n: number, over: Partial<mobility.LoanerRow> = {}): mobility.LoanerRow => ({
  ...{ id: rowId(n), bookingId: rowId(900 + n), state: 'reserved', version: 1, carId: rowId(80), day: today() },
  ...{ minute: 600, untilDay: today(), untilMinute: 720, ...person, licenceUntil: null, out: null, back: null },
  ...{ extraNote: null, reason: null, isOverdue: false, isBookingOver: false, ...over },
})

/** A loaner car. */
export const car = (n: number, over: Partial<mobility.LoanerCarView> = {}): mobility.LoanerCarView => ({
  ...{ id: rowId(n), plate: `沪C0D7${n}`, model: '大众 朗逸', fuel: 'ice', odometerKm: 38_420, isActive: true },
  ...{ version: 1, ...over },
})

export interface Served {
  trips?: mobility.TripRow[]
  loaners?: mobility.LoanerRow[]
  cars?: mobility.LoanerCarView[]
}

/** The day of the store as the server holds it. */
export function serve(api: FakeApi, kept: Served, held?: readonly Permission[]): void {
  api.on(identity.staffMe, () => staff(held))
  api.on(mobility.day, ({ query }) => ({
    day: query.get('day') ?? '',
    trips: kept.trips ?? [],
    loaners: kept.loaners ?? [],
    drivers: [
      { id: rowId(70), name: '陈建国', startsMinute: 450, endsMinute: 1110 },
      { id: rowId(71), name: '周立新', startsMinute: null, endsMinute: null },
      { id: rowId(72), name: '何伟', startsMinute: 450, endsMinute: 1110 },
    ],
    cars: kept.cars ?? [car(80), car(81)],
  }))
  logIn()
}
export const open = (search = '') => openAt(`/stores/${STORE}/mobility${search}`)
export const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
export const pressLate = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
export const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
