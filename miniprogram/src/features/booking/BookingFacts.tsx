import { booking } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { formatMinute, sayInstant, sayMoment } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { text } from './booking.text'
import { carPlate } from './car-name'

/** From when to when; a car that stays overnight is ready on another day. */
const timeOf = ({ day, minute, endMinute, ready }: booking.BookingView): string =>
  ready ? sayMoment(day, minute) : `${sayMoment(day, minute)}-${formatMinute(endMinute)}`

/** What was agreed. */
export function BookingFacts({ item }: { readonly item: booking.BookingView }) {
  return (
    <Card>
      <Cell title={text.detail.time} value={timeOf(item)} />
      {item.ready && <Cell title={text.detail.ready} value={sayMoment(item.ready.day, item.ready.minute)} />}
      {item.services.length > 1 ? (
        item.services.map((s) => <Cell key={s.id} title={s.name} value={`${formatFen(s.priceFen)} ${text.from}`} />)
      ) : (
        <Cell title={text.detail.service} value={item.serviceName} />
      )}
      <Cell
        title={item.services.length > 1 ? text.detail.total : text.detail.price}
        value={`${formatFen(item.priceFen)} ${text.from}`}
      />
      <Cell title={text.detail.car} value={`${carPlate(item.plate)} ${item.vehicleName}`} />
      <Cell title={text.detail.handover} value={booking.handovers[item.handover]} />
      {item.remark && <Cell title={text.detail.remark} note={item.remark} />}
      <Cell title={text.detail.number} value={item.number} />
      <Cell title={text.detail.placedAt} value={sayInstant(item.createdAt)} />
    </Card>
  )
}
