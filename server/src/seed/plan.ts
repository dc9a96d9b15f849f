import { addDays, cellOf, cellsFor, type Day, type Minute } from '@pitlane/kernel'
import { cellRange, countCells, NO_BITS, or, type Bits } from '../modules/booking/bits'
import { assign, carsPerStart, type Assignment } from '../modules/booking/capacity'
import { demandOf } from '../modules/booking/day-state'
import { startsOf } from '../modules/booking/slot-day'
import { demandFor, type StoreDayState } from '../modules/booking/slot.queries'
import { fitsFuel, type BookableService } from '../modules/catalog'
import { workingSpans } from '../modules/store'
import type { Dice } from './dice'
import { drawFate, type Fate } from './fate'
import type { House } from './organisation'
import type { FleetCar } from './owners'

/** A booking that was given its time, bay and people, before it is known how it went. */
export interface Planned {
  readonly house: House
  readonly service: BookableService
  readonly car: FleetCar
  readonly day: Day
  readonly minute: Minute
  readonly assignment: Assignment
  readonly fate: Fate
}

/** The booked time of one store-day, as the server keeps it, growing. */
export class DayPlan {
  readonly planned: Planned[] = []
  private readonly taken = new Map<string, Bits>()
  private readonly state: StoreDayState

  constructor(
    readonly house: House,
    readonly day: Day,
  ) {
    const hours = house.days.get(day)
    if (!hours) throw new Error(`${day} is not in the calendar`)
    this.state = { version: 1, rosterVersion: house.roster.version, hours, taken: this.taken }
  }

  get isOpen(): boolean {
    return this.state.hours.isOpen
  }

  /** Starts at which the service has a bay and people. */
  freeStarts(service: BookableService): Minute[] {
    const { opensMinute, closesMinute } = this.state.hours
    const starts = this.isOpen ? startsOf(opensMinute, closesMinute, service.bayMinutes) : []
    const cars = carsPerStart(demandFor(service, this.house.roster, this.state), starts)
    return starts.filter((_, i) => (cars[i] ?? 0) > 0)
  }

  /** Books through the assignment of the booking module. `start` is one of {@link freeStarts}. */
  book(service: BookableService, car: FleetCar, minute: Minute, fate: Fate): void {
    const assignment = assign(demandFor(service, this.house.roster, this.state), minute)
    if (!assignment) throw new Error(`${service.code} has no place on ${this.day} at ${minute}`)
    const bits = cellRange(cellOf(minute), cellOf(minute) + cellsFor(service.bayMinutes))
    for (const id of [assignment.bayId, ...assignment.technicianIds]) {
      this.taken.set(id, or(this.taken.get(id) ?? NO_BITS, bits))
    }
    this.planned.push({ house: this.house, service, car, day: this.day, minute, assignment, fate })
  }

  /** Which part of its people's time is booked, 0 to 1. */
  load(): number {
    const people = this.house.roster.technicians.map((technician) => {
      return { id: technician.id, breadth: 1, ...workingSpans(technician, this.day) }
    })
    const { technicians } = demandOf(this.state.hours, { minutes: 15, technicianCount: 1 }, [], people, this.taken)
    const sum = (bits: (resource: (typeof technicians)[number]) => Bits) =>
      technicians.reduce((total, resource) => total + countCells(bits(resource)), 0)
    return sum(({ taken }) => taken) / Math.max(1, sum(({ open }) => open))
  }
}

/** A car that was here does not come back on the next two days, nor has it been here on the two before. */
const REST_DAYS = 2

/** Remembers on which days a car cannot come because it comes on another one. */
export class CarDiary {
  private readonly busy = new Set<string>()

  note(car: FleetCar, day: Day): void {
    for (let offset = -REST_DAYS; offset <= REST_DAYS; offset++) this.busy.add(`${car.id} ${addDays(day, offset)}`)
  }

  isFree = (car: FleetCar, day: Day): boolean => !this.busy.has(`${car.id} ${day}`)
}

/** Mornings are wanted most, lunch time least. */
const wish = (minute: Minute): number => {
  if (minute < 690) return 3
  return minute < 810 ? 1 : 2
}

/** Books cars into a day until it is as full as its store usually is, or until nothing fits any more. */
export function fillDay(dice: Dice, plan: DayPlan, cars: readonly FleetCar[], diary: CarDiary): void {
  if (!plan.isOpen) return
  const menu = new Map(
    plan.house.services.flatMap(({ row, demand }) =>
      row.bayMinutes === null ? [] : [[{ ...row, bayMinutes: row.bayMinutes }, demand] as const],
    ),
  )
  while (menu.size > 0 && plan.load() < plan.house.data.load) {
    const service = dice.weighted([...menu])
    const starts = plan.freeStarts(service)
    const willing = cars.filter((car) => fitsFuel(service.fuels, car.fuel) && diary.isFree(car, plan.day))
    if (starts.length === 0 || willing.length === 0) {
      menu.delete(service)
      continue
    }
    const minute = dice.weighted(starts.map((start) => [start, wish(start)] as const))
    const car = dice.pick(willing)
    plan.book(service, car, minute, drawFate(dice, minute))
    diary.note(car, plan.day)
  }
}
