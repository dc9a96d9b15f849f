import { couponDesk } from '@pitlane/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { may, useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { useAction } from '../../lib/use-action'
import { FaultNote } from '../../ui/FaultNote'
import { TextField } from '../../ui/FormFields'
import { useToast } from '../../ui/use-toast'
import { useFreshly } from './use-coupons'
import { words } from './words'

interface Props {
  readonly template: couponDesk.TemplateView
}

const tones = {
  none: 'tone-muted',
  waiting: 'tone-wait',
  approved: 'tone-done',
  refused: 'tone-stop',
} as const

/** Whether a second person has agreed to what may cost much, and their way to do so. */
export function Approval({ template }: Props) {
  const store = useStore()
  const { state, reason, at } = template.approval
  if (state === 'none') return null
  return (
    <section className="panel-part" aria-label={words.approval}>
      <h3>
        {words.approval} <span className={`tag ${tones[state]}`}>{couponDesk.approvalStates[state]}</span>
      </h3>
      {at !== null && (
        <p className="muted">
          {sayInstant(at, store.today)} {reason}
        </p>
      )}
      {state === 'waiting' && <p className="muted">{words.approvalHint}</p>}
      {state === 'waiting' && may(store, 'coupon.approve') && <Decision template={template} />}
    </section>
  )
}

function Decision({ template: { id, version, fields } }: Props) {
  const toast = useToast()
  const freshly = useFreshly()
  const [reason, setReason] = useState<string | null>(null)
  const text = (reason ?? '').trim()
  const action = useAction(
    async (verdict: 'approved' | 'refused') => {
      const body = { version, verdict, reason: text }
      await freshly(() => call(couponDesk.decide, { params: { templateId: id }, body }))
      return verdict
    },
    (said) => toast.done(words[said](fields.name)),
  )
  return (
    <>
      {reason !== null && <TextField label={words.refuseReason} value={reason} onChange={setReason} max={100} />}
      <FaultNote error={action.error} />
      <div className="panel-actions">
        {reason === null ? (
          <>
            <Button type="primary" loading={action.isBusy} onClick={() => action.run('approved')}>
              {words.approve}
            </Button>
            <Button danger onClick={() => setReason('')}>
              {words.refuse}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => setReason(null)}>{words.back}</Button>
            <Button
              danger
              type="primary"
              loading={action.isBusy}
              disabled={text === ''}
              onClick={() => action.run('refused')}
            >
              {words.refuseSubmit}
            </Button>
          </>
        )}
      </div>
    </>
  )
}
