import type { StaffActor } from '@pitlane/kernel'
import type { Booking, BookingStep } from '../modules/booking/booking.entity'
import { permissionsOf } from '../modules/identity/roles'
import { Technician } from '../modules/store/store.entity'
import type { Tx } from '../platform/database'
import type { House } from './organisation'
import { STAFF } from './staff-data'
import type { Booked } from './workshop-quote'

/** Who works on the cars of one store. A small store has one person for all of it that needs no technician. */
export interface Crew {
  readonly advisor: StaffActor
  readonly dispatcher: StaffActor
  readonly inspector: StaffActor
  readonly cashier: StaffActor
  /** Log-ins of technicians by the id of the technician. */
  readonly technicians: ReadonlyMap<string, StaffActor>
}

/** A car that came, with what it came for. */
export interface Car {
  readonly booking: Booking
  readonly workorderId: string
  readonly crew: Crew
  readonly booked: readonly Booked[]
  readonly promisedAt: Date
  /** The work of the second day, for a car that stays overnight. */
  readonly rest?: BookingStep
}

const ROLES = ['advisor', 'dispatch', 'technician', 'qc', 'cashier'] as const

const actorAt = (storeId: string, staffId: string): StaffActor => ({
  ...{ kind: 'staff', staffId, sessionId: 'seed', mustChangePassword: false },
  grants: ROLES.map((role) => ({ role, scope: 'store', scopeId: storeId, permissions: permissionsOf(role) })),
})

export async function crewOf(tx: Tx, { data, store }: House, staff: ReadonlyMap<string, string>): Promise<Crew> {
  const here = STAFF.filter(({ at, isNew }) => at === data.key && !isNew)
  const who = (role: string): StaffActor => {
    const { username = '' } = here.find((one) => one.role === role) ?? here[0] ?? {}
    return actorAt(store.id, staff.get(username) ?? '')
  }
  const technicians = await tx.find(Technician, { where: { storeId: store.id } })
  return {
    ...{ advisor: who('advisor'), dispatcher: who('dispatch'), inspector: who('qc'), cashier: who('cashier') },
    technicians: new Map(technicians.map(({ id, staffId }) => [id, actorAt(store.id, staffId ?? '')])),
  }
}
