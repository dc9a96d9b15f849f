import { policy } from '@pitlane/contract'
import { DAY_MS, daysBetween, MINUTE_MS } from '@pitlane/kernel'
import { Booking, BookingStep, Claim, ordinary } from '../modules/booking/booking.entity'
import { isLive, isUpcoming, noShowFrom } from '../modules/booking/lifecycle'
import { minutesOf } from '../modules/booking/capacity'
import { bookingNumber } from '../modules/booking/number'
import { claimsOf } from '../modules/booking/claiming'
import { stepRows } from '../modules/booking/seating.service'
import { VehicleHold } from '../modules/vehicle/vehicle.entity'
import { workorderStateOf } from '../modules/workorder/standing'
import { fresh, Workorder } from '../modules/workorder/workorder.entity'
import type { Tx } from '../platform/database'
import { dayIn, type Today } from './calendar'
import { CarDiary } from './car-diary'
import { diceOf, type Dice } from './dice'
import { standingOf } from './fate'
import { SPAN_DAYS, type House } from './organisation'
import type { Fleet } from './owners'
import { planNights } from './nights'
import { DayPlan, fillDay, type Planned, type Twist } from './plan'
import { proposalsFor } from './proposals'
import { withQuirks } from './quirks'
import { ANY_REMARKS, REMARKS } from './remark-data'
import { planVisits } from './visits'
import { waitingOf } from './waiting'
import type { Stage } from './workshop-course'

/** What the rest of the seed has to know of the bookings. */
export interface Booked {
  readonly count: number
  /** What is surely needed for a booking. */
  readonly needs: ReadonlyMap<string, NonNullable<Twist['needs']>>
  /** How far its car has come in the workshop. */
  readonly stages: ReadonlyMap<string, Stage>
  readonly plans: readonly DayPlan[]
}

/** Plans and writes two weeks of bookings with their claims, holds, work orders and no-show checks. */
export async function seedBookings(tx: Tx, today: Today, houses: readonly House[], fleet: Fleet): Promise<Booked> {
  const plans = planAll(today, houses, fleet)
  const planned = plans.flatMap((plan) => plan.planned)
  const waiting = waitingOf(today, planned)
  const dice = diceOf(`bookings ${today.day}`)
  const quirks = diceOf(`quirks ${today.day}`)
  const pairs = planned.map((one) => {
    const { workorder, ...pair } = pairOf(dice, today, one, waiting.has(one))
    const twist = one.twist?.proposals ? { ...one.twist, proposals: proposalsFor(today, plans, one) } : one.twist
    return { workorder, needs: twist?.needs, stage: twist?.stage, ...withQuirks(quirks, today, pair, twist) }
  })
  const bookings = pairs.map(({ booking }) => booking)
  await tx.insert(Booking, bookings)
  await tx.insert(
    BookingStep,
    pairs.flatMap(({ steps }) => steps),
  )
  await tx.insert(
    Claim,
    pairs.flatMap(({ booking, steps }) => (isLive(booking.state) ? claimsOf(booking, steps) : [])),
  )
  const upcoming = bookings.filter(({ state }) => isUpcoming(state))
  await tx.insert(
    VehicleHold,
    upcoming.map(({ id, vehicleId }) => ({ vehicleId, reasonId: id })),
  )
  await tx.insert(
    Workorder,
    pairs.map(({ workorder }) => workorder),
  )
  const graces = new Map(houses.map(({ store }) => [store.id, store.noShowGraceMinutes]))
  for (const booking of upcoming) {
    const runAt = noShowFrom(booking, graces.get(booking.storeId) ?? 0)
    tx.enqueue({ kind: 'booking.no_show_check', payload: { bookingId: booking.id }, runAt })
  }
  const needs = new Map(pairs.flatMap((one) => (one.needs ? [[one.booking.id, one.needs] as const] : [])))
  const stages = new Map(pairs.flatMap((one) => (one.stage ? [[one.booking.id, one.stage] as const] : [])))
  return { count: bookings.length, needs, stages, plans }
}

