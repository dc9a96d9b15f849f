import { policy } from '@pitlane/contract'
import { CELL_MINUTES, cellOf, cellsFor, MINUTE_MS, type Day, type Minute } from '@pitlane/kernel'
import { cellRange, countCells, NO_BITS, or } from '../modules/booking/bits'
import { assign, carsPerStart, minutesOf, type Assignment, type Visit } from '../modules/booking/capacity'
import { demandOf, type Taken } from '../modules/booking/day-state'
import { visitFor, type StoreDayState } from '../modules/booking/slot.queries'
import { needsOf, startsFor } from '../modules/booking/offered.service'
import type { StepNeed } from '../modules/booking/visit'
import { fitsFuel, type BookableService } from '../modules/catalog'
import { workingSpans } from '../modules/store'
import { toInstant } from '../platform/local-time'
import type { CarDiary } from './car-diary'
import type { Dice } from './dice'
import { drawFate, type Fate } from './fate'
import type { House } from './organisation'
import type { FleetCar } from './owners'
import { ZONE } from './store-data'
import type { Stage } from './workshop-course'

/** What is done on the next morning to a car that stays overnight. */
interface Rest {
  readonly day: Day
  readonly minute: Minute
  readonly needs: readonly StepNeed[]
  readonly chosen: readonly Assignment[]
}

/** What a booking has to show that is not left to chance. */
export interface Twist {
  /** The work begins so much later than promised. */
  readonly delayMinutes?: number
  /** A deposit is asked for, and the front desk has to look at it first. */
  readonly depositFen?: number
  /** Turned down; these times are offered instead. */
  readonly proposals?: readonly { readonly day: Day; readonly minute: Minute }[]
  /** The car is fetched and brought back, or its owner has a loaner car meanwhile. */
  readonly needs?: 'driver' | 'loaner'
  /** How far the car has come in the workshop. */
  readonly stage?: Stage
  /** What its owner says. */
  readonly remark?: string
}

/** A booking that was given its time, bay and people, before it is known how it went. */
export interface Planned {
  readonly house: House
  readonly service: BookableService
  readonly car: FleetCar
  readonly day: Day
  readonly minute: Minute
  readonly startsAt: Date
  readonly needs: readonly StepNeed[]
  readonly chosen: readonly Assignment[]
  readonly fate: Fate
  readonly rest?: Rest
  readonly twist?: Twist
}

/** What a visit for a service asks for, as a day stands. */
export interface Asked {
  readonly needs: readonly StepNeed[]
  readonly visit: Visit
}

type Wish = Pick<Planned, 'service' | 'car' | 'minute' | 'fate' | 'rest' | 'twist'> & { readonly lane?: string }

/** The booked time of one store-day, as the server keeps it, growing. */
export class DayPlan {
  readonly planned: Planned[] = []
  private readonly taken = new Map<string, Taken>()
  private readonly state: StoreDayState
  private readonly began: Date
  private readonly workingCells: number
  private takenCells = 0

  constructor(
    readonly house: House,
    readonly day: Day,
  ) {
    const hours = house.days.get(day)
    if (!hours) throw new Error(`${day} is not in the calendar`)
    this.state = { version: 1, rosterVersion: house.roster.version, hours, taken: this.taken, hasLapsed: false }
    this.began = toInstant(day, 0, ZONE)
    const people = house.roster.technicians.map((one) => ({ id: one.id, breadth: 1, ...workingSpans(one, day) }))
    const anything = { minutes: CELL_MINUTES, technicianCount: 1, kept: 0 }
    const { technicians } = demandOf(hours, anything, { bays: [], technicians: people }, this.taken)
    this.workingCells = technicians.reduce((sum, { open }) => sum + countCells(open), 0)
  }

  get isOpen(): boolean {
    return this.state.hours.isOpen
  }

  /** Which part of its people's time is booked, 0 to 1. */
  get load(): number {
    return this.takenCells / Math.max(1, this.workingCells)
  }

  get hours(): StoreDayState['hours'] {
    return this.state.hours
  }

