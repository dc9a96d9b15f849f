import type { booking } from '@pitlane/contract'
import { useShareAppMessage } from '@tarojs/taro'
import { useState } from 'react'
import { routes } from '../../lib/routes'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { CalendarCell, isLeftInCalendar } from './CalendarCell'
import { CheckInCell, mayCheckIn } from './CheckInCell'
import { cardTitle, ShareSheet } from './ShareSheet'
import { text } from './visit.text'

const isAhead = ({ state }: booking.BookingView) => state === 'placed' || state === 'confirmed'

/** What can be done with a visit to come: check in on its day, keep it in the calendar, show it to the family. */
export function VisitTools({ item }: { readonly item: booking.BookingView }) {
  const [isSharing, setSharing] = useState(false)
  const [token, setToken] = useState<string>()
  // From WeChat's own menu only the app is sent, never somebody's booking.
  useShareAppMessage(({ from }) =>
    from === 'button' && token
      ? { title: cardTitle(item), path: routes.shared(token) }
      : { title: text.share.app, path: routes.home },
  )
  if (!isAhead(item))
    return mayCheckIn(item) || isLeftInCalendar(item) ? (
      <Card>
        <CheckInCell item={item} />
        <CalendarCell key={item.id} item={item} />
      </Card>
    ) : null
  return (
    <>
      <Card>
        <CheckInCell item={item} />
        <CalendarCell key={item.id} item={item} />
        <Cell title={text.share.open} note={text.share.note} onClick={() => setSharing(true)} />
      </Card>
      {isSharing && <ShareSheet item={item} token={token} onMade={setToken} onClose={() => setSharing(false)} />}
    </>
  )
}
