import { formatPlate, type vehicle } from '@pitlane/contract'

/** What the owner calls the car: its plate, or brand and model while it has none. */
export const carName = ({ plate, brand, model }: Pick<vehicle.VehicleView, 'plate' | 'brand' | 'model'>): string =>
  plate ? formatPlate(plate) : `${brand} ${model}`