  /** What a service asks for, as things stand: for {@link freeStarts} and {@link book}. */
  asked(service: BookableService): Asked {
    return this.askedFor(needsOf({ services: [service], policy: policy.defaultPolicy }, this.house.roster))
  }

  /** What is asked for by a part of a visit. */
  askedFor(needs: readonly StepNeed[]): Asked {
    return { needs, visit: visitFor(needs, this.house.roster, this.state) }
  }

  /** Starts at which there are bays and people for every step. */
  freeStarts({ needs, visit }: Asked): Minute[] {
    const { defaultPolicy } = policy
    const starts = this.isOpen ? startsFor({ policy: defaultPolicy }, this.state.hours, minutesOf(needs)) : []
    const cars = carsPerStart(visit, starts)
    return starts.filter((_, i) => (cars[i] ?? 0) > 0)
  }

  /** Books one of the {@link freeStarts} through the assignment of the booking module, in the `lane` of that name if it is free. */
  book(asked: Asked, { lane, ...wish }: Wish): void {
    const chosen = this.take(asked, wish.minute, lane)
    if (!chosen) throw new Error(`no place for ${wish.service.code} on ${this.day} at ${wish.minute}`)
    // Shanghai has had no summer time since 1991: the day's minutes are those of the clock.
    const startsAt = new Date(this.began.getTime() + wish.minute * MINUTE_MS)
    this.planned.push({ ...wish, house: this.house, day: this.day, startsAt, needs: asked.needs, chosen })
  }

  /** Whether there are bays and people for something at a time, whatever the usual starts. */
  hasRoom({ visit }: Asked, minute: Minute): boolean {
    return assign(visit, minute) !== undefined
  }

  /** Takes bays and people from a time on; undefined when there are none. */
  take({ needs, visit }: Asked, minute: Minute, lane?: string): readonly Assignment[] | undefined {
    const chosen = assign(visit, minute, this.house.roster.bays.find(({ name }) => name === lane)?.id)
    if (!chosen) return undefined
    let cell = cellOf(minute)
    for (const [i, { minutes }] of needs.entries()) {
      const count = cellsFor(minutes)
      const bits = cellRange(cell, cell + count)
      const { bayId = '', technicianIds = [] } = chosen[i] ?? {}
      for (const id of [bayId, ...technicianIds]) {
        this.taken.set(id, { cells: or(this.taken.get(id)?.cells ?? NO_BITS, bits), walkIns: NO_BITS, rework: NO_BITS })
      }
      this.takenCells += count * technicianIds.length
      cell += count
    }
    return chosen
  }
}

/** Mornings are wanted most, lunch time least. */
const wish = (minute: Minute): number => {
  if (minute < 690) return 3
  return minute < 810 ? 1 : 2
}

interface Dish {
  readonly service: BookableService
  /** Cars that it fits. */
  readonly cars: readonly FleetCar[]
}

const menuOf = (house: House, cars: readonly FleetCar[]): Map<Dish, number> =>
  new Map(
    house.services.flatMap(({ row, demand }) => {
      const fitting = cars.filter(({ fuel }) => fitsFuel(row.fuels, fuel))
      return row.bayMinutes === null
        ? []
        : [[{ service: { ...row, bayMinutes: row.bayMinutes, variants: [] }, cars: fitting }, demand]]
    }),
  )

/** Books cars into a day until so much of its people's time is booked, or until nothing fits any more. */
export function fillDay(dice: Dice, plan: DayPlan, cars: readonly FleetCar[], diary: CarDiary, load: number): void {
  const menu = menuOf(plan.house, cars)
  const busy = diary.busyOn(plan.day)
  while (menu.size > 0 && plan.load < load) {
    const dish = dice.weighted([...menu])
    const asked = plan.asked(dish.service)
    const starts = plan.freeStarts(asked)
    const free = dish.cars.filter(({ id }) => !busy.has(id))
    if (starts.length === 0 || free.length === 0) {
      menu.delete(dish)
      continue
    }
    const minute = dice.weighted(starts.map((start) => [start, wish(start)] as const))
    const car = dice.pick(free)
    plan.book(asked, { service: dish.service, car, minute, fate: drawFate(dice, minute) })
    diary.note(car, plan.day)
  }
}
