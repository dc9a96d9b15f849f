import type { catalog } from '@pitlane/contract'
import { privacy } from '@pitlane/contract'
import { Customer } from '../modules/customer/customer.entity'
import { CUSTOMER_NAME, CUSTOMER_PHONE } from '../modules/customer/sealing'
import { Consent } from '../modules/identity/identity.entity'
import { privacyTextHash } from '../modules/identity/consent.service'
import { VEHICLE_PLATE, VEHICLE_VIN } from '../modules/vehicle'
import { Vehicle } from '../modules/vehicle/vehicle.entity'
import type { Tx } from '../platform/database'
import type { Vault } from '../platform/vault'
import { daysAgo, type Today } from './calendar'
import { diceOf } from './dice'
import type { Household } from './households'
import type { StoreKey } from './store-data'

/** A car as bookings need it. */
export interface FleetCar {
  readonly id: string
  readonly customerId: string
  readonly fuel: catalog.Fuel
  readonly home: StoreKey
}

/** Cars of everybody, and those of the owners to log in as, by phone. */
export interface Fleet {
  readonly cars: readonly FleetCar[]
  readonly demoCars: ReadonlyMap<string, readonly FleetCar[]>
}

interface Registered {
  readonly customer: Customer
  readonly consent: Consent
  readonly vehicles: readonly Vehicle[]
}

/** Writes customers with their consent and their cars: phones, names, plates and VINs sealed. */
export async function seedOwners(tx: Tx, vault: Vault, today: Today, households: readonly Household[]): Promise<Fleet> {
  const dice = diceOf('owners')
  const registered = households.map((household) => register(dice, vault, today, household))
  await tx.insert(
    Customer,
    registered.map(({ customer }) => customer),
  )
  await tx.insert(
    Consent,
    registered.map(({ consent }) => consent),
  )
  await tx.insert(
    Vehicle,
    registered.flatMap(({ vehicles }) => vehicles),
  )
  const fleetOf = (index: number, home: StoreKey): FleetCar[] =>
    (registered[index]?.vehicles ?? []).map(({ id, customerId, fuel }) => ({ id, customerId, fuel, home }))
  const isDemo = ({ isDemo: is }: Household) => is
  return {
    cars: households.flatMap((household, i) => (isDemo(household) ? [] : fleetOf(i, household.home))),
    demoCars: new Map(households.flatMap((h, i) => (isDemo(h) ? [[h.phone, fleetOf(i, h.home)] as const] : []))),
  }
}

function register(dice: ReturnType<typeof diceOf>, vault: Vault, today: Today, household: Household): Registered {
  const createdAt = daysAgo(today, household.joinedDaysAgo)
  const id = dice.id(createdAt)
  const customer: Customer = {
    ...{
      id,
      nameSealed: vault.seal(CUSTOMER_NAME, household.name),
      phoneSealed: vault.seal(CUSTOMER_PHONE, household.phone),
    },
    ...{
      phoneHash: vault.blind(CUSTOMER_PHONE, household.phone),
      mergedInto: null,
      version: 1,
      createdAt,
      updatedAt: createdAt,
    },
  }
  const consent: Consent = {
    ...{ id: dice.id(createdAt), subjectType: 'customer', subjectId: id, purpose: 'SERVICE', state: 'GRANTED' },
    ...{ version: privacy.PRIVACY_VERSION, textHash: privacyTextHash, channel: 'h5', at: createdAt },
    evidence: { address: '127.0.0.1', userAgent: 'seed-demo' },
  }
  const vehicles = household.cars.map(({ brand, model, fuel, km, plate, vin }, index): Vehicle => {
    const vehicleId = dice.id(createdAt)
    return {
      ...{ id: vehicleId, customerId: id, brand, model, fuel, mileageKm: km, vinOverride: null },
      ...{ plateSealed: vault.seal(VEHICLE_PLATE, plate), plateHash: vault.blind(VEHICLE_PLATE, plate) },
      ...{ vinSealed: vault.seal(VEHICLE_VIN, vin), vinHash: vault.blind(VEHICLE_VIN, vin) },
      ...{ defaultKey: index === 0 ? id : null, liveId: vehicleId, removedAt: null },
      ...{ version: 1, createdAt, updatedAt: createdAt },
    }
  })
  return { customer, consent, vehicles }
}
