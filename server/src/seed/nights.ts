import { CELL_MINUTES, type Minute } from '@pitlane/kernel'
import { minutesOf } from '../modules/booking/capacity'
import { downToQuarter, upToQuarter } from '../modules/booking/overnight'
import type { StepNeed } from '../modules/booking/visit'
import type { Today } from './calendar'
import type { CarDiary } from './car-diary'
import { diceOf, type Dice } from './dice'
import { drawFate } from './fate'
import type { Fleet, FleetCar } from './owners'
import { DEMO_OWNERS } from './people-data'
import type { DayPlan } from './plan'
import { serviceOf } from './visits'

/** The first of these that finds people on both days. */
const SERVICES = ['MAINT-L', 'BRAKE-PAD-F', 'DIAGNOSE', 'AC-CLEAN'] as const
/** Work of less than this is neither begun in the evening nor left for the morning. */
const LEAST_MINUTES = CELL_MINUTES
const START_EVERY = 2 * CELL_MINUTES
/** The owner to log in as whose car stays. */
const STAYING = DEMO_OWNERS[3]?.phone ?? ''

/** Two cars of the flagship store that are not done in one day: one came on the last open day, one comes on the next. */
export function planNights(today: Today, plans: readonly DayPlan[], fleet: Fleet, diary: CarDiary): void {
  const dice = diceOf('nights')
  const mine = plans.filter(({ house, isOpen }) => house.data.key === 'pudong' && isOpen)
  const before = mine.filter(({ day }) => day < today.day).at(-1)
  const [first, second] = mine.filter(({ day }) => day >= today.day)
  const cars = fleet.cars.filter(({ home, fuel }) => home === 'pudong' && fuel === 'ice')
  book(dice, { from: before, to: first, car: dice.pick(cars) }, diary)
  book(dice, { from: first, to: second, car: fleet.demoCars.get(STAYING)?.[0] }, diary)
}

function book(dice: Dice, { from, to, car }: Night, diary: CarDiary): void {
  if (!from || !to || !car) return
  if (!SERVICES.some((code) => stay(dice, { from, to, car }, code))) return
  diary.note(car, from.day)
  diary.note(car, to.day)
}

interface Night {
  readonly from: DayPlan | undefined
  readonly to: DayPlan | undefined
  readonly car: FleetCar | undefined
}

type Whole<T> = { readonly [K in keyof T]: NonNullable<T[K]> }

/** Books a car as late as it can be begun on the one day and be finished on the other; false when it cannot. */
function stay(dice: Dice, { from, to, car }: Whole<Night>, code: string): boolean {
  const service = serviceOf(from, code)
  if (!service) return false
  const { needs } = from.asked(service)
  const closes = downToQuarter(from.hours.closesMinute)
  const opens = upToQuarter(to.hours.opensMinute)
  const last = Math.floor(closes / START_EVERY) * START_EVERY
  for (let minute: Minute = last; minute > from.hours.opensMinute; minute -= START_EVERY) {
    const parts = cut(needs, closes - minute)
    if (!parts) continue
    const [evening, morning] = [from.askedFor(parts.evening), to.askedFor(parts.morning)]
    if (!from.hasRoom(evening, minute) || !to.hasRoom(morning, opens)) continue
    const chosen = to.take(morning, opens) ?? []
    const rest = { day: to.day, minute: opens, needs: parts.morning, chosen }
    const fate = { ...drawFate(dice, minute), end: 'comes' as const, patience: 1 }
    from.book(evening, { service, car, minute, fate, rest, twist: {} })
    return true
  }
  return false
}

/** What of a visit is done in so many minutes, and what is left; undefined when the work is not worth cutting there. */
function cut(needs: readonly StepNeed[], minutes: Minute): { evening: StepNeed[]; morning: StepNeed[] } | undefined {
  const at = needs.findIndex(({ kind }) => kind === 'work')
  const work = needs[at]
  const before = needs.slice(0, at)
  const done = minutes - minutesOf(before)
  if (!work || done < LEAST_MINUTES || work.minutes - done < LEAST_MINUTES) return undefined
  return {
    evening: [...before, { ...work, minutes: done }],
    // It is paid once.
    morning: [{ ...work, minutes: work.minutes - done, priceFen: 0 }, ...needs.slice(at + 1)],
  }
}
