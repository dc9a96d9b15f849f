import type { catalog } from '@pitlane/contract'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Card } from '../../ui/Card'
import { Tappable } from '../../ui/Tappable'
import { text } from './booking.text'
import { fits, groupServices } from './service-groups'
import styles from './ServiceList.module.scss'
import { ServiceRow } from './ServiceRow'
import type { ServiceChoice } from './use-service-choice'

type Service = catalog.ServiceView

interface Props {
  readonly services: readonly Service[]
  readonly fuel: catalog.Fuel | undefined
  readonly choice: ServiceChoice
  readonly onOne: (service: Service) => void
}

/**
 * What the store offers, by category. A tap on a row goes on with that one service; once something is ticked, it ticks too.
 * Services for other kinds of drive are folded away, not hidden.
 */
export function ServiceList({ services, fuel, choice, onOne }: Props) {
  const [showsAll, setShowsAll] = useState(false)
  const suitable = services.filter((service) => fits(service, fuel) || choice.isChosen(service))
  const others = services.length - suitable.length
  const tap = (service: Service) =>
    choice.chosen.length > 0 && service.isBookable ? choice.toggle(service) : onOne(service)
  return (
    <>
      <View className={styles.hint}>{text.service.several}</View>
      {groupServices(showsAll ? services : suitable).map((group) => (
        <Card key={group.category} title={group.name}>
          {group.services.map((service) => (
            <ServiceRow
              key={service.id}
              service={service}
              isChosen={choice.isChosen(service)}
              onTick={choice.toggle}
              onTap={tap}
            />
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