/** Which part of a day's bookings there is already so many days ahead: most people book for the next days. */
const bookedBy = (daysAhead: number): number => (daysAhead <= 0 ? 1 : Math.max(0.3, 0.62 - 0.06 * (daysAhead - 1)))

function planAll(today: Today, houses: readonly House[], fleet: Fleet): DayPlan[] {
  const diary = new CarDiary()
  const plans: DayPlan[] = []
  for (const house of houses) {
    for (let days = -SPAN_DAYS; days <= SPAN_DAYS; days++) plans.push(new DayPlan(house, dayIn(today, days)))
  }
  planVisits(today, plans, fleet, diary)
  planNights(today, plans, fleet, diary)
  for (const plan of plans) {
    const { key } = plan.house.data
    const dice = diceOf(`day ${plan.day} ${key}`)
    const cars = fleet.cars.filter(({ home }) => home === key)
    fillDay(dice, plan, cars, diary, plan.house.data.load * bookedBy(daysBetween(today.day, plan.day)))
  }
  return plans
}

/** Of one day, or of an evening and the morning after. */
function stepsOf(id: string, planned: Planned): BookingStep[] {
  const { day, minute, rest } = planned
  const first = stepRows(id, planned, policy.defaultPolicy, { day, minute })
  const second = rest ? stepRows(id, rest, policy.defaultPolicy, rest) : []
  return [...first, ...second.map((step) => ({ ...step, ordinal: step.ordinal + first.length }))]
}

/** A third of the owners have something to say. */
function remarkFor(dice: Dice, { service, twist }: Planned): string {
  if (twist?.remark !== undefined) return twist.remark
  if (!dice.chance(1 / 3)) return ''
  return dice.pick(dice.chance(0.25) ? ANY_REMARKS : (REMARKS[service.code] ?? ANY_REMARKS))
}

/** A booking with the work order that the listener of its events would have made. */
function pairOf(dice: Dice, today: Today, planned: Planned, isWaiting: boolean) {
  const { house, car, day, minute, startsAt, needs, fate } = planned
  const { id: storeId, noShowGraceMinutes: graceMinutes, isAutoConfirm } = house.store
  const { now, minute: nowMinute } = today
  const standing = standingOf(fate, { now, nowMinute, start: startsAt, graceMinutes, isAutoConfirm, isWaiting })
  const { state, createdAt, updatedAt } = standing
  const bornAt = birthOf(today, startsAt, fate.lead)
  const id = dice.id(bornAt)
  const steps = stepsOf(id, planned)
  const booking: Booking = {
    ...{
      id,
      number: bookingNumber(id),
      requestId: dice.uuid(),
      storeId,
      customerId: car.customerId,
      vehicleId: car.id,
    },
    ...{ ...ordinary, lastDay: planned.rest?.day ?? null },
    ...{ ...standing, day, startsMinute: minute, endsMinute: minute + minutesOf(needs), startsAt },
    ...{ priceFen: steps.reduce((sum, step) => sum + step.priceFen, 0), channel: 'owner', heldUntil: null },
    ...{ remark: remarkFor(dice, planned), liveKey: isLive(state) ? `${car.id}:${day}` : null },
  }
  const workorder: Workorder = {
    ...{ id: dice.id(bornAt), number: `WO${booking.number.slice(2)}`, bookingId: id, storeId },
    ...{ ...fresh, vehicleId: car.id, customerId: car.customerId, state: draftOf(state) },
    ...{ createdAt, updatedAt },
  }
  return { booking, steps, workorder }
}

/** Whoever has come is received in the workshop. */
const draftOf = (state: Booking['state']) => (state === 'arrived' ? 'pre' : workorderStateOf(state))

/** What the ids say of their age. Never later than yesterday: they must be the same whatever the hour of the seeding. */
const birthOf = (today: Today, startsAt: Date, lead: number): Date =>
  new Date(Math.min(startsAt.getTime() - lead * MINUTE_MS, today.began.getTime() - DAY_MS))
