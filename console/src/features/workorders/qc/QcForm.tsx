import { workorder, type View } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { call } from '../../../lib/api'
import { useStore } from '../../../lib/staff'
import { usePhotos } from '../../../lib/use-photos'
import { FaultNote } from '../../../ui/FaultNote'
import { TextField } from '../../../ui/FormFields'
import { PhotoField } from '../../../ui/PhotoField'
import { RowsSkeleton } from '../../../ui/RowsSkeleton'
import { useToast } from '../../../ui/use-toast'
import { CommandForm } from '../CommandForm'
import { useCommand } from '../use-command'
import type { KeptForm } from '../use-kept-form'
import { workshopKey } from '../use-workorders'
import { words as shared } from '../words'
import { QcItemLine } from './QcItemLine'
import {
  hasFailure,
  inOrder,
  isOpen,
  judged,
  missingOf,
  unseen,
  type Found,
  type Item,
  type Verdict,
  type Verdicts,
} from './judgement'
import { words } from './words'

type Sheet = View<typeof workorder.qcSheet>

interface Props {
  readonly detail: workorder.WorkorderDetail
  readonly kept: KeptForm
}

/** The final check: the list to go through comes from the server. */
export function QcForm({ detail, kept }: Props) {
  const store = useStore()
  const query = useQuery({
    queryKey: [...workshopKey(store.id), 'qc-sheet', detail.id],
    queryFn: ({ signal }) => call(workorder.qcSheet, { params: { workorderId: detail.id } }, signal),
    enabled: kept.isAllowed,
  })
  if (query.data) return <SheetForm detail={detail} kept={kept} sheet={query.data} />
  if (query.error) return <FaultNote error={query.error} />
  return <RowsSkeleton label={words.loadingSheet} rows={6} />
}

interface SheetProps extends Props {
  readonly sheet: Sheet
}

function useJudging({ detail, kept, sheet }: SheetProps) {
  const [verdicts, setVerdicts] = useState<Verdicts>({})
  const [hasRoadTest, setRoadTest] = useState(false)
  const [reason, setReason] = useState('')
  const box = usePhotos('workshop')
  const toast = useToast()
  const items = inOrder(sheet.items)
  const found = { items, verdicts, hasRoadTest, reason, needsRoadTest: sheet.needsRoadTest }
  const isFailed = hasFailure(found)
  const action = useCommand(workorder.judgeQc, () => {
    toast.done(isFailed ? words.doneFail : words.donePass)
    kept.done()
  })
  const judge = (judgedItems: readonly Item[], verdict: Verdict) => {
    kept.touch()
    setVerdicts((all) => ({ ...all, ...Object.fromEntries(judgedItems.map(({ key }) => [key, verdict])) }))
  }
  const submit = () =>
    action.run(
      { workorderId: detail.id },
      {
        ...{ version: detail.version, items: judged(found), hasRoadTest },
        ...{ photoIds: box.ids, reason: isFailed ? reason.trim() : '' },
      },
    )
  const missing = missingOf({ ...found, photoCount: box.ids.length, isSending: box.isSending })
  const open = items.filter((item) => isOpen(verdicts, item))
  return { ...found, setRoadTest, setReason, box, isFailed, action, judge, submit, missing, open }
}

function sayRoadTest({ needsRoadTest, hasRoadTest }: Pick<Found, 'needsRoadTest' | 'hasRoadTest'>): string {
  if (!needsRoadTest) return words.roadTest
  return hasRoadTest ? words.roadTestMet : words.roadTestNeeded
}

function SheetForm(props: SheetProps) {
  const form = useJudging(props)
  const { items, verdicts, open, isFailed, box } = form
  return (
    <CommandForm
      label={words.form}
      text={words.formText}
      submitLabel={isFailed ? words.submitFail : words.submitPass}
      isDanger={isFailed}
      canSubmit={form.missing === null}
      missing={form.missing}
      kept={props.kept}
      action={form.action}
      onSubmit={form.submit}
      extra={
        !isFailed && open.length > 0 && open.length < items.length ? (
          <Button onClick={() => form.judge(open, { isPassed: true, note: '' })}>{words.allPass}</Button>
        ) : null
      }
    >
      <ul className="qc-items">
        {items.map((item) => (
          <QcItemLine
            key={item.key}
            item={item}
            verdict={verdicts[item.key] ?? unseen}
            onJudge={(verdict) => form.judge([item], verdict)}
          />
        ))}
      </ul>
      <Checkbox checked={form.hasRoadTest} onChange={({ target }) => form.setRoadTest(target.checked)}>
        {sayRoadTest(form)}
      </Checkbox>
      {isFailed && (
        <TextField
          isLong
          label={words.reason}
          value={form.reason}
          onChange={form.setReason}
          max={200}
          placeholder={words.reasonExample}
        />
      )}
      <PhotoField box={box} title={words.photos} nameOf={shared.photo} note={words.photosNote(box.ids.length)} />
    </CommandForm>
  )
}
