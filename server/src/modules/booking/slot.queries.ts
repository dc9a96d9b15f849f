import { weekdayOf, type Day } from '@pitlane/kernel'
import type { policy as contract } from '@pitlane/contract'
import type { Reader } from '../../platform/database'
import { sqlInstant } from '../../platform/sql'
import { bayOutages, isQualified, workingSpans, type Roster } from '../store'
import type { Demand, Visit } from './capacity'
import { demandOf, LAPSED, RESERVE, takenByResource, type DayHours, type DayTechnician, type Taken } from './day-state'
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
                      group_concat(cell + ${RESERVE} * reserve + ${LAPSED} * coalesce(held_until <= ?, 0)) as cells
                 from claim where store_id = ? and day = ? and booking_id <> ? group by resource_id) c
      on 1 = 1
   where d.store_id = ? and d.day = ?`

/** Reads a store-day with its claims but those of `except`, in one statement by key. Undefined when the day has not been opened. */
export async function readDay(
  db: Reader,
  storeId: string,
  day: Day,
  now: Date,
  except = '',
): Promise<StoreDayState | undefined> {
  const rows = await db.rows<DayRow>(DAY_SQL, [sqlInstant(now), storeId, day, except, storeId, day])
  return rows.length === 0 ? undefined : stateOf(day, rows)
}

function stateOf(day: Day, rows: readonly DayRow[]): StoreDayState {
  const [row] = rows
  if (!row) throw new Error('a day without a row')
  const { version, rosterVersion, opensMinute, closesMinute, note } = row
  const hours = { day, isOpen: Boolean(row.isOpen), opensMinute, closesMinute, note }
  const listed = rows.flatMap(({ resourceId, cells }) => (resourceId && cells ? [{ resourceId, cells }] : []))
  return { version, rosterVersion, hours, ...takenByResource(listed) }
}

/** Days of a store, with what is taken on each, a row per day and resource. */
const DAYS_SQL = `
  select d.day as day, d.version as version, d.is_open as isOpen, d.opens_minute as opensMinute,
         d.closes_minute as closesMinute, d.note as note, s.roster_version as rosterVersion,
         c.resource_id as resourceId, c.cells as cells
    from store_day d
    join store s on s.id = d.store_id
    left join (select day, resource_id,
                      group_concat(cell + ${RESERVE} * reserve + ${LAPSED} * coalesce(held_until <= ?, 0)) as cells
                 from claim where store_id = ? and day between ? and ? group by day, resource_id) c
      on c.day = d.day
   where d.store_id = ? and d.day between ? and ?`

/** Reads the days of a store from one to another with their claims, in one statement. Those not opened are left out. */
export async function readDays(db: Reader, storeId: string, from: Day, to: Day, now: Date): Promise<StoreDayState[]> {
  const values = [sqlInstant(now), storeId, from, to, storeId, from, to]
  const byDay = new Map<Day, (DayRow & { readonly day: Day })[]>()
  for (const row of await db.rows<DayRow & { readonly day: Day }>(DAYS_SQL, values))
    byDay.set(row.day, [...(byDay.get(row.day) ?? []), row])
  return [...byDay].map(([day, rows]) => stateOf(day, rows))
}

interface Reserves {
  /** See {@link Demand}. */
  readonly kept: number
  readonly reworkCars: number
}
const NOTHING_KEPT: Reserves = { kept: 0, reworkCars: 0 }

/** What a step asks for on a day, with those of the roster who may do it on that day. */
function demandFor(need: StepNeed, roster: Roster, state: StoreDayState, reserves: Reserves): Demand {
  const { day } = state.hours
  const bays = roster.bays.filter((bay) => bay.type === need.bayType)
  const people = need.technicianCount === 0 ? [] : roster.technicians
  const qualified = people.filter((technician) => isQualified(technician, need, day))
  const onDay = (technician: (typeof people)[number]): DayTechnician => ({
    ...{ id: technician.id, breadth: technician.skills.length, ...workingSpans(technician, day) },
  })
  const crew = {
    bays: bays.map((bay) => ({ id: bay.id, outages: bayOutages(bay, day) })),
    technicians: qualified.map(onDay),
    unqualified: () => people.filter((technician) => !qualified.includes(technician)).map(onDay),
  }
  const { kind, minutes, technicianCount } = need
  return demandOf(state.hours, { kind, minutes, technicianCount, ...reserves }, crew, state.taken)
}

/** What a visit asks for on a day, step by step. `policy` says what is kept back; leave it out for those it is kept for. */
export function visitFor(
  needs: readonly StepNeed[],
  roster: Roster,
  state: StoreDayState,
  policy?: Pick<contract.CapacityPolicy, 'walkInReservePercent' | 'reworkReserveCars'>,
): Visit {
  const reserves = policy && {
    kept: (policy.walkInReservePercent[weekdayOf(state.hours.day)] ?? 0) / 100,
    reworkCars: policy.reworkReserveCars,
  }
  return needs.map((need) =>
    demandFor(need, roster, state, need.kind === 'work' ? (reserves ?? NOTHING_KEPT) : NOTHING_KEPT),
  )
}
