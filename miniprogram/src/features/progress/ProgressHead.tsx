import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { sayInstant } from '../../lib/time'
import { Card } from '../../ui/Card'
import { StepsBar } from '../../ui/StepsBar'
import type { Progress } from './progress.api'
import { text } from './progress.text'
import styles from './ProgressHead.module.scss'
import { isLate, isOver, isReady } from './visits'

/** When the car can be fetched; once it is ready or gone, that. */
function sayPromise(visit: Progress): string {
  if (isOver(visit)) return text.over
  if (isReady(visit)) return text.ready
  if (visit.promisedAt === null) return text.noPromise
  return isLate(visit.promisedAt) ? text.late : text.latest(sayInstant(visit.promisedAt))
}

/** 接车 报价 施工 质检 结算 交车: the last one reached is where the car is. */
function Steps({ steps }: Pick<Progress, 'steps'>) {
  const reached = steps.reduce((found, { at }, i) => (at ? i : found), -1)
  return (
    <StepsBar
      steps={steps.map(({ key, label }) => ({ key, name: label }))}
      reached={reached}
      label={text.steps(steps[reached]?.label ?? text.notBegun)}
    />
  )
}

/** The answer to "when", where it stands, and what happens now. */
export function ProgressHead({ visit }: { readonly visit: Progress }) {
  const isSure = !isOver(visit) && !isReady(visit) && visit.promisedAt !== null && !isLate(visit.promisedAt)
  return (
    <Card>
      <View className={styles.car}>{`${visit.plate} ${visit.carName} · ${visit.storeName}`}</View>
      <View className={styles.promise}>
        <View className={styles.until}>{sayPromise(visit)}</View>
        {isSure && visit.confidence !== null && <View className={styles.sure}>{text.sure(visit.confidence)}</View>}
      </View>
      <Steps steps={visit.steps} />
      {!isReady(visit) && (
        <View className={styles.headline} {...a11y('status')}>
          {visit.headline}
        </View>
      )}
    </Card>
  )
}
