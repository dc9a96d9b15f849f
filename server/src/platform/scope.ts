import type { Permission } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'

/** Where a store stands in the organisation. */
export interface OrgPlace {
  readonly groupId: string
  readonly regionId: string
  readonly storeId: string
}

declare const proof: unique symbol

/** Proof that an actor may do something in this store. Only {@link scopeTo} makes one; queries over a store's rows ask for it. */
export interface StoreScope {
  readonly storeId: string
  readonly [proof]: true
}

const covers = (grant: StaffActor['grants'][number], place: OrgPlace): boolean =>
  ({ group: place.groupId, region: place.regionId, store: place.storeId })[grant.scope] === grant.scopeId

/** What this person may do in this store: the union of all grants that reach it. */
export const permissionsAt = (actor: StaffActor, place: OrgPlace): ReadonlySet<string> =>
  new Set(actor.grants.filter((grant) => covers(grant, place)).flatMap((grant) => [...grant.permissions]))

/** Throws `auth.forbidden` when no grant reaches the store with this permission. */
export function scopeTo(actor: StaffActor, permission: Permission, place: OrgPlace): StoreScope {
  if (!permissionsAt(actor, place).has(permission)) throw new AppError('auth.forbidden')
  return { storeId: place.storeId } as StoreScope
}

/** True when the person holds the permission anywhere. The endpoint's first gate; the store comes second. */
export const holds = (actor: StaffActor, permission: string): boolean =>
  actor.grants.some((grant) => grant.permissions.has(permission))
