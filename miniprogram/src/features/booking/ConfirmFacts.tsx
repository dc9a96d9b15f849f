import type { catalog, store } from '@pitlane/contract'
import { formatFen, type Day, type Minute } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { sayDuration, sayMoment } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import type { Handler } from '../../lib/handler'
import { text } from './booking.text'
import { namesOf, totalFen, totalMinutes } from './service-sum'
import styles from './BookingCard.module.scss'

interface Props {
  readonly store: store.StoreView
  readonly services: readonly catalog.ServiceView[]
  /** How much less this time costs, in per cent. */
  readonly percentOff: number
  /** From arrival to hand-over; undefined while it is not known. */
  readonly visitMinutes: number | undefined
  readonly day: Day
  readonly minute: Minute
  /** The usual advisor, when they are free at this time. */
  readonly advisor?: string | undefined
  readonly onRepick: Handler
}

/** The sum, and what the time takes off it. */
function Price({ services, percentOff }: Pick<Props, 'services' | 'percentOff'>) {
  const sum = `${formatFen(totalFen(services, percentOff))} ${text.from}`
  if (percentOff === 0) return <View>{sum}</View>
  return (
    <>
      <View>{sum}</View>
      <View className={styles.off}>{`${text.slots.off_peak} ${text.slots.off(percentOff)}`}</View>
    </>
  )
}

/** When, where, what and from which price. */
export function ConfirmFacts({ store, services, percentOff, visitMinutes, day, minute, advisor, onRepick }: Props) {
  return (
    <Card>
      <Cell
        title={<View className={styles.moment}>{sayMoment(day, minute, store.today)}</View>}
        note={sayDuration(visitMinutes ?? totalMinutes(services))}
        value={text.confirm.repick}
        onClick={onRepick}
      />
      <Cell title={store.name} note={store.address} />
      {advisor !== undefined && <Cell title={text.way.advisor} value={text.slots.advisor(advisor)} />}
      {services.length > 1 &&
        services.map((s) => <Cell key={s.id} title={s.name} value={`${formatFen(s.priceFen)} ${text.from}`} />)}
      <Cell
        title={services.length > 1 ? text.detail.total : namesOf(services)}
        note={text.confirm.priceHint}
        value={<Price services={services} percentOff={percentOff} />}
      />
    </Card>
  )
}
