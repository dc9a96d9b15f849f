import { identity } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import { findStaff } from '../modules/identity'
import { listStores, placeOf } from '../modules/store'
import type { App } from '../platform/app'
import { bind } from '../platform/bind'
import { toLocal } from '../platform/local-time'
import { permissionsAt } from '../platform/scope'

async function profile(app: App, actor: StaffActor): Promise<identity.StaffProfile> {
  const staff = await findStaff(app.db.read, actor.staffId)
  if (!staff) throw new AppError('auth.expired')
  const stores = (await listStores(app.db.read)).flatMap((store) => {
    const permissions = [...permissionsAt(actor, placeOf(store))].sort()
    const today = toLocal(app.clock.now(), store.timeZone).day
    return permissions.length > 0 ? [{ id: store.id, name: store.name, today, permissions }] : []
  })
  const { id, name, username } = staff
  return { id, name, username, mustChangePassword: actor.mustChangePassword, stores }
}

export const staffProfileRoutes = [bind(identity.staffMe, (app, { actor }) => profile(app, actor))]
