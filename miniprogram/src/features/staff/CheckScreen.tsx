import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { Card } from '../../ui/Card'
import { Field } from '../../ui/Field'
import { PhotoStrip } from '../../ui/PhotoStrip'
import { BigButton } from './BigButton'
import { sayPlate, type Check } from './find-jobs'
import { PhotoChecklist } from './PhotoChecklist'
import { text } from './staff.text'
import styles from './staff.module.scss'
import { JobFacts, PromiseLine } from './TaskCard'
import type { CheckDeeds } from './use-check'

const words = text.check

function CheckHead({ check }: { readonly check: Check }) {
  const { job, plate, promisedAt } = check
  return (
    <Card>
      <View className={styles.plate}>{sayPlate(plate)}</View>
      <View className={styles.title}>{job.name}</View>
      <JobFacts task={check} />
      <View className={styles.hint}>{words.by(job.technicians.map(({ name }) => name).join('、'))}</View>
      <PromiseLine at={promisedAt} />
    </Card>
  )
}

/** What is photographed at the look. */
const OwnPhotos = ({ deeds }: { readonly deeds: CheckDeeds }) => (
  <>
    <View className={styles.hint}>{deeds.isRejecting ? words.rejectHint : words.ownHint}</View>
    <PhotoChecklist kept={deeds.photos} name={words.own} />
  </>
)

/** Why it goes back: without a reason and a photo it does not. */
const Rejecting = ({ deeds }: { readonly deeds: CheckDeeds }) => (
  <Card title={words.rejectTitle}>
    <Field
      label={words.reason}
      value={deeds.reason}
      onChange={deeds.type}
      placeholder={words.reasonPlaceholder}
      maxLength={200}
    />
    <OwnPhotos deeds={deeds} />
  </Card>
)

/** What the technician has photographed. */
const TheirPhotos = ({ check }: { readonly check: Check }) => (
  <Card title={words.photos}>
    {check.job.photos.length === 0 && <View className={styles.hint}>{words.noPhotos}</View>}
    <PhotoStrip photos={check.job.photos} name={words.photos} />
  </Card>
)

/** A colleague's job: first what it looks like, then what is photographed at the look; who sends it back writes first. */
export function CheckScreen({ check, deeds }: { readonly check: Check; readonly deeds: CheckDeeds }) {
  if (deeds.isRejecting)
    return (
      <>
        <CheckHead check={check} />
        <Rejecting deeds={deeds} />
        <TheirPhotos check={check} />
      </>
    )
  return (
    <>
      <CheckHead check={check} />
      <TheirPhotos check={check} />
      <Card title={words.own}>
        <OwnPhotos deeds={deeds} />
      </Card>
    </>
  )
}

/** Good, or back; going back asks for why first. */
export function CheckFooter({ deeds }: { readonly deeds: CheckDeeds }) {
  const { isRejecting, setRejecting, problem } = deeds
  return (
    <>
      {problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {problem}
        </View>
      )}
      <View className={styles.row}>
        <BigButton tone="plain" onClick={() => setRejecting(!isRejecting)}>
          {isRejecting ? words.keep : words.reject}
        </BigButton>
        {isRejecting ? (
          <BigButton tone="danger" onClick={deeds.reject}>
            {words.sendBack}
          </BigButton>
        ) : (
          <BigButton onClick={deeds.pass}>{words.pass}</BigButton>
        )}
      </View>
    </>
  )
}
