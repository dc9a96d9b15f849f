import { workorder } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { sayInstant } from '../../lib/time'
import { Card } from '../../ui/Card'
import { PhotoStrip } from '../../ui/PhotoStrip'
import { BigButton } from './BigButton'
import { sayPlate, type Task } from './find-jobs'
import { HelpSheet } from './HelpSheet'
import type { Seen } from './overlay'
import { PauseSheet } from './PauseSheet'
import { PhotoChecklist } from './PhotoChecklist'
import { text } from './staff.text'
import styles from './staff.module.scss'
import { SyncBar } from './SyncBar'
import { JobFacts, JobTags, PromiseLine } from './TaskCard'
import type { JobDeeds } from './use-job'

const words = text.job

interface Props {
  readonly task: Task
  readonly now: Seen
}

function JobHead({ task, now }: Props) {
  return (
    <Card>
      <View className={styles.head}>
        <View className={styles.plate}>{sayPlate(task.plate)}</View>
        <JobTags now={now} />
      </View>
      <View className={styles.title}>{task.job.name}</View>
      <JobFacts task={task} />
      <PromiseLine at={task.promisedAt} />
      {task.returned && (
        <>
          <View className={styles.hint}>{words.returned}</View>
          <View className={styles.fault}>{[...task.returned.points, task.returned.reason].join('；')}</View>
        </>
      )}
      {task.fault && (
        <>
          <View className={styles.hint}>{words.fault}</View>
          <View className={styles.fault}>{task.fault}</View>
        </>
      )}
    </Card>
  )
}

/** While it runs: photos as a list to tick off. */
const Photos = ({ deeds }: { readonly deeds: JobDeeds }) => (
  <Card title={words.photos}>
    <View className={styles.hint}>{words.photosHint}</View>
    <PhotoChecklist kept={deeds.photos} slots={words.slots} name={words.photos} />
  </Card>
)

const ENDED = ['outsourced', 'checking', 'done', 'passed', 'cancelled'] as const
const isEnded = (state: workorder.JobState) => ENDED.some((ended) => ended === state)

/** What is said while there is nothing to press. */
const saying: Readonly<Partial<Record<workorder.JobState, string>>> = {
  ...{ new: words.waiting, outsourced: words.outsourced, checking: words.checking, done: words.done },
  ...{ passed: words.passed, cancelled: workorder.jobStates.cancelled },
}
const said = ({ state, vendor }: workorder.JobView): string | undefined =>
  state === 'outsourced' && vendor ? words.outsourcedAt(vendor.name, sayInstant(vendor.dueAt)) : saying[state]

/** How far the job is, and what shows it. */
function Standing({ job, deeds }: { readonly job: workorder.JobView; readonly deeds: JobDeeds }) {
  if (job.state === 'running') return <Photos deeds={deeds} />
  const isPaused = job.state === 'paused' && job.pauseReason
  const rest = isPaused ? words.pausedFor(workorder.pauseReasons[isPaused]) : said(job)
  if (!rest && job.photos.length === 0) return null
  return (
    <Card>
      {rest && (
        <View className={styles.said} {...a11y('status')}>
          {rest}
        </View>
      )}
      <PhotoStrip photos={job.photos} name={words.photos} />
    </Card>
  )
}

/** The next step of the job, at the thumb: one large button. */
function NextStep({ job, deeds }: { readonly job: workorder.JobView; readonly deeds: JobDeeds }) {
  const isRunning = job.state === 'running'
  return (
    <>
      {deeds.problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {deeds.problem}
        </View>
      )}
      {isRunning ? (
        <BigButton onClick={deeds.finish}>{words.finish}</BigButton>
      ) : (
        <BigButton onClick={deeds.start}>{job.state === 'paused' ? words.resume : words.start}</BigButton>
      )}
    </>
  )
}

/** Whatever else may come up at the car. */
function OtherSteps({ job, deeds }: { readonly job: workorder.JobView; readonly deeds: JobDeeds }) {
  return (
    <Card>
      <View className={styles.row}>
        {job.state === 'running' && (
          <BigButton tone="plain" onClick={() => deeds.setOpen('pause')}>
            {words.pause}
          </BigButton>
        )}
        <BigButton tone="plain" onClick={deeds.propose}>
          {words.addon}
        </BigButton>
        <BigButton tone="plain" onClick={() => deeds.setOpen('help')}>
          {words.help}
        </BigButton>
      </View>
    </Card>
  )
}

interface ScreenProps extends Props {
  readonly deeds: JobDeeds
}

/** One job: what it is, how far it is, and what may come up. */
export function JobScreen({ task, now, deeds }: ScreenProps) {
  return (
    <>
      <SyncBar />
      <JobHead task={task} now={now} />
      <Standing job={task.job} deeds={deeds} />
      {!isEnded(task.job.state) && <OtherSteps job={task.job} deeds={deeds} />}
      {deeds.open === 'pause' && <PauseSheet onPause={deeds.pause} onClose={deeds.close} />}
      {deeds.open === 'help' && <HelpSheet onAsk={deeds.help} onClose={deeds.close} />}
    </>
  )
}

/** What goes to the foot of the page; nothing while there is nothing to press. */
export const jobFooter = ({ job }: Task, deeds: JobDeeds) =>
  said(job) ? undefined : <NextStep job={job} deeds={deeds} />
