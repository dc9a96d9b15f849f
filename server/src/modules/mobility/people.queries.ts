import { maskName, maskPhone, maskPlate } from '@pitlane/contract'
import type { App } from '../../platform/app'
import { readContact } from '../customer'
import { findVehicles } from '../vehicle'

interface Owned {
  readonly customerId: string
  readonly vehicleId: string
}

/** Whose car it is, masked, for many orders at once. */
export async function peopleOf(app: App, orders: readonly Owned[]) {
  const { db, vault } = app
  const vehicles = await findVehicles(
    db.read,
    vault,
    orders.map(({ vehicleId }) => vehicleId),
  )
  const customerIds = [...new Set(orders.map(({ customerId }) => customerId))]
  const contacts = new Map(
    await Promise.all(customerIds.map(async (id) => [id, await readContact(db.read, vault, id)] as const)),
  )
  return ({ customerId, vehicleId }: Owned) => {
    const vehicle = vehicles.find(({ id }) => id === vehicleId)
    const contact = contacts.get(customerId)
    return {
      ...{ maskedName: masked(contact?.name, maskName), maskedPhone: masked(contact?.phone, maskPhone) },
      ...{ vehicleName: vehicle?.name ?? '', maskedPlate: masked(vehicle?.plate, maskPlate) },
    }
  }
}

const masked = (text: string | null | undefined, mask: (text: string) => string) => (text ? mask(text) : null)

/** `浦东新区张江路 88 弄` → `浦东新区****`: the quarter, not the door. */
export const maskAddress = (address: string): string => {
  const shown = Math.min(4, Math.floor([...address].length / 3))
  return `${[...address].slice(0, shown).join('')}****`
}
