import { weekdayOf, type Day } from '@pitlane/kernel'
import type { policy as contract } from '@pitlane/contract'
import type { Reader } from '../../platform/database'
import { sqlInstant } from '../../platform/sql'
import { isQualified, workingSpans, type Roster } from '../store'
import type { Demand, Visit } from './capacity'
import { demandOf, LAPSED, takenByResource, WALK_IN, type DayHours, type DayTechnician, type Taken } from './day-state'
import type { StepNeed } from './visit'

/** A store-day as capacity sees it: its hours, and every taken cell. `version` is the gate's. */
export interface StoreDayState {
  readonly version: number
  readonly rosterVersion: number
  readonly hours: DayHours
  readonly taken: ReadonlyMap<string, Taken>
  /** Whether there are cells that were only held and have not been cleared away. They are free, and not among the taken. */
  readonly hasLapsed: boolean
}

interface DayRow {
  readonly version: number
  readonly isOpen: number
  readonly opensMinute: number
  readonly closesMinute: number
  readonly note: string | null
  readonly rosterVersion: number
  /** Null on the one row of a day on which nothing is taken. */
  readonly resourceId: string | null
  readonly cells: string | null
}

/** A store-day and what is taken on it, a row per resource. Cells that were only held and are not any more are free. */
const DAY_SQL = `
  select d.version as version, d.is_open as isOpen, d.opens_minute as opensMinute, d.closes_minute as closesMinute,
         d.note as note, s.roster_version as rosterVersion, c.resource_id as resourceId, c.cells as cells
    from store_day d
    join store s on s.id = d.store_id
    left join (select resource_id,
                      group_concat(cell + ${WALK_IN} * is_walk_in + ${LAPSED} * coalesce(held_until <= ?, 0)) as cells
                 from claim where store_id = ? and day = ? group by resource_id) c
      on 1 = 1
   where d.store_id = ? and d.day = ?`

/** Reads a store-day with its claims, in one statement by key. Undefined when the day has not been opened. */
export async function readDay(db: Reader, storeId: string, day: Day, now: Date): Promise<StoreDayState | undefined> {
  const rows = await db.rows<DayRow>(DAY_SQL, [sqlInstant(now), storeId, day, storeId, day])
  const [row] = rows
  if (!row) return undefined
  const { version, rosterVersion, opensMinute, closesMinute, note } = row
  const hours = { day, isOpen: Boolean(row.isOpen), opensMinute, closesMinute, note }
  const listed = rows.flatMap(({ resourceId, cells }) => (resourceId && cells ? [{ resourceId, cells }] : []))
  return { version, rosterVersion, hours, ...takenByResource(listed) }
}

/** What a step asks for on a day, with those of the roster who may do it on that day. */
function demandFor(need: StepNeed, roster: Roster, state: StoreDayState, kept: number): Demand {
  const { day } = state.hours
  const technicians: DayTechnician[] =
    need.technicianCount === 0
      ? []
      : roster.technicians
          .filter((technician) => isQualified(technician, need, day))
          .map((technician) => ({
            id: technician.id,
            breadth: technician.skills.length,
            ...workingSpans(technician, day),
          }))
  const bayIds = roster.bays.filter((bay) => bay.type === need.bayType).map((bay) => bay.id)
  const work = { minutes: need.minutes, technicianCount: need.technicianCount, kept }
  return demandOf(state.hours, work, bayIds, technicians, state.taken)
}

/** What a visit asks for on a day, step by step. `policy` says what is kept for walk-ins; leave it out for walk-ins themselves. */
export function visitFor(
  needs: readonly StepNeed[],
  roster: Roster,
  state: StoreDayState,
  policy?: Pick<contract.CapacityPolicy, 'walkInReservePercent'>,
): Visit {
  const kept = (policy?.walkInReservePercent[weekdayOf(state.hours.day)] ?? 0) / 100
  return needs.map((need) => demandFor(need, roster, state, need.kind === 'work' ? kept : 0))
}
