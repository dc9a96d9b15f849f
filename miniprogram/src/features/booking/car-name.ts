import { formatPlate, type vehicle } from '@pitlane/contract'
import { text } from './booking.text'

/** `Model 3` for a Tesla, `大众 帕萨特` where the model alone says little. */
export const carModel = (car: Pick<vehicle.VehicleView, 'brand' | 'model'>): string =>
  car.model.startsWith(car.brand) ? car.model : `${car.brand} ${car.model}`

/** `沪A·12345`, or that there is none yet. */
export const carPlate = (plate: string | null): string => (plate ? formatPlate(plate) : text.cars.noPlate)
