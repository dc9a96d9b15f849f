import type { Body, storeSettings as contract, View } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { scopeTo } from '../../platform/scope'
import { changedDays, findStores, passGatesFrom, placeOf, saveSettings, type ChangedDay, type Store } from '../store'
import { affectedByHours, countToCome } from './impact.queries'
import { requireSeen, tellChange, todayOf, type Asking } from './resource-change.service'

/** A store within reach, also one that is out of business. Throws `store.not_found`. */
async function storeWithin(app: App, { actor }: Asking, storeId: string): Promise<Store> {
  const [store] = await findStores(app.db.read, [storeId])
  if (!store) throw new AppError('store.not_found')
  scopeTo(actor, 'store.manage', placeOf(store))
  return store
}

interface Outlook {
  readonly affected: View<typeof contract.preview>['affected']
  readonly keptDays: View<typeof contract.preview>['keptDays']
  /** Days that take the new hours. */
  readonly days: readonly ChangedDay[]
}

/** What new hours do to the days that are open already: those set by hand or with bookings outside stay as they are. */
async function outlook(
  db: Reader,
  app: App,
  store: Store,
  { version, settings }: Body<typeof contract.save>,
): Promise<Outlook> {
  const now = app.clock.now()
  const [known] = await findStores(db, [store.id])
  if (known?.version !== version) throw new AppError('store.settings_changed')
  const sight = { db, vault: app.vault, store, now }
  if (!settings.isActive && known.isActive) {
    const count = await countToCome(sight)
    if (count > 0) throw new AppError('store.has_bookings', { count })
  }
  const changed = await changedDays(db, store.id, todayOf(store, now), settings)
  const isByHand = ({ was }: ChangedDay) => was.source === 'manual'
  const { affected, days: occupied } = await affectedByHours(
    sight,
    changed.filter((one) => !isByHand(one)).map(({ was, next }) => ({ ...next, day: was.day })),
  )
  const isKept = (one: ChangedDay) => isByHand(one) || occupied.has(one.was.day)
  const keptDays = changed.filter(isKept).map((one) => ({
    ...{ day: one.was.day, why: isByHand(one) ? ('manual' as const) : ('bookings' as const) },
  }))
  return { affected, keptDays, days: changed.filter((one) => !isKept(one)) }
}

/** Which bookings lie outside new hours, and which days keep theirs. Writes nothing. */
export async function previewSettings(
  app: App,
  asking: Asking,
  storeId: string,
  body: Body<typeof contract.preview>,
): Promise<View<typeof contract.preview>> {
  const store = await storeWithin(app, asking, storeId)
  const { affected, keptDays } = await outlook(app.db.read, app, store, body)
  return { affected, keptDays }
}

/**
 * Changes what a store says of itself and its rules. Throws `store.has_bookings` for one that goes out of business with
 * bookings to come, and otherwise refuses like `saveChange`.
 */
export async function putSettings(
  app: App,
  asking: Asking,
  storeId: string,
  body: Body<typeof contract.save>,
): Promise<View<typeof contract.save>> {
  const store = await storeWithin(app, asking, storeId)
  const now = app.clock.now()
  return app.db.tx(async (tx) => {
    await passGatesFrom(tx, storeId, todayOf(store, now))
    const { affected, keptDays, days } = await outlook(tx, app, store, body)
    requireSeen(affected, body.affectedSeen)
    await saveSettings(tx, { ...asking, now }, store, { seen: body.version, settings: body.settings, days })
    tellChange(tx, store, now, [])
    return { version: body.version + 1, affected, keptDays }
  })
}
