import type { catalog, store } from '@pitlane/contract'
import { formatFen, type Day, type Minute } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { sayDuration, sayMoment } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import type { Handler } from '../../lib/handler'
import { text } from './booking.text'
import styles from './BookingCard.module.scss'

interface Props {
  readonly store: store.StoreView
  readonly service: catalog.ServiceView
  readonly day: Day
  readonly minute: Minute
  readonly onRepick: Handler
}

/** When, where, what and from which price. */
export function ConfirmFacts({ store, service, day, minute, onRepick }: Props) {
  return (
    <Card>
      <Cell
        title={<View className={styles.moment}>{sayMoment(day, minute, store.today)}</View>}
        note={sayDuration(service.bayMinutes)}
        value={text.confirm.repick}
        onClick={onRepick}
      />
      <Cell title={store.name} note={store.address} />
      <Cell title={service.name} note={text.confirm.priceHint} value={`${formatFen(service.priceFen)} ${text.from}`} />
    </Card>
  )
}
