import type { catalog } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { sayDuration } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Tag } from '../../ui/Tag'
import { Tappable } from '../../ui/Tappable'
import { text } from './booking.text'
import { fits, groupServices } from './service-groups'
import styles from './ServiceList.module.scss'

type Service = catalog.ServiceView

interface Props {
  readonly services: readonly Service[]
  readonly fuel: catalog.Fuel | undefined
  readonly onChoose: (service: Service) => void
}

function ServiceRow({ service, onChoose }: { readonly service: Service; readonly onChoose: Props['onChoose'] }) {
  return (
    <Tappable className={styles.row} onClick={() => onChoose(service)}>
      <View className={styles.main}>
        <View className={styles.name}>{service.name}</View>
        <View className={styles.note}>{service.description}</View>
      </View>
      <View className={styles.side}>
        <View className={styles.price}>
          {formatFen(service.priceFen)}
          <Text className={styles.from}> {text.from}</Text>
        </View>
        {service.isBookable ? (
          <View className={styles.note}>{sayDuration(service.bayMinutes)}</View>
        ) : (
          <Tag tone="muted">{text.service.byPhone}</Tag>
        )}
      </View>
    </Tappable>
  )
}

/** What the store offers, by category. Services for other kinds of drive are folded away, not hidden. */
export function ServiceList({ services, fuel, onChoose }: Props) {
  const [showsAll, setShowsAll] = useState(false)
  const suitable = services.filter((service) => fits(service, fuel))
  const others = services.length - suitable.length
  return (
    <>
      {groupServices(showsAll ? services : suitable).map((group) => (
        <Card key={group.category} title={group.name}>
          {group.services.map((service) => (
            <ServiceRow key={service.id} service={service} onChoose={onChoose} />
          ))}
        </Card>
      ))}
      {others > 0 && !showsAll && (
        <Tappable className={styles.others} onClick={() => setShowsAll(true)}>
          {text.service.otherFuel(others)} <Text className={styles.link}>{text.service.showOtherFuel}</Text>
        </Tappable>
      )}
    </>
  )
}
