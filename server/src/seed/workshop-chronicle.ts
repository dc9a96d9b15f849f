import type { BookingStep } from '../modules/booking/booking.entity'
import { Vehicle } from '../modules/vehicle/vehicle.entity'
import { Workorder } from '../modules/workorder/workorder.entity'
import type { Tx } from '../platform/database'
import type { Table } from '../platform/table'
import type { Dice } from './dice'
import type { Car } from './workshop-crew'
import {
  copyVisit,
  lengthOf,
  mileageBefore,
  readPattern,
  type Copied,
  type Names,
  type Pattern,
} from './workshop-history'
import { dropWorkorders, workordersOf } from './workshop.queries'

/** Rows that are written at a time. */
const BATCH = 500

/** Visits that are over: the first of each kind is remembered, the others are told after it. */
export class Chronicle {
  private readonly patterns = new Map<string, Pattern>()
  private readonly copies: Copied[] = []

  constructor(
    private readonly tx: Tx,
    private readonly names: Names,
    private readonly now: Date,
  ) {}

  /** A visit of one service with its people; undefined for one that is a story of its own. */
  private kindOf({ booked, booking }: Car, steps: readonly BookingStep[]): string | undefined {
    const works = steps.filter(({ kind }) => kind === 'work')
    const [only] = works
    if (works.length !== 1 || !only || booking.isRework) return undefined
    return `${booked[0]?.service.code} ${booked[0]?.priceFen} ${only.technicianIds.length}`
  }

  private workOf = (steps: readonly BookingStep[]) => steps.find(({ kind }) => kind === 'work')

  /** False when nothing is known of such a visit, or it would not be over yet. */
  async tell(dice: Dice, car: Car, steps: readonly BookingStep[]): Promise<boolean> {
    const pattern = this.patterns.get(this.kindOf(car, steps) ?? '')
    const step = this.workOf(steps)
    if (!pattern || !step) return false
    const pace = dice.int(80, 125) / 100
    const arrivedAt = car.booking.updatedAt
    if (arrivedAt.getTime() + lengthOf(pattern) * pace >= this.now.getTime()) return false
    const known = (await this.tx.findOne(Vehicle, { id: car.booking.vehicleId }))?.mileageKm ?? 0
    const mileageKm = mileageBefore(known, arrivedAt, this.now)
    this.copies.push(copyVisit(pattern, { car, step, names: this.names, pace, mileageKm }))
    return true
  }

  /** Remembers a visit that was just driven to its end. */
  async learn(car: Car, steps: readonly BookingStep[]): Promise<void> {
    const kind = this.kindOf(car, steps)
    const step = this.workOf(steps)
    if (kind && step && !this.patterns.has(kind)) this.patterns.set(kind, await readPattern(this.tx, car, step))
  }

  async write(): Promise<void> {
    const byTable = new Map<Table<object>, object[]>()
    for (const { rows } of this.copies)
      for (const [table, some] of rows) {
        const all = byTable.get(table) ?? []
        all.push(...some)
        byTable.set(table, all)
      }
    await this.replaceDrafts()
    for (const [table, rows] of byTable)
      for (let from = 0; from < rows.length; from += BATCH) await this.tx.insert(table, rows.slice(from, from + BATCH))
  }

  /** The work orders that were made with the bookings stand where those of the copies do. */
  private async replaceDrafts(): Promise<void> {
    const ids = this.copies.map(({ workorder }) => workorder.id)
    const drafts = new Map((await workordersOf(this.tx, ids)).map((draft) => [draft.id, draft]))
    const rows = this.copies.flatMap(({ workorder }) => {
      const draft = drafts.get(workorder.id)
      if (!draft) return []
      const { number, bookingId, createdAt } = draft
      return [{ ...workorder, number, bookingId, createdAt }]
    })
    await dropWorkorders(this.tx, ids)
    await this.tx.insert(Workorder, rows)
  }
}
