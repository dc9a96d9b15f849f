import Taro from '@tarojs/taro'
import type { ApiProblem } from '../../lib/api-error'
import { routes } from '../../lib/routes'
import type { Handler } from '../../lib/handler'
import { Notice } from '../../ui/Notice'
import { text } from './booking.text'

interface Props {
  readonly problem: ApiProblem
  readonly onRepick: Handler
}

const seeBookings = () => void Taro.switchTab({ url: routes.bookings })

/** What to do next about a refusal, where there is something better than trying again. */
function wayOut(code: ApiProblem['code'], onRepick: Handler): { label: string; go: Handler } | undefined {
  if (code === 'booking.vehicle_booked' || code === 'booking.too_many')
    return { label: text.confirm.seeBookings, go: seeBookings }
  if (code.startsWith('booking.slot_')) return { label: text.confirm.repick, go: onRepick }
  if (code.startsWith('catalog.')) return { label: text.confirm.again, go: () => void Taro.navigateBack({ delta: 2 }) }
  return undefined
}

/** Why the booking was not placed, above the button that tries again. */
export function ConfirmProblem({ problem, onRepick }: Props) {
  return <Notice tone="stop" text={problem.title} way={wayOut(problem.code, onRepick)} />
}
