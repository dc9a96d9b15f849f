import type { identity, Permission } from '@pitlane/contract'
import { createContext, useContext } from 'react'

export type StaffProfile = identity.StaffProfile
export type StaffStore = StaffProfile['stores'][number]

/** Whether the person holds `permission` in this store. The server decides; this only spares people useless buttons. */
export const may = (store: StaffStore, permission: Permission): boolean => store.permissions.includes(permission)

export const StaffContext = createContext<StaffProfile | null>(null)
export const StoreContext = createContext<StaffStore | null>(null)

function required<T>(value: T | null, what: string): T {
  if (value === null) throw new Error(`${what} is only known inside the shell`)
  return value
}

/** The member of staff who is logged in. */
export const useStaff = (): StaffProfile => required(useContext(StaffContext), 'staff')

/** The store that is being worked for. */
export const useStore = (): StaffStore => required(useContext(StoreContext), 'store')
