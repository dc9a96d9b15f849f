import { addDays, type Day } from '@pitlane/kernel'
import type { FleetCar } from './owners'

/** A car that was here does not come back on the next two days, nor has it been here on the two before. */
const REST_DAYS = 2

/** Remembers on which days a car cannot come because it comes on another one. */
export class CarDiary {
  private readonly busy = new Map<Day, Set<string>>()

  note(car: FleetCar, day: Day): void {
    for (let offset = -REST_DAYS; offset <= REST_DAYS; offset++) this.busyOn(addDays(day, offset)).add(car.id)
  }

  /** Ids of the cars that cannot come on a day; grows with {@link note}. */
  busyOn(day: Day): Set<string> {
    const known = this.busy.get(day) ?? new Set()
    this.busy.set(day, known)
    return known
  }
}
