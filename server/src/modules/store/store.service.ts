import { addDays, AppError, weekdayOf, type Day } from '@pitlane/kernel'
import { getDayDetail } from 'chinese-days'
import type { Tx } from '../../platform/database'

import { openingOf, type NationalDay, type Opening, type Week } from './opening'
import { StoreDay, type Store } from './store.entity'

/** How far ahead days are opened for booking. */
export const HORIZON_DAYS = 62

/**
 * The State Council's calendar as the chinese-days package knows it. A year that has not been announced yet has ordinary
 * weeks only; its holidays come with an update of the package, or by hand.
 */
function nationalDay(day: Day): NationalDay {
  const { work, name } = getDayDetail(day)
  const chinese = name.split(',')[1]
  const isWeekend = [0, 6].includes(weekdayOf(day))
  if (chinese && !work) return { kind: 'holiday', name: chinese }
  if (chinese && work && isWeekend) return { kind: 'makeup_workday', name: chinese }
  return { kind: 'ordinary', name: undefined }
}

/** The opening of a day by a weekly pattern and the national calendar. */
export const openingIn = (week: Week, followsHolidays: boolean, day: Day): Opening =>
  openingOf(week, followsHolidays, day, nationalDay(day))

/** Opens the days of the horizon that have no record yet. Days that exist, by hand or by pattern, stay as they are. */
export async function extendCalendar(tx: Tx, store: Store, from: Day): Promise<number> {
  const until = addDays(from, HORIZON_DAYS)
  const rows = await tx.rows<{ day: string }>('select day from store_day where store_id = ? and day >= ? and day < ?', [
    ...[store.id, from, until],
  ])
  const known = new Set(rows.map((row) => row.day))
  const missing: StoreDay[] = []
  for (let day = from; day < until; day = addDays(day, 1)) {
    if (known.has(day)) continue
    missing.push({
      storeId: store.id,
      day,
      version: 1,
      ...openingIn(store.week, store.followsHolidays, day),
    })
  }
  await tx.insert(StoreDay, missing)
  return missing.length
}

/**
 * The gate of one store-day: the first statement of every transaction that changes claims. It takes the row's lock before
 * any claim is read, so that nobody deadlocks and the freest pair can be chosen (DATA-LAYER §3). A day that is not opened
 * yet has no gate: whoever reads it behind this call finds nothing.
 */
export const passGate = (tx: Tx, storeId: string, day: Day): Promise<void> =>
  tx.put('update store_day set version = version + 1 where store_id = ? and day = ?', [storeId, day])

/**
 * Writes the hours of one day by hand. The caller has passed the gate and made sure that no booking is left outside.
 * Throws `store.day_unknown`.
 */
export async function setDay(
  tx: Tx,
  storeId: string,
  day: Day,
  hours: Pick<StoreDay, 'isOpen' | 'opensMinute' | 'closesMinute' | 'note'>,
): Promise<void> {
  const matched = await tx.update(StoreDay, { storeId, day }, { ...hours, source: 'manual' })
  if (matched === 0) throw new AppError('store.day_unknown')
}
