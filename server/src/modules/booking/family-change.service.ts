import type { resources, services as contract, View } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { permissionsAt } from '../../platform/scope'
import { isDuplicate } from '../../platform/sql'
import { familiesAround, saveFamily } from '../catalog'
import { listAllStores, placeOf } from '../store'
import { affectedByFamilies } from './family-impact.queries'
import { announceDays, requireSeen, type Asking } from './resource-change.service'

type Change = contract.FamilyChange

/** A family is everybody's; whose bookings a person may read is a matter of their stores. */
async function impactOf(db: Reader, app: App, { actor }: Asking, change: Change) {
  const around = await familiesAround(db, change)
  const stores = (await listAllStores(db)).filter((store) => permissionsAt(actor, placeOf(store)).has('catalog.manage'))
  const affected: resources.AffectedBooking[] = []
  for (const store of stores) {
    const sight = { db, vault: app.vault, store, now: app.clock.now() }
    affected.push(...(await affectedByFamilies(sight, around)))
  }
  affected.sort((a, b) => a.day.localeCompare(b.day) || a.minute - b.minute)
  return { around, affected }
}

/** Which bookings to come a change of the model families would touch. Writes nothing. */
export async function previewFamily(
  app: App,
  asking: Asking,
  change: Change,
): Promise<View<typeof contract.previewFamily>> {
  const { affected } = await impactOf(app.db.read, app, asking, change)
  return { affected }
}

const unlessTaken = (e: unknown): never => {
  throw isDuplicate(e, 'uk_model_family_prefix|model_family.brand') ? new AppError('catalog.family_taken') : e
}

/**
 * Adds, changes or removes a model family, for bookings made from now on; those that were made stay as they are. Throws
 * `catalog.family_taken`, and otherwise refuses like `saveChange`.
 */
export async function putFamily(
  app: App,
  asking: Asking,
  change: Change,
  affectedSeen: number,
): Promise<contract.ModelFamily> {
  const now = app.clock.now()
  return app.db
    .tx(async (tx) => {
      const { around, affected } = await impactOf(tx, app, asking, change)
      requireSeen(affected, affectedSeen)
      await saveFamily(tx, { ...asking, now }, change, around)
      for (const store of await listAllStores(tx)) announceDays(tx, store, now)
      return around.family
    })
    .catch(unlessTaken)
}
