import { workorder } from '@pitlane/contract'
import type { Tone } from '@pitlane/tokens'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { routes } from '../../lib/routes'
import { isPast, sayInstant } from '../../lib/time'
import { Card } from '../../ui/Card'
import { classes } from '../../ui/classes'
import { Tag } from '../../ui/Tag'
import { sayPlate, type Check, type QcCar, type Task } from './find-jobs'
import type { Seen } from './overlay'
import { text } from './staff.text'
import styles from './staff.module.scss'

const words = text.work

const tones: Readonly<Record<workorder.JobState, Tone>> = {
  ...{ new: 'muted', assigned: 'wait', running: 'going', paused: 'stop' },
  ...{ outsourced: 'muted', checking: 'wait', done: 'done', passed: 'done' },
  cancelled: 'muted',
}

/** How a job stands, and whether the store knows. */
export function JobTags({ now }: { readonly now: Seen }) {
  return (
    <View className={styles.tags}>
      {now.isRefused && <Tag tone="stop">{words.refused}</Tag>}
      {now.isUnsent && <Tag tone="wait">{words.unsent}</Tag>}
      <Tag tone={tones[now.job.state]}>{workorder.jobStates[now.job.state]}</Tag>
    </View>
  )
}

/** What is worth knowing of a job at a glance. */
export function JobFacts({ task }: { readonly task: Task | Check }) {
  const { job, carName, vinTail } = task
  return (
    <View className={styles.facts}>
      <View>{carName}</View>
      {vinTail && <View>{words.vin(vinTail)}</View>}
      {job.bayName && <View>{words.bay(job.bayName)}</View>}
      <View>{words.planned(job.plannedMinutes)}</View>
      {job.actualMinutes > 0 && <View>{words.actual(job.actualMinutes)}</View>}
      {job.isSafety && <View>{words.safety}</View>}
      {job.isAddon && <View>{words.addon}</View>}
      {job.checkedByName && <View>{words.checked(job.checkedByName)}</View>}
      {job.rejections > 0 && <View>{words.rejections(job.rejections)}</View>}
    </View>
  )
}

/** Until when the car is promised; once that has passed, so much is said. */
export function PromiseLine({ at }: { readonly at: string | null }) {
  if (!at) return null
  if (!isPast(at)) return <View className={styles.promise}>{words.promised(sayInstant(at))}</View>
  return <View className={classes(styles.promise, styles.late)}>{words.late(sayInstant(at))}</View>
}

/** One job of the day; the whole card leads to it. */
export function TaskCard({ task, now }: { readonly task: Task; readonly now: Seen }) {
  return (
    <Card onClick={() => void Taro.navigateTo({ url: routes.staffJob(task.job.id) })}>
      <View className={styles.head}>
        <View className={styles.plate}>{sayPlate(task.plate)}</View>
        <JobTags now={now} />
      </View>
      <View className={styles.title}>{task.job.name}</View>
      <JobFacts task={task} />
      {now.job.state === 'paused' && now.job.pauseReason && (
        <View className={styles.facts}>{text.job.pausedFor(workorder.pauseReasons[now.job.pauseReason])}</View>
      )}
      <PromiseLine at={task.promisedAt} />
    </Card>
  )
}

/** A colleague's job that waits for a look. */
export function CheckCard({ check, now }: { readonly check: Check; readonly now: Seen }) {
  return (
    <Card onClick={() => void Taro.navigateTo({ url: routes.staffCheck(check.job.id) })}>
      <View className={styles.head}>
        <View className={styles.plate}>{sayPlate(check.plate)}</View>
        <JobTags now={now} />
      </View>
      <View className={styles.title}>{check.job.name}</View>
      <View className={styles.facts}>
        <View>{check.carName}</View>
        <View>{text.check.by(check.job.technicians.map(({ name }) => name).join('、'))}</View>
        {check.job.rejections > 0 && <View>{words.rejections(check.job.rejections)}</View>}
      </View>
      <PromiseLine at={check.promisedAt} />
    </Card>
  )
}

/** One car that waits for its final car. */
export function QcCard({ car, isUnsent }: { readonly car: QcCar; readonly isUnsent: boolean }) {
  return (
    <Card onClick={() => void Taro.navigateTo({ url: routes.staffQc(car.workorderId) })}>
      <View className={styles.head}>
        <View className={styles.plate}>{sayPlate(car.plate)}</View>
        <View className={styles.tags}>
          {isUnsent && <Tag tone="wait">{words.unsent}</Tag>}
          {car.rejections > 0 && <Tag tone="stop">{words.rejections(car.rejections)}</Tag>}
        </View>
      </View>
      <View className={styles.facts}>
        <View>{car.carName}</View>
      </View>
      <PromiseLine at={car.promisedAt} />
    </Card>
  )
}
