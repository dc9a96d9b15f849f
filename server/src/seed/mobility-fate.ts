import type { mobility } from '@pitlane/contract'
import { MINUTE_MS } from '@pitlane/kernel'
import type { Booking } from '../modules/booking/booking.entity'
import type { Loaner, Trip } from '../modules/mobility/mobility.entity'
import { TRIP_ADDRESS, TRIP_CODE, TRIP_CONTACT } from '../modules/mobility/sealing'
import type { TripSpan } from '../modules/mobility/trip-time'
import { hasEnded } from '../modules/mobility/trip-states'
import { toInstant } from '../platform/local-time'
import type { Vault } from '../platform/vault'
import { dayIn, type Today } from './calendar'
import type { Dice } from './dice'
import { ZONE } from './store-data'

const CONTACTS = ['到小区东门打电话', '钥匙在门卫处', '请提前十分钟来电', '地下车库 B2', '']
const CONDITIONS = ['外观完好', '左前门有一处划痕', '右后轮毂有刮痕', '前保险杠有小凹痕']
const VALUABLES = ['无', '后备箱有雨伞', '副驾有儿童座椅', '行车记录仪一台']

/** Minutes a driver needs to look at a car with its owner. */
const LOOK_MINUTES = 15
/** Trips are assigned so many minutes ahead. */
const ASSIGNED_AHEAD = 150

const fetchCourse = ['requested', 'assigned', 'arrived', 'inspected', 'en_route', 'at_store'] as const
const returnCourse = ['requested', 'assigned', 'en_route', 'returned'] as const

/** How far a trip of a live booking has come by now. */
function courseOf(today: Today, booking: Booking, direction: Trip['direction'], span: TripSpan): mobility.TripState {
  if (booking.state === 'placed' || booking.day > today.day) return 'requested'
  const { minute } = today
  if (direction === 'return') return backOf(minute, booking, span)
  if (booking.state === 'arrived') return 'at_store'
  if (minute < span.startsMinute - ASSIGNED_AHEAD) return 'requested'
  if (minute < span.doorMinute) return 'assigned'
  if (minute < span.doorMinute + LOOK_MINUTES) return 'arrived'
  return minute < span.doorMinute + 2 * LOOK_MINUTES ? 'inspected' : 'en_route'
}

/** Nobody brings a car back that is not here. */
function backOf(minute: number, booking: Booking, span: TripSpan): mobility.TripState {
  if (booking.state !== 'arrived' || minute < span.startsMinute - ASSIGNED_AHEAD) return 'requested'
  if (minute < span.startsMinute) return 'assigned'
  return minute < span.doorMinute ? 'en_route' : 'returned'
}

/** What has become of a trip, and why. */
function standingOf(today: Today, booking: Booking, direction: Trip['direction'], span: TripSpan) {
  const off = (state: mobility.TripState, reason: string) => ({ state, reason })
  switch (booking.state) {
    case 'cancelled':
      return booking.closedBy === 'store'
        ? off('cancelled_by_store', '预约已结束')
        : off('cancelled_by_customer', '预约已结束')
    case 'rejected':
    case 'expired':
      return off('cancelled_by_store', '预约已结束')
    case 'no_show':
      return direction === 'fetch' ? off('no_contact', '到门口后电话无人接听') : off('cancelled_by_store', '预约已结束')
    default:
      return { state: courseOf(today, booking, direction, span), reason: null }
  }
}

interface TripPlan {
  readonly id: string
  readonly direction: Trip['direction']
  readonly span: TripSpan
  readonly driverId: string
  readonly home: string
}

