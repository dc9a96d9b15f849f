import type { vehicle } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { routes } from '../../lib/routes'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { ConfirmSheet } from '../../ui/ConfirmSheet'
import { carName } from './car-name'
import { removeCar } from './garage.api'
import { garageText } from './garage.text'

const text = garageText.remove

interface Props {
  readonly car: vehicle.VehicleView
  readonly onClose: () => void
}

/** Asks before a car leaves the garage. A car with a booking cannot; then the way leads to the bookings. */
export function RemoveSheet({ car, onClose }: Props) {
  const removing = useAction(async () => {
    await removeCar(car.id)
    toast(text.done)
    onClose()
  })
  const isBooked = removing.problem?.code === 'vehicle.has_booking'
  return (
    <ConfirmSheet
      open
      title={text.ask(carName(car))}
      loss={text.loss}
      confirm={isBooked ? text.seeBookings : text.confirm}
      keep={text.keep}
      busy={removing.busy}
      problem={removing.problem}
      onConfirm={() => (isBooked ? void Taro.switchTab({ url: routes.bookings }) : void removing.run())}
      onClose={onClose}
    />
  )
}
