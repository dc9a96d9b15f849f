import type { Minute } from '@pitlane/kernel'
import type { BookableService } from '../modules/catalog'
import { dayIn, type Today } from './calendar'
import type { CarDiary } from './car-diary'
import { diceOf, type Dice } from './dice'
import { drawFate, type Fate } from './fate'
import { SPAN_DAYS } from './organisation'
import type { Fleet, FleetCar } from './owners'
import type { DayPlan, Twist } from './plan'
import { DEMO_OWNERS } from './people-data'
import type { StoreKey } from './store-data'

/** A booking of one of the owners to log in as. */
interface Visit {
  readonly owner: number
  readonly car: 0 | 1
  /** The first of these stores that is open in time. */
  readonly at: readonly StoreKey[]
  readonly service: string
  /** From today; the nearest open day further away when the store is closed. */
  readonly days: number
  readonly near: Minute
  readonly end: Fate['end']
  /** Where the owner is received. */
  readonly lane?: string
  readonly twist?: Twist
}

const ADVISED = '接待 1'
const COMEBACK = '前几天换过后制动片，现在倒车时还有异响'

const VISITS: readonly Visit[] = [
  {
    owner: 0,
    car: 0,
    at: ['pudong', 'xuhui'],
    service: 'MAINT-S',
    days: 1,
    near: 600,
    end: 'comes',
    lane: ADVISED,
    twist: { needs: 'loaner' },
  },
  { owner: 0, car: 1, at: ['pudong'], service: 'HV-BATTERY', days: -5, near: 840, end: 'comes', lane: ADVISED },
  { owner: 0, car: 0, at: ['xuhui'], service: 'CHECK-TRIP', days: -3, near: 1020, end: 'comes' },
  { owner: 0, car: 0, at: ['pudong'], service: 'BRAKE-FLUID', days: -7, near: 570, end: 'cancels' },
  { owner: 1, car: 1, at: ['pudong'], service: 'MAINT-L', days: -4, near: 630, end: 'comes', lane: ADVISED },
  { owner: 1, car: 0, at: ['pudong'], service: 'MAINT-EV', days: -6, near: 900, end: 'comes' },
  {
    owner: 2,
    car: 0,
    at: ['pudong'],
    service: 'AC-CLEAN',
    days: 0,
    near: 720,
    end: 'comes',
    twist: { needs: 'driver' },
  },
  {
    owner: 2,
    car: 1,
    at: ['pudong'],
    service: 'MAINT-S',
    days: 1,
    near: 870,
    end: 'comes',
    twist: { delayMinutes: 30 },
  },
  {
    owner: 3,
    car: 1,
    at: ['pudong'],
    service: 'ALIGN-4',
    days: 3,
    near: 600,
    end: 'is_rejected',
    twist: { proposals: [] },
  },
  ...([-2, -4, -6] as const).map((days): Visit => ({
    ...{ owner: 4, car: days === -4 ? 1 : 0, at: ['pudong'], service: 'TYRE-ROTATE', days, near: 660 },
    ...{ end: 'stays_away', twist: {} },
  })),
  {
    owner: 4,
    car: 1,
    at: ['pudong'],
    service: 'MAINT-S',
    days: 2,
    near: 930,
    end: 'comes',
    twist: { depositFen: 5000 },
  },
  {
    // Expected until the evening, called a no-show then: whenever the demonstration begins, the front desk can receive this car.
    ...{ owner: 8, car: 0, at: ['pudong'], service: 'BRAKE-FLUID', days: 0, near: 1020, end: 'stays_away' },
    twist: { remark: '刹车踏板比以前软，麻烦一起看看' },
  },
  { owner: 8, car: 1, at: ['pudong'], service: 'BRAKE-PAD-R', days: -5, near: 630, end: 'comes', lane: ADVISED },
  ...(
    [
      [5, 0, 'MAINT-S', 960, 'quoted'],
      [5, 1, 'MAINT-L', 780, 'ready'],
      [6, 0, 'MAINT-L', 870, 'addon'],
      [6, 1, 'BRAKE-PAD-F', 600, 'parts'],
      [7, 0, 'BRAKE-PAD-F', 930, 'running'],
      [7, 1, 'MAINT-S', 660, 'received'],
      [8, 1, 'DIAGNOSE', 690, 'inspected'],
      [9, 0, 'BRAKE-PAD-R', 840, 'checking'],
      [9, 1, 'ALIGN-4', 570, 'outsourced'],
    ] as const
  ).map(([owner, car, service, near, stage]): Visit => ({
    ...{ owner, car, service, near, at: ['pudong'], days: -1, end: 'comes', lane: ADVISED },
    twist: { stage, ...(stage === 'inspected' ? { remark: COMEBACK } : {}) },
  })),
]

/** Who waits for the front desk, and who has been confirmed. */
const [IMPATIENT, PATIENT] = [0, 1]

/** Books the visits of the owners to log in as, before the days fill up. */
export function planVisits(today: Today, plans: readonly DayPlan[], fleet: Fleet, diary: CarDiary): void {
  const dice = diceOf('visits')
  for (const visit of VISITS) {
    const car = fleet.demoCars.get(DEMO_OWNERS[visit.owner]?.phone ?? '')?.[visit.car]
    const found = placeFor(today, plans, visit)
    if (!car || !found || diary.busyOn(found.plan.day).has(car.id)) continue
    book(dice, visit, found, car)
    diary.note(car, found.plan.day)
  }
}

function book(dice: Dice, { end, lane, twist = {} }: Visit, { plan, service, minute }: Place, car: FleetCar): void {
  const patience = twist.depositFen ? IMPATIENT : PATIENT
  const fate = { ...drawFate(dice, minute), end, patience }
  plan.book(plan.asked(service), { service, car, minute, fate, twist, ...(lane ? { lane } : {}) })
}

/** A service as a plan's store offers it. */
export function serviceOf(plan: DayPlan | undefined, code: string): BookableService | undefined {
  const row = plan?.house.services.find((offered) => offered.row.code === code)?.row
  return row && row.bayMinutes !== null ? { ...row, bayMinutes: row.bayMinutes, variants: [] } : undefined
}

interface Place {
  readonly plan: DayPlan
  readonly service: BookableService
  readonly minute: Minute
}

function placeFor(
  today: Today,
  plans: readonly DayPlan[],
  { at, service: code, days, near, twist }: Visit,
): Place | undefined {
  const step = Math.sign(days) || 1
  // What is delayed has its seats later than the time that was promised.
  const wanted = near + (twist?.delayMinutes ?? 0)
  for (const key of at) {
    for (let offset = days; Math.abs(offset) <= SPAN_DAYS; offset += step) {
      const plan = plans.find(({ house, day }) => house.data.key === key && day === dayIn(today, offset))
      const service = serviceOf(plan, code)
      if (!plan || !service) continue
      const starts = plan.freeStarts(plan.asked(service))
      const [minute] = starts.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))
      if (minute !== undefined) return { plan, service, minute }
    }
  }
  return undefined
}