/** A trip as far as it has come. Its dice fall alike whatever the hour. */
export function tripOf(dice: Dice, vault: Vault, today: Today, booking: Booking, plan: TripPlan): Trip {
  const { id, direction, span, driverId, home } = plan
  const facts = {
    ...{ plannedKm: dice.int(40, 160) / 10, extraKm: dice.int(-5, 10) / 10, mileageKm: dice.int(8_000, 90_000) },
    ...{ energyPercent: dice.int(20, 90), conditionNote: dice.pick(CONDITIONS), valuablesNote: dice.pick(VALUABLES) },
    ...{ contact: dice.pick(CONTACTS), code: String(dice.int(0, 9_999)).padStart(4, '0') },
  }
  const { state, reason } = standingOf(today, booking, direction, span)
  const course: readonly string[] = direction === 'fetch' ? fetchCourse : returnCourse
  const step = state === 'no_contact' ? 1 : course.indexOf(state)
  return {
    ...{ id, bookingId: booking.id, storeId: booking.storeId, customerId: booking.customerId },
    ...{ vehicleId: booking.vehicleId, direction, driverId, state, version: Math.max(step, 0) + (reason ? 2 : 1) },
    ...{ day: booking.day, ...span, leadMinutes: Math.abs(span.doorMinute - fixedEnd(direction, span)) },
    ...{ addressSealed: vault.seal(TRIP_ADDRESS, home), contactSealed: vault.seal(TRIP_CONTACT, facts.contact) },
    ...whenever(step >= 1, { plannedKm: facts.plannedKm }),
    ...whenever(step === course.length - 1, { drivenKm: Math.round((facts.plannedKm + facts.extraKm) * 10) / 10 }),
    ...whenever(direction === 'fetch' && step >= 3, seenOf(facts)),
    ...whenever(direction === 'fetch' && step >= 4, {
      ...{ consentBy: 'app' as const, consentAt: toInstant(booking.day, span.doorMinute + LOOK_MINUTES, ZONE) },
    }),
    ...{ kmNote: null, consentNameSealed: null },
    codeSealed: direction === 'return' ? vault.seal(TRIP_CODE, facts.code) : null,
    ...{ codeTries: 0, receiverSealed: null, reason, isBookingOver: state === 'no_contact' },
    liveKey: hasEnded(direction, state) ? null : `${booking.id}:${direction}`,
    ...{ createdAt: booking.createdAt, updatedAt: booking.updatedAt },
  }
}

interface Seen {
  readonly mileageKm: number
  readonly energyPercent: number
  readonly conditionNote: string
  readonly valuablesNote: string
}
const seenOf = ({ mileageKm, energyPercent, conditionNote, valuablesNote }: Seen): Seen => ({
  ...{ mileageKm, energyPercent, conditionNote, valuablesNote },
})

/** The facts once they are known, null before. */
const whenever = <T extends object>(isKnown: boolean, facts: T): { [K in keyof T]: T[K] | null } => {
  const unknown = Object.fromEntries(Object.keys(facts).map((name) => [name, null]))
  return isKnown ? facts : (unknown as { [K in keyof T]: null })
}

/** The end of a trip that is at the store. */
const fixedEnd = (direction: Trip['direction'], { startsMinute, endsMinute }: TripSpan): number =>
  direction === 'fetch' ? endsMinute : startsMinute

interface LoanerPlan {
  readonly id: string
  readonly carId: string
  readonly odometerKm: number
  /** Its driver does not come back in time. */
  readonly isForgotten: boolean
}

function lentState(today: Today, booking: Booking, isForgotten: boolean): Loaner['state'] {
  if (booking.state === 'placed' || booking.state === 'confirmed') return 'reserved'
  if (booking.state !== 'arrived') return 'cancelled'
  // Whoever came early waits for the hour: until then somebody else may still have the car.
  if (today.minute < booking.startsMinute) return 'reserved'
  return isForgotten || today.minute < booking.endsMinute ? 'out' : 'returned'
}

const VERSIONS = { reserved: 1, checked: 2, out: 3, returned: 4, cancelled: 2 } as const

/** A loaner as far as it has come. */
export function loanerOf(dice: Dice, today: Today, booking: Booking, plan: LoanerPlan): Loaner {
  const { id, carId, odometerKm, isForgotten } = plan
  const drivenKm = dice.int(6, 48)
  const [outEnergyPercent, inEnergyPercent] = [dice.int(70, 100), dice.int(40, 69)]
  const state = lentState(today, booking, isForgotten)
  const isOut = state === 'out' || state === 'returned'
  const isBack = state === 'returned'
  const at = (minute: number) => new Date(toInstant(booking.day, minute, ZONE).getTime() + 10 * MINUTE_MS)
  return {
    ...{ id, bookingId: booking.id, storeId: booking.storeId, customerId: booking.customerId },
    ...{ vehicleId: booking.vehicleId, carId, state, version: VERSIONS[state] },
    ...{ day: booking.day, startsMinute: booking.startsMinute, untilDay: booking.day, endsMinute: booking.endsMinute },
    ...whenever(isOut, {
      ...{ licenceUntil: dayIn(today, 900), outMileageKm: odometerKm, outEnergyPercent, outNote: '外观完好' },
      outAt: at(booking.startsMinute),
    }),
    ...whenever(isBack, {
      ...{ inMileageKm: odometerKm + drivenKm, inEnergyPercent, inNote: '外观完好', inAt: at(booking.endsMinute) },
    }),
    extraNote: null,
    ...{ reason: state === 'cancelled' ? '预约已结束' : null, isBookingOver: false },
    ...{ liveKey: isBack || state === 'cancelled' ? null : booking.id, outKey: state === 'out' ? carId : null },
    ...{ createdAt: booking.createdAt, updatedAt: booking.updatedAt },
  }
}
