import { at, blind, id, int, oneOf, sealed, table, text, type Row } from '../../platform/table'

/** 车辆. A removed car keeps its row, because its history stays on file. */
export const Vehicle = table('vehicle', {
  id: id().key(),
  customerId: id(),
  plateSealed: sealed().nullable(),
  plateHash: blind().nullable(),
  vinSealed: sealed().nullable(),
  vinHash: blind().nullable(),
  vinOverride: oneOf('parallel_import', 'pre_2004', 'oem_exception').nullable(),
  brand: text(30),
  model: text(50),
  fuel: oneOf('ice', 'hev', 'phev', 'erev', 'bev', 'fcev'),
  mileageKm: int().nullable(),
  /** The owner's id on the default car: unique, so there is one at most. */
  defaultKey: id().nullable(),
  /** The car's own id while it is in the garage. Holds refer to it, so that a held car cannot leave. */
  liveId: id().nullable(),
  removedAt: at().nullable(),
  version: int(),
  createdAt: at(),
  updatedAt: at(),
})
export type Vehicle = Row<typeof Vehicle>

/** Why a car must stay in the garage. */
export const VehicleHold = table('vehicle_hold', {
  vehicleId: id().key(),
  reasonId: id().key(),
})
export type VehicleHold = Row<typeof VehicleHold>
