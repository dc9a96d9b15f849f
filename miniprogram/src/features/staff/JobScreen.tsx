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
import { JobFacts, JobTags } from './TaskCard'
import { useJob, type JobDeeds } from './use-job'

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
      {task.promisedAt && <View className={styles.promise}>{text.work.promised(sayInstant(task.promisedAt))}</View>}
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

/** While it runs: photos as a list to tick off, then one touch. */
function Running({ deeds }: { readonly deeds: JobDeeds }) {
  return (
    <Card title={words.photos}>
      <View className={styles.hint}>{words.photosHint}</View>
      <PhotoChecklist kept={deeds.photos} slots={words.slots} name={words.photos} />
      {deeds.problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {deeds.problem}
        </View>
      )}
      <View className={styles.row}>
        <BigButton onClick={deeds.finish}>{words.finish}</BigButton>
      </View>
    </Card>
  )
}

const ENDED = ['outsourced', 'checking', 'done', 'passed', 'cancelled'] as const
const isEnded = (state: workorder.JobState) => ENDED.some((ended) => ended === state)

/** What stands where the one large button is while there is nothing to press. */
const saying: Readonly<Partial<Record<workorder.JobState, string>>> = {
  ...{ new: words.waiting, outsourced: words.outsourced, checking: words.checking, done: words.done },
  ...{ passed: words.passed, cancelled: workorder.jobStates.cancelled },
}
const said = ({ state, vendor }: workorder.JobView): string | undefined =>
  state === 'outsourced' && vendor ? words.outsourcedAt(vendor.name, sayInstant(vendor.dueAt)) : saying[state]

/** The next step of the job. */
function NextStep({ job, deeds }: { readonly job: workorder.JobView; readonly deeds: JobDeeds }) {
  if (job.state === 'running') return <Running deeds={deeds} />
  const isPaused = job.state === 'paused'
  const rest = said(job)
  return (
    <Card>
      {isPaused && job.pauseReason && (
        <View className={styles.said}>{words.pausedFor(workorder.pauseReasons[job.pauseReason])}</View>
      )}
      {rest ? (
        <View className={styles.said} {...a11y('status')}>
          {rest}
        </View>
      ) : (
        <View className={styles.row}>
          <BigButton onClick={deeds.start}>{isPaused ? words.resume : words.start}</BigButton>
        </View>
      )}
      <PhotoStrip photos={job.photos} name={words.photos} />
    </Card>
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

/** One job: what it is, its next step, and what may come up. */
export function JobScreen({ task, now }: Props) {
  const deeds = useJob(task)
  return (
    <>
      <SyncBar />
      <JobHead task={task} now={now} />
      <NextStep job={task.job} deeds={deeds} />
      {!isEnded(task.job.state) && <OtherSteps job={task.job} deeds={deeds} />}
      {deeds.open === 'pause' && <PauseSheet onPause={deeds.pause} onClose={deeds.close} />}
      {deeds.open === 'help' && <HelpSheet onAsk={deeds.help} onClose={deeds.close} />}
    </>
  )
}
