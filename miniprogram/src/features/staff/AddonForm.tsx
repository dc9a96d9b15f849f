import { workorder } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { Card } from '../../ui/Card'
import { Choice } from '../../ui/Choice'
import { Field } from '../../ui/Field'
import { bodyOf, emptyDraft, faultsOf, type AddonDraft, type Wrong } from './addon-draft'
import { BigButton } from './BigButton'
import { doIt } from './do-it'
import { sayPlate, type Task } from './find-jobs'
import { useKeptPhotos } from './kept-photos'
import { PhotoChecklist } from './PhotoChecklist'
import { text } from './staff.text'
import styles from './staff.module.scss'

const words = text.addon
const severities = workorder.Severity.options.map((value) => ({ value, label: words.severities[value] }))

/** What is typed, and what sending it takes. */
export function useAddonForm({ job, workorderId, plate }: Task, onSent: Handler) {
  const [draft, setDraft] = useState<AddonDraft>(emptyDraft)
  const [wrong, setWrong] = useState<Wrong>({})
  const photos = useKeptPhotos(`addon.${job.id}`)
  const change = (now: Partial<AddonDraft>) => {
    setDraft((before) => ({ ...before, ...now }))
    setWrong({})
  }
  const submit = () => {
    const faults = faultsOf(draft, photos.keys.length)
    setWrong(faults)
    if (Object.keys(faults).length > 0) return
    const label = `${sayPlate(plate)} ${draft.title.trim()}`
    const body = bodyOf(draft, workorderId)
    if (!doIt({ kind: 'addon', lane: job.id, label, version: null, body, photos: photos.keys }, words.sent)) return
    photos.handOver()
    void onSent()
  }
  return { draft, wrong, photos, change, submit }
}

type Form = ReturnType<typeof useAddonForm>

/** What was measured, and what it should be. */
function MeasureFields({ form: { draft, wrong, change } }: { readonly form: Form }) {
  return (
    <>
      <Field
        label={words.measure}
        value={draft.name}
        onChange={(name) => change({ name })}
        placeholder={words.measurePlaceholder}
        maxLength={30}
        error={wrong.name}
      />
      <View className={styles.pair}>
        <Field
          label={words.value}
          value={draft.value}
          onChange={(value) => change({ value })}
          placeholder={words.valuePlaceholder}
          maxLength={20}
        />
        <Field
          label={words.limit}
          value={draft.limit}
          onChange={(limit) => change({ limit })}
          placeholder={words.limitPlaceholder}
          maxLength={20}
        />
      </View>
    </>
  )
}

/** What was found at the car, with evidence. The price is the advisor's business. */
export function AddonForm({ task, form }: { readonly task: Task; readonly form: Form }) {
  const { draft, wrong, change } = form
  return (
    <Card title={`${sayPlate(task.plate)} ${words.title}`}>
      <View className={styles.note}>{words.hint}</View>
      <Field
        label={words.name}
        value={draft.title}
        onChange={(title) => change({ title })}
        placeholder={words.namePlaceholder}
        maxLength={40}
        error={wrong.title}
      />
      <Choice
        label={words.severity}
        options={severities}
        value={draft.severity}
        onChange={(severity) => change({ severity })}
        error={wrong.severity}
        isLarge
      />
      <Field
        label={words.finding}
        value={draft.finding}
        onChange={(finding) => change({ finding })}
        placeholder={words.findingPlaceholder}
        maxLength={300}
        error={wrong.finding}
      />
      <MeasureFields form={form} />
      <View className={styles.hint}>{`${words.photos} · ${words.photosHint}`}</View>
      <PhotoChecklist kept={form.photos} name={words.photos} />
      {wrong.photos && (
        <View className={styles.problem} {...a11y('alert')}>
          {wrong.photos}
        </View>
      )}
    </Card>
  )
}

/** One touch, at the thumb. */
export const AddonFooter = ({ form }: { readonly form: Form }) => (
  <BigButton onClick={form.submit}>{words.submit}</BigButton>
)
