import type { Minute } from '@pitlane/kernel'
import type { BookableService } from '../modules/catalog'
import { dayIn, type Today } from './calendar'
import { diceOf } from './dice'
import { drawFate, type Fate } from './fate'
import { SPAN_DAYS } from './organisation'
import type { Fleet } from './owners'
import type { CarDiary, DayPlan } from './plan'
import { DEMO_OWNERS } from './people-data'
import type { StoreKey } from './store-data'

/** A booking of one of the owners to log in as. */
interface Visit {
  readonly owner: 0 | 1
  readonly car: 0 | 1
  /** The first of these stores that is open in time. */
  readonly at: readonly StoreKey[]
  readonly service: string
  /** From today; the nearest open day further away when the store is closed. */
  readonly days: number
  readonly near: Minute
  readonly end: Fate['end']
}

const VISITS: readonly Visit[] = [
  { owner: 0, car: 0, at: ['pudong', 'xuhui'], service: 'MAINT-S', days: 1, near: 600, end: 'comes' },
  { owner: 0, car: 1, at: ['pudong'], service: 'HV-BATTERY', days: -5, near: 840, end: 'comes' },
  { owner: 0, car: 0, at: ['xuhui'], service: 'CHECK-TRIP', days: -3, near: 1020, end: 'comes' },
  { owner: 0, car: 0, at: ['pudong'], service: 'BRAKE-FLUID', days: -7, near: 570, end: 'cancels' },
  { owner: 1, car: 1, at: ['pudong'], service: 'MAINT-L', days: -4, near: 630, end: 'comes' },
  { owner: 1, car: 0, at: ['pudong'], service: 'MAINT-EV', days: -6, near: 900, end: 'comes' },
]

/** Books the visits of the owners to log in as, before the days fill up. */
export function planVisits(today: Today, plans: readonly DayPlan[], fleet: Fleet, diary: CarDiary): void {
  const dice = diceOf('visits')
  for (const visit of VISITS) {
    const car = fleet.demoCars.get(DEMO_OWNERS[visit.owner].phone)?.[visit.car]
    const found = placeFor(today, plans, visit)
    if (!car || !found || diary.busyOn(found.plan.day).has(car.id)) continue
    // A patience of 1: this one has been confirmed.
    const fate = { ...drawFate(dice, found.minute), end: visit.end, patience: 1 }
    const { plan, service, minute } = found
    plan.book(plan.asked(service), { service, car, minute, fate })
    diary.note(car, plan.day)
  }
}

interface Place {
  readonly plan: DayPlan
  readonly service: BookableService
  readonly minute: Minute
}

function placeFor(
  today: Today,
  plans: readonly DayPlan[],
  { at, service: code, days, near }: Visit,
): Place | undefined {
  const step = Math.sign(days)
  for (const key of at) {
    for (let offset = days; Math.abs(offset) <= SPAN_DAYS; offset += step) {
      const plan = plans.find(({ house, day }) => house.data.key === key && day === dayIn(today, offset))
      const row = plan?.house.services.find((offered) => offered.row.code === code)?.row
      if (!plan || !row || row.bayMinutes === null) continue
      const service = { ...row, bayMinutes: row.bayMinutes, variants: [] }
      const [minute] = plan.freeStarts(plan.asked(service)).sort((a, b) => Math.abs(a - near) - Math.abs(b - near))
      if (minute !== undefined) return { plan, service, minute }
    }
  }
  return undefined
}
