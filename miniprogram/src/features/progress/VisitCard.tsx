import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { routes } from '../../lib/routes'
import { sayInstant } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Tag } from '../../ui/Tag'
import styles from './VisitCard.module.scss'
import { isLate, isReady, type Visit } from './visits'
import { text } from './visits.text'

function StateTag({ visit }: { readonly visit: Visit }) {
  if (visit.needsAnswer) return <Tag tone="wait">{text.needsAnswer}</Tag>
  if (visit.state === 'cancelled') return <Tag tone="muted">{text.cancelled}</Tag>
  if (visit.state === 'delivered' || visit.state === 'closed') return <Tag tone="done">{text.delivered}</Tag>
  if (isReady(visit)) return <Tag tone="done">{text.waits}</Tag>
  return <Tag tone="going">{text.going}</Tag>
}

/** A car that is in the house: what happens with it and when it can be fetched. Leads to everything about it. */
export function VisitCard({ visit }: { readonly visit: Visit }) {
  return (
    <Card
      title={`${visit.plate} ${visit.carName}`}
      extra={<StateTag visit={visit} />}
      onClick={() => void Taro.navigateTo({ url: routes.visit(visit.id) })}
    >
      {visit.promisedAt && !isReady(visit) && (
        <View className={styles.promise}>
          {isLate(visit.promisedAt) ? text.late : text.latest(sayInstant(visit.promisedAt))}
        </View>
      )}
      {isReady(visit) ? (
        <View className={styles.promise}>{text.ready}</View>
      ) : (
        <View className={styles.headline}>{visit.headline}</View>
      )}
      <View className={styles.what}>{`${visit.serviceName} · ${visit.storeName}`}</View>
      <View className={styles.open}>{text.open}</View>
    </Card>
  )
}
