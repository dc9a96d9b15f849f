import { sharing, type booking } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import Taro from '@tarojs/taro'
import { routes } from '../../lib/routes'
import { storeToday } from '../../lib/time'
import { Cell } from '../../ui/Cell'
import { text } from './check-in.text'

/** True on the day of a confirmed visit, until it has begun; not while the store's driver brings the car. */
export const mayCheckIn = ({ day, state, handover }: booking.BookingView): boolean =>
  handover !== 'fetch' && day === storeToday() && (state === 'confirmed' || state === 'no_show')

const opensAt = ({ minute }: booking.BookingView) => formatMinute(Math.max(0, minute - sharing.CHECK_IN_MINUTES))
const isOpen = ({ startsAt }: booking.BookingView) =>
  Date.now() >= Date.parse(startsAt) - sharing.CHECK_IN_MINUTES * 60_000

/** On the day of the visit: the way to say that one is there. */
export function CheckInCell({ item }: { readonly item: booking.BookingView }) {
  if (!mayCheckIn(item)) return null
  return (
    <Cell
      title={text.open}
      note={isOpen(item) ? text.openNote : text.early(opensAt(item))}
      onClick={() => void Taro.navigateTo({ url: routes.checkIn })}
    />
  )
}
