import { CELL_MINUTES, cellOf, CELLS_PER_DAY, cellsFor, type Day, type Minute } from '@pitlane/kernel'
import type { Reader } from '../../platform/database'
import type { Roster } from '../store'
import { hasCell, runStarts, without, type Bits } from './bits'
import { findSteps } from './booking.queries'
import type { Resource } from './capacity'
import { readDay, visitFor } from './slot.queries'
import { workNeed } from './visit'

/** Work that somebody of the workshop shall do on a day. */
export interface FloorNeed {
  readonly storeId: string
  readonly day: Day
  /** From when on, on the store's wall. */
  readonly minute: Minute
  readonly minutes: number
  readonly bayType: string
  readonly skill: string
  readonly certificate: string | null
  /** A booking whose own claims do not count. */
  readonly bookingId: string
}

export interface Start {
  readonly bayId: string
  readonly minute: Minute
}

/**
 * For each technician who may do such work on that day, the earliest start at which they and a bay are free for all of it. Who
 * has none is left out. A hint for whoever chooses: the claims decide behind the gate.
 */
export async function earliestStarts(
  db: Reader,
  roster: Roster,
  need: FloorNeed,
  now: Date,
): Promise<ReadonlyMap<string, Start>> {
  const state = await readDay(db, need.storeId, need.day, now, need.bookingId)
  if (!state?.hours.isOpen) return new Map()
  const work = { ...need, id: '', bayMinutes: Math.max(need.minutes, CELL_MINUTES), technicianCount: 1, priceFen: 0 }
  const [demand] = visitFor([workNeed(work)], roster, state)
  if (!demand) return new Map()
  const runs = (one: Resource): Bits => runStarts(without(one.open, one.taken), cellsFor(work.bayMinutes))
  const bays = demand.bays.map((bay) => ({ id: bay.id, runs: runs(bay) }))
  return new Map(
    demand.technicians.flatMap((technician) => {
      const start = earliest(runs(technician), bays, cellOf(need.minute))
      return start ? [[technician.id, start] as const] : []
    }),
  )
}

function earliest(own: Bits, bays: readonly { id: string; runs: Bits }[], from: number): Start | undefined {
  for (let cell = from; cell < CELLS_PER_DAY; cell++) {
    const bay = hasCell(own, cell) ? bays.find(({ runs }) => hasCell(runs, cell)) : undefined
    if (bay) return { bayId: bay.id, minute: cell * CELL_MINUTES }
  }
  return undefined
}

/** Who is planned for a service of a booking. */
export async function plannedTechnicians(db: Reader, bookingId: string, serviceId: string | null): Promise<string[]> {
  const steps = await findSteps(db, [bookingId])
  return steps.filter((step) => step.kind === 'work' && step.serviceId === serviceId).flatMap((s) => s.technicianIds)
}
