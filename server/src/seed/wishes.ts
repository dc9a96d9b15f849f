import { DAY_MS, type Day, type Minute } from '@pitlane/kernel'
import { Waitlist } from '../modules/booking/booking.entity'
import type { Tx } from '../platform/database'
import { dayIn, type Today } from './calendar'
import { diceOf } from './dice'
import { SPAN_DAYS } from './organisation'
import type { Fleet } from './owners'
import { DEMO_OWNERS } from './people-data'
import type { DayPlan } from './plan'
import { plansAfter } from './proposals'
import { serviceOf } from './visits'

/** The owner to log in as who waits, with the car. */
const [WAITING, CAR] = [DEMO_OWNERS[3]?.phone ?? '', 1]
const SPAN_MINUTES = 120

interface Chance {
  readonly day: Day
  readonly serviceId: string
  readonly fromMinute: Minute
}

/** Where a car could be offered something at once: on a day on which nobody comes yet. */
function openChance(today: Today, [any, ...plans]: readonly DayPlan[]): Chance | undefined {
  const plan = any && plansAfter(today, plans, { house: any.house, day: dayIn(today, SPAN_DAYS) })[0]
  const service = serviceOf(plan, 'MAINT-S')
  const [start] = (plan && service && plan.freeStarts(plan.asked(service))) ?? []
  return plan && service && start !== undefined
    ? { day: plan.day, serviceId: service.id, fromMinute: start }
    : undefined
}

/** Where nothing is free for two hours in which the house is open. */
function fullChance(today: Today, plans: readonly DayPlan[]): Chance | undefined {
  for (const plan of plans.filter(({ isOpen, day }) => isOpen && day > today.day && day < dayIn(today, 5))) {
    const service = serviceOf(plan, 'MAINT-L')
    if (!service) continue
    const free = plan.freeStarts(plan.asked(service))
    const { opensMinute, closesMinute } = plan.hours
    for (let from = opensMinute; from + 2 * SPAN_MINUTES <= closesMinute; from += 30) {
      if (!free.some((minute) => minute >= from && minute < from + SPAN_MINUTES))
        return { day: plan.day, serviceId: service.id, fromMinute: from }
    }
  }
  return undefined
}

/** Writes what one owner waits for: the worker finds the time that is free and offers it, the other one has to wait. */
export async function seedWishes(tx: Tx, today: Today, plans: readonly DayPlan[], fleet: Fleet): Promise<void> {
  const dice = diceOf('wishes')
  const mine = plans.filter(({ house }) => house.data.key === 'pudong')
  const car = fleet.demoCars.get(WAITING)?.[CAR]
  const storeId = mine[0]?.house.store.id
  const createdAt = new Date(today.began.getTime() - DAY_MS)
  for (const chance of [openChance(today, mine), fullChance(today, mine)]) {
    const id = dice.id(createdAt)
    if (!chance || !car || !storeId) continue
    const { day, serviceId, fromMinute } = chance
    await tx.insert(Waitlist, {
      ...{ id, customerId: car.customerId, vehicleId: car.id, storeId, serviceIds: [serviceId], day, fromMinute },
      ...{ toMinute: fromMinute + SPAN_MINUTES, state: 'waiting', offers: 0, offerId: null, version: 1 },
      ...{ liveKey: `${car.id}:${day}`, createdAt, updatedAt: createdAt },
    })
    tx.enqueue({ kind: 'booking.waitlist_match', payload: { storeId, day }, runAt: today.now })
  }
}
