import { CELL_MINUTES, cellOf, CELLS_PER_DAY, cellsFor, type Day, type Minute } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import type { Roster } from '../store'
import { hasCell, runStarts, without, type Bits } from './bits'
import { findSteps } from './booking.queries'
import type { Resource } from './capacity'
import { findOpenWork, readSights, type WorkOf } from './floor-work.queries'
import { readDay, visitFor } from './slot.queries'
import { workNeed } from './visit'
import { placeWork, type WorkSights } from './work-place'

/** Work that somebody of the workshop shall do on a day. */
export interface FloorNeed extends WorkOf {
  readonly storeId: string
  readonly day: Day
  /** From when on, on the store's wall. */
  readonly minute: Minute
  readonly minutes: number
  readonly bayType: string
  readonly skill: string
  readonly certificate: string | null
}

interface Start {
  readonly bayId: string
  readonly day: Day
  readonly minute: Minute
}

type Starts = ReadonlyMap<string, Start>

/**
 * For each technician who may do such work, the earliest start at which they and a bay are free for all of it. Who has none is
 * left out. What is planned is placed as {@link reseatWork} places it, who is given it; what is not, wherever there is room that day.
 * A hint for whoever chooses: the claims decide behind the gate.
 */
export async function earliestStarts(app: App, db: Reader, roster: Roster, need: FloorNeed): Promise<Starts> {
  const work = await findOpenWork(app, db, need)
  const now = app.clock.now()
  if (work.pieces.length === 0) return freeStarts(db, roster, need, now)
  const { booking, store } = work
  const sights = await readSights(app, db, work, (day) => readDay(db, store.id, day, now, booking.id))
  const [step] = work.pieces
  const bays = roster.bays.map(({ id }) => id).sort((a, b) => Number(b === step?.bayId) - Number(a === step?.bayId))
  return new Map(
    roster.technicians.flatMap(({ id }) => {
      const start = soonest(sights, id, bays)
      return start ? [[id, start] as const] : []
    }),
  )
}

/** With the bay that the plan has where it makes no difference. */
function soonest(sights: WorkSights, technicianId: string, bayIds: readonly string[]): Start | undefined {
  const starts = bayIds.flatMap((bayId): Start[] => {
    const [first] = placeWork(sights, { technicianIds: [technicianId], bayId }) ?? []
    return first ? [{ bayId, day: first.sight.day, minute: first.cell * CELL_MINUTES }] : []
  })
  const keyOf = ({ day, minute }: Start) => `${day} ${String(minute).padStart(4, '0')}`
  return starts.reduce<Start | undefined>((best, one) => (best && keyOf(best) <= keyOf(one) ? best : one), undefined)
}

/** Work that the plan has no time for. */
async function freeStarts(db: Reader, roster: Roster, need: FloorNeed, now: Date): Promise<Starts> {
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
      return start ? [[technician.id, { ...start, day: need.day }] as const] : []
    }),
  )
}

type Free = Pick<Start, 'bayId' | 'minute'>

function earliest(own: Bits, bays: readonly { id: string; runs: Bits }[], from: number): Free | undefined {
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
