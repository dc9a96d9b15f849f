import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState, type PropsWithChildren } from 'react'
import { a11y } from '../../lib/a11y'
import { routes } from '../../lib/routes'
import { sayInstant } from '../../lib/time'
import { CardSkeletons } from '../../ui/CardSkeletons'
import { Empty } from '../../ui/Empty'
import { ErrorState } from '../../ui/ErrorState'
import { FindCar, type RenderPlates } from './FindCar'
import { isOf } from './find-jobs'
import { seen } from './overlay'
import { StaffEmpty } from './StaffEmpty'
import { useStaff } from './staff-session'
import { text } from './staff.text'
import styles from './staff.module.scss'
import { SyncBar } from './SyncBar'
import { CheckCard, QcCard, TaskCard } from './TaskCard'
import type { Work } from './work'

const words = text.work

/** What of the work is about the car that was asked for. */
const ofCar = ({ tasks, checks, cars }: Work, typed: string) => ({
  tasks: tasks.filter((task) => isOf(task, typed)),
  checks: checks.filter((check) => isOf(check, typed)),
  cars: cars.filter((car) => isOf(car, typed)),
})

/** The pages about a car. */
function pagesOf(work: Work, typed: string): string[] {
  const { tasks, checks, cars } = ofCar(work, typed)
  return [
    ...tasks.map(({ job }) => routes.staffJob(job.id)),
    ...checks.map(({ job }) => routes.staffCheck(job.id)),
    ...cars.map(({ workorderId }) => routes.staffQc(workorderId)),
  ]
}

const Section = ({ children }: PropsWithChildren) => <View className={styles.section}>{children}</View>

/** Jobs and cars of the list, or of the car that was asked for. */
function Lists({ work, typed, onAll }: { readonly work: Work; readonly typed: string; readonly onAll: () => void }) {
  const { tasks, checks, cars } = ofCar(work, typed)
  if (tasks.length + checks.length + cars.length === 0)
    return typed ? (
      <StaffEmpty title={words.notFound} hint={words.notFoundHint} action={{ label: words.all, onClick: onAll }} />
    ) : (
      <Empty title={words.none} hint={words.noneHint} />
    )
  return (
    <>
      {tasks.length > 0 && <Section>{words.jobs(tasks.length)}</Section>}
      {tasks.map((task) => {
        const now = seen(task.job, work.own)
        return <TaskCard key={task.job.id} task={{ ...task, job: now.job }} now={now} />
      })}
      {checks.length > 0 && <Section>{words.checks(checks.length)}</Section>}
      {checks.map((check) => (
        <CheckCard key={check.job.id} check={check} now={seen(check.job, work.own)} />
      ))}
      {cars.length > 0 && <Section>{words.qc(cars.length)}</Section>}
      {cars.map((car) => (
        <QcCard
          key={car.workorderId}
          car={car}
          isUnsent={work.own.some(({ lane, refusal }) => lane === car.workorderId && !refusal)}
        />
      ))}
    </>
  )
}

interface Props {
  readonly work: Work
  readonly renderPlates: RenderPlates
}

/** Everything one has to do now. */
export function WorkScreen({ work, renderPlates }: Props) {
  const staff = useStaff()
  const [typed, setTyped] = useState('')
  const found = (car: string) => {
    setTyped(car)
    const [only, ...others] = pagesOf(work, car)
    if (only && others.length === 0) void Taro.navigateTo({ url: only })
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
          <FindCar typed={typed} onType={setTyped} onFind={found} renderPlates={renderPlates} />
          <Lists work={work} typed={typed} onAll={() => setTyped('')} />
        </>
      ) : work.error ? (
        <ErrorState problem={work.error} onRetry={work.reload} />
      ) : (
        <CardSkeletons />
      )}
    </>
  )
}
