import { CUSTOMER_NAME, CUSTOMER_PHONE } from '../../server/src/modules/customer'
import { Customer } from '../../server/src/modules/customer/customer.entity'
import { Session } from '../../server/src/modules/identity/identity.entity'
import { VEHICLE_PLATE } from '../../server/src/modules/vehicle'
import { Vehicle } from '../../server/src/modules/vehicle/vehicle.entity'
import { newId } from '../../server/src/platform/id'
import type { TestApp } from './app'
import { somePhone } from './given'

/** An owner with a car and a log-in. */
export interface Someone {
  readonly customerId: string
  readonly vehicleId: string
  readonly token: string
}

const PER_TRANSACTION = 500

/** So many owners at once, each with a car, logged in. */
export async function crowd(t: TestApp, count: number): Promise<Someone[]> {
  const { db, tokens } = t.world.app
  const people = Array.from({ length: count }, (_, i) => rowsOf(t, i))
  for (let from = 0; from < count; from += PER_TRANSACTION) {
    const some = people.slice(from, from + PER_TRANSACTION)
    await db.tx(async (tx) => {
      await tx.insert(
        Customer,
        some.map(({ customer }) => customer),
      )
      await tx.insert(
        Vehicle,
        some.map(({ vehicle }) => vehicle),
      )
      await tx.insert(
        Session,
        some.map(({ session }) => session),
      )
    })
  }
  return Promise.all(
    people.map(async ({ customer: { id }, vehicle, session }) => {
      const { accessToken } = await tokens.issue({ kind: 'customer', id, sessionId: session.id })
      return { customerId: id, vehicleId: vehicle.id, token: accessToken }
    }),
  )
}

function rowsOf(t: TestApp, i: number): { customer: Customer; vehicle: Vehicle; session: Session } {
  const { vault } = t.world.app
  const at = t.clock.now()
  const id = newId()
  const vehicleId = newId()
  const phone = somePhone()
  const plate = `沪A${String(i).padStart(5, '0')}`
  return {
    customer: {
      ...{ id, nameSealed: vault.seal(CUSTOMER_NAME, '张三'), mergedInto: null, version: 1 },
      ...{ phoneSealed: vault.seal(CUSTOMER_PHONE, phone), phoneHash: vault.blind(CUSTOMER_PHONE, phone) },
      ...{ createdAt: at, updatedAt: at },
    },
    vehicle: {
      ...{ id: vehicleId, customerId: id, vinSealed: null, vinHash: null, vinOverride: null },
      ...{ plateSealed: vault.seal(VEHICLE_PLATE, plate), plateHash: vault.blind(VEHICLE_PLATE, plate) },
      ...{ brand: '大众', model: '帕萨特', fuel: 'ice', mileageKm: null, defaultKey: null, liveId: vehicleId },
      ...{ removedAt: null, version: 1, createdAt: at, updatedAt: at },
    },
    session: {
      ...{ id: newId(), subjectKind: 'customer', subjectId: id },
      ...{ createdAt: at, lastSeenAt: at, endedAt: null, userAgent: 'jest' },
    },
  }
}
