import type { Day } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { marks } from '../../platform/sql'
import { readRoster, requireStore, type Store } from '../store'
import { readDayPlan, type DayPlan } from './day-plan.queries'
import { heal } from './healing'
import { changesOf, freeCells, writeChanges, type Change } from './healing.service'
import { LIVE } from './lifecycle'
import type { Moment } from './remaining'
import { enterDay } from './seating.service'
import { readDay, type StoreDayState } from './slot.queries'

/** Every day on which there is something to do, from today on. */
async function daysToCome(db: Reader, storeId: string, today: Day): Promise<Day[]> {
  const rows = await db.rows<{ day: Day }>(
    `select distinct s.day as day from booking b join booking_step s on s.booking_id = b.id
      where b.store_id = ? and s.day >= ? and b.state in (${marks(LIVE.length)}) order by s.day`,
    [storeId, today, ...LIVE],
  )
  return rows.map(({ day }) => day)
}

const CAUSE = { by: { kind: 'system', name: 'heal' } } as const

/**
 * Finds other bays and people for bookings to come that have lost theirs: somebody is away or may not do it any more, a bay is
 * out of order. At the same time if there is any way; else, today or tomorrow, a little later; else the front desk calls.
 * Bookings that had no seat get one when there is one again. Day by day, each in its own transaction; a repeat changes nothing.
 */
export async function healStore(app: App, storeId: string): Promise<void> {
  const store = await requireStore(app.db.read, storeId)
  const { day: today } = toLocal(app.clock.now(), store.timeZone)
  for (const day of await daysToCome(app.db.read, storeId, today)) {
    if ((await lookAt(app, store, day)).length > 0) await healDay(app, store, day)
  }
}

/** Whether there is anything to be done: most days are as they should be, and nobody has to wait at their gates. */
async function lookAt(app: App, store: Store, day: Day): Promise<Change[]> {
  const state = await readDay(app.db.read, store.id, day, app.clock.now())
  return state ? (await plan(app, app.db.read, store, state)).changes : []
}

/** Puts one day in order behind its gate. */
const healDay = (app: App, store: Store, day: Day): Promise<void> =>
  app.db.tx(async (tx) => {
    const state = await enterDay(app, tx, { store }, day)
    if (!state) return
    const { changes } = await plan(app, tx, store, state)
    await freeCells(tx, changes)
    await writeChanges(app, tx, store, CAUSE, changes)
  })

async function plan(
  app: App,
  db: Reader,
  store: Store,
  state: StoreDayState,
): Promise<{ day: DayPlan; changes: Change[] }> {
  const now: Moment = toLocal(app.clock.now(), store.timeZone)
  const roster = await readRoster(db, store.id)
  const day = await readDayPlan(db, { storeId: store.id, roster, state, now })
  const healed = heal(
    day.fixed,
    day.visitors.map(({ job }) => job),
  )
  return { day, changes: healed ? changesOf(day, healed) : [] }
}

/** Three in the morning: nobody books, and there is time left before the house opens. */
const NIGHT = { from: 180, to: 240 }

/** Stores at which it is night now. */
export const isNight = (store: Pick<Store, 'timeZone'>, now: Date): boolean => {
  const { minute } = toLocal(now, store.timeZone)
  return minute >= NIGHT.from && minute < NIGHT.to
}
