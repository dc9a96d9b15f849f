import type { catalog } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { Text, View } from '@tarojs/components'
import { decorative } from '../../lib/a11y'
import { sayDuration } from '../../lib/time'
import { classes } from '../../ui/classes'
import { Tag } from '../../ui/Tag'
import { Tappable } from '../../ui/Tappable'
import { text } from './booking.text'
import styles from './ServiceList.module.scss'

type Service = catalog.ServiceView

interface Props {
  readonly service: Service
  readonly isChosen: boolean
  readonly onTick: (service: Service) => void
  readonly onTap: (service: Service) => void
}

/** A box to choose several, and the rest of the row to go on with this one. */
export function ServiceRow({ service, isChosen, onTick, onTap }: Props) {
  return (
    <View className={styles.row}>
      {service.isBookable ? (
        <Tappable
          role="checkbox"
          checked={isChosen}
          label={text.service.choose(service.name)}
          className={styles.tick}
          onClick={() => onTick(service)}
        >
          <View className={classes(styles.box, isChosen && styles.on)} {...decorative()} />
        </Tappable>
      ) : (
        <View className={styles.tick} />
      )}
      <Tappable className={styles.one} onClick={() => onTap(service)}>
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
    </View>
  )
}
