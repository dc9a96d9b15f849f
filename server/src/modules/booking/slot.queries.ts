import type { Day } from '@pitlane/kernel'
import type { Reader } from '../../platform/database'
import type { BookableService } from '../catalog'
import { isQualified, workingSpans, type Roster } from '../store'
import type { Demand } from './capacity'
import { demandOf, takenByResource, type DayHours, type DayTechnician } from './day-state'
import type { Bits } from './bits'

/** A store-day as capacity sees it: its hours, and every taken cell. `version` is the gate's. */
export interface StoreDayState {
  readonly version: number
  readonly rosterVersion: number
  readonly hours: DayHours
  readonly taken: ReadonlyMap<string, Bits>
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

/** A store-day and what is taken on it, a row per resource. */
const DAY_SQL = `
  select d.version as version, d.is_open as isOpen, d.opens_minute as opensMinute, d.closes_minute as closesMinute,
         d.note as note, s.roster_version as rosterVersion, c.resource_id as resourceId, c.cells as cells
    from store_day d
    join store s on s.id = d.store_id
    left join (select resource_id, group_concat(cell) as cells from claim where store_id = ? and day = ? group by resource_id) c
      on 1 = 1
   where d.store_id = ? and d.day = ?`

/** Reads a store-day with its claims, in one statement by key. Undefined when the day has not been opened. */
export async function readDay(db: Reader, storeId: string, day: Day): Promise<StoreDayState | undefined> {
  const rows = await db.rows<DayRow>(DAY_SQL, [storeId, day, storeId, day])
  const [row] = rows
  if (!row) return undefined
  const { version, rosterVersion, opensMinute, closesMinute, note } = row
  const hours = { day, isOpen: Boolean(row.isOpen), opensMinute, closesMinute, note }
  const taken = rows.flatMap(({ resourceId, cells }) => (resourceId && cells ? [{ resourceId, cells }] : []))
  return { version, rosterVersion, hours, taken: takenByResource(taken) }
}

/** What a service asks for on a day, with those of the roster who may do it on that day. */
export function demandFor(service: BookableService, roster: Roster, state: StoreDayState): Demand {
  const { day } = state.hours
  const technicians: DayTechnician[] = roster.technicians
    .filter((technician) => isQualified(technician, service, day))
    .map((technician) => ({ id: technician.id, breadth: technician.skills.length, ...workingSpans(technician, day) }))
  const bayIds = roster.bays.filter((bay) => bay.type === service.bayType).map((bay) => bay.id)
  const work = { minutes: service.bayMinutes, technicianCount: service.technicianCount }
  return demandOf(state.hours, work, bayIds, technicians, state.taken)
}
