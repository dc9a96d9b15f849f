import { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { text } from '../../features/booking/booking.text'
import { HomeCar } from '../../features/booking/HomeCar'
import { useCurrentBooking } from '../../features/booking/use-current-booking'
import { chooseDefault, useGarage } from '../../features/garage/garage.api'
import { CheckInCell } from '../../features/visit/CheckInCell'
import { routes } from '../../lib/routes'
import { useProfile } from '../../lib/session'
import { sayMoment } from '../../lib/time'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Page } from '../../ui/Page'
import { Skeleton } from '../../ui/Skeleton'
import { Tag } from '../../ui/Tag'
import { Tappable } from '../../ui/Tappable'
import styles from './index.module.scss'

/** The next visit in one line. */
function NextBooking() {
  const { data, error, reload } = useCurrentBooking()
  if (data) {
    const { zh, tone } = booking.bookingStates[data.state]
    return (
      <Card title={text.home.next} extra={<Tag tone={tone}>{zh}</Tag>}>
        <Cell
          title={sayMoment(data.day, data.minute)}
          note={`${data.serviceName} · ${data.storeName}`}
          onClick={() => void Taro.navigateTo({ url: routes.detail(data.id) })}
        />
        <CheckInCell item={data} />
      </Card>
    )
  }
  if (data === null)
    return (
      <Card>
        <View className={styles.none}>{text.home.noNext}</View>
      </Card>
    )
  if (error)
    return (
      <Card>
        <Cell title={error.title} value={text.confirm.retry} onClick={reload} />
      </Card>
    )
  return (
    <Card title={text.home.next}>
      <Skeleton rows={1} height={52} />
    </Card>
  )
}

const links = [
  { label: text.home.links.bookings, go: () => Taro.switchTab({ url: routes.bookings }) },
  { label: text.home.links.progress, go: () => Taro.switchTab({ url: routes.progress }) },
  { label: text.home.links.garage, go: () => Taro.navigateTo({ url: routes.garage }) },
]

/** My car, the one large button, what comes next, and short ways to the rest. */
export default function HomePage() {
  const profile = useProfile()
  const cars = useGarage()
  return (
    <Page>
      <HomeCar cars={cars} onChoose={chooseDefault} />
      <View className={styles.book}>
        <ActionButton className={styles.button} onClick={() => void Taro.navigateTo({ url: routes.service() })}>
          {text.home.book}
        </ActionButton>
        <View className={styles.hint}>{text.home.bookHint}</View>
      </View>
      {profile && <NextBooking />}
      <View className={styles.links}>
        {links.map(({ label, go }) => (
          <Tappable key={label} role="link" className={styles.link} onClick={() => void go()}>
            {label}
          </Tappable>
        ))}
      </View>
    </Page>
  )
}
