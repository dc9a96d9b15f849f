import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { a11y } from '../../lib/a11y'
import { routes } from '../../lib/routes'
import { sayInstant } from '../../lib/time'
import { CardSkeletons } from '../../ui/CardSkeletons'
import { Empty } from '../../ui/Empty'
import { ErrorState } from '../../ui/ErrorState'
import { FindCar } from './FindCar'
import { isOf } from './find-jobs'
import { seen } from './overlay'
import { useStaff } from './staff-session'
import { text } from './staff.text'
import styles from './staff.module.scss'
import { SyncBar } from './SyncBar'
import { CheckCard, TaskCard } from './TaskCard'
import type { Work } from './work'

const words = text.work

/** Jobs and cars of the list, or of the car that was asked for. */
function Lists({ work, typed }: { readonly work: Work; readonly typed: string }) {
  const tasks = work.tasks.filter((task) => isOf(task, typed))
  const checks = work.checks.filter((check) => isOf(check, typed))
  if (tasks.length + checks.length === 0)
    return typed ? <Empty title={words.notFound} /> : <Empty title={words.none} hint={words.noneHint} />
  return (
    <>
      {tasks.length > 0 && <View className={styles.section}>{words.jobs(tasks.length)}</View>}
      {tasks.map((task) => {
        const now = seen(task.job, work.own)
        return <TaskCard key={task.job.id} task={{ ...task, job: now.job }} now={now} />
      })}
      {checks.length > 0 && <View className={styles.section}>{words.qc(checks.length)}</View>}
      {checks.map((check) => (
        <CheckCard
          key={check.workorderId}
          check={check}
          isUnsent={work.own.some(({ lane, refusal }) => lane === check.workorderId && !refusal)}
        />
      ))}
    </>
  )
}

/** Everything one has to do now. */
export function WorkScreen({ work }: { readonly work: Work }) {
  const staff = useStaff()
  const [typed, setTyped] = useState('')
  const found = (code: string) => {
    setTyped(code)
    const [only, ...others] = work.tasks.filter((task) => isOf(task, code))
    if (only && others.length === 0) void Taro.navigateTo({ url: routes.staffJob(only.job.id) })
  }
  const { data } = work
  return (
    <>
      <View className={styles.hello}>
        <View className={styles.name}>{words.hello(staff?.name ?? '')}</View>
        <View className={styles.store}>{data?.value.places.map(({ storeName }) => storeName).join('、')}</View>
      </View>
      <SyncBar />
      {data?.isStale && (
        <View className={styles.stale} {...a11y('status')}>
          {words.cached(sayInstant(data.at))}
        </View>
      )}
      {data ? (
        <>
          <FindCar typed={typed} onType={setTyped} onScan={found} />
          <Lists work={work} typed={typed} />
        </>
      ) : work.error ? (
        <ErrorState problem={work.error} onRetry={work.reload} />
      ) : (
        <CardSkeletons />
      )}
    </>
  )
}
