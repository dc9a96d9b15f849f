import type { storeSettings as contract } from '@pitlane/contract'
import { addDays, AppError, type Day, type StaffActor } from '@pitlane/kernel'
import { MoreThanOrEqual } from 'typeorm'
import { audit } from '../../platform/audit'
import type { Reader, Tx } from '../../platform/database'
import type { Opening, Week } from './opening'
import { Store, StoreDay } from './store.entity'
import { openingIn } from './store.service'
import { verbOf } from './written'

type Settings = contract.StoreSettings

/** What a store says of itself, out of its row. */
export const settingsOf = (store: Store): Settings => ({
  ...{ name: store.name, city: store.city, address: store.address, phone: store.phone },
  ...{ latitude: store.latitude, longitude: store.longitude, week: asWeek(store.week) },
  ...{ followsHolidays: store.followsHolidays, isAutoConfirm: store.isAutoConfirm },
  ...{ minLeadMinutes: store.minLeadMinutes, cancelCutoffMinutes: store.cancelCutoffMinutes },
  ...{ noShowGraceMinutes: store.noShowGraceMinutes, isActive: store.isActive, creditCode: store.creditCode },
  ...{ warrantyDays: store.warrantyDays, warrantyKm: store.warrantyKm },
})

const asWeek = (week: Week): Settings['week'] => {
  const on = (day: keyof Week): [number, number] | null => {
    const hours = week[day]
    return hours ? [hours[0], hours[1]] : null
  }
  return { 0: on('0'), 1: on('1'), 2: on('2'), 3: on('3'), 4: on('4'), 5: on('5'), 6: on('6') }
}

/** A day that is open for booking already, and what new weekly hours would make of it. */
export interface ChangedDay {
  readonly was: StoreDay
  readonly next: Opening
}

/** Days from tomorrow on that new hours would open or close otherwise. `today` keeps the hours with which it began. */
export async function changedDays(db: Reader, storeId: string, today: Day, settings: Settings): Promise<ChangedDay[]> {
  const from = addDays(today, 1)
  const days = await db.find(StoreDay, { where: { storeId, day: MoreThanOrEqual(from) }, order: { day: 'ASC' } })
  return days.flatMap((was) => {
    const next = openingIn(settings.week, settings.followsHolidays, was.day)
    const isSame =
      was.isOpen === next.isOpen &&
      (!next.isOpen || (was.opensMinute === next.opensMinute && was.closesMinute === next.closesMinute))
    return isSame ? [] : [{ was, next }]
  })
}

interface Context {
  readonly actor: StaffActor
  readonly now: Date
  readonly requestId: string
}

interface NewSettings {
  /** The version the writer saw. */
  readonly seen: number
  readonly settings: Settings
  /** Days that take the new hours. */
  readonly days: readonly ChangedDay[]
}

/**
 * Writes what a store says of itself, and the hours of `days`. The caller has passed the gates of the days to come. Throws
 * `store.settings_changed` when somebody was faster.
 */
export async function saveSettings(
  tx: Tx,
  { actor, now, requestId }: Context,
  store: Store,
  { seen, settings, days }: NewSettings,
): Promise<void> {
  const matched = await tx.update(Store, { id: store.id, version: seen }, { ...settings, version: seen + 1 })
  if (matched === 0) throw new AppError('store.settings_changed')
  for (const { was, next } of days) {
    await tx.update(StoreDay, { storeId: store.id, day: was.day }, { ...next })
  }
  await audit(tx, now, {
    ...{ actor, storeId: store.id, requestId, action: `store.${verbOf(store.isActive, settings.isActive)}_store` },
    ...{ subject: { type: 'store', id: store.id }, before: { ...settingsOf(store) }, after: { ...settings } },
  })
}
