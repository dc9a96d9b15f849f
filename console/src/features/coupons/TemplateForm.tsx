import { coupon, couponDesk } from '@pitlane/contract'
import { Button, Checkbox } from 'antd'
import { useRef, useState } from 'react'
import { call } from '../../lib/api'
import { leaveOnEscape } from '../../lib/shortcuts'
import { may, useStaff, useStore } from '../../lib/staff'
import { useAction } from '../../lib/use-action'
import { uuid } from '../../lib/uuid'
import { FaultNote } from '../../ui/FaultNote'
import { useToast } from '../../ui/use-toast'
import { FaceFields, type FieldsProps } from './FaceFields'
import { Choice, Count, Money, optionsOf, Part } from './Fields'
import { ScopeFields, StackFields } from './ScopeFields'
import { draftOfTemplate, fieldsOfDraft, type TemplateDraft } from './template-draft'
import { TimeFields } from './TimeFields'
import { useFreshly } from './use-coupons'
import { fieldWords, words } from './words'

interface Props {
  /** Undefined: a new one. */
  readonly template: couponDesk.TemplateView | undefined
  readonly onSaved: (id: string) => void
  readonly onBack: () => void
}

const { parts } = fieldWords
const refundPolicies = optionsOf(coupon.refundPolicies)

/** Everything that can be said of a template. What was typed outlives a colleague's change: it is saved over the new version. */
export function TemplateForm({ template, onSaved, onBack }: Props) {
  const store = useStore()
  const toast = useToast()
  const freshly = useFreshly()
  const requestId = useRef(uuid())
  const [draft, setDraft] = useState(() => draftOfTemplate(template?.fields, store.id))
  const change = (part: Partial<TemplateDraft>) => setDraft((old) => ({ ...old, ...part }))
  const fields = fieldsOfDraft(draft)
  const write = (given: coupon.TemplateFields) =>
    template
      ? call(couponDesk.editTemplate, {
          params: { templateId: template.id },
          body: { version: template.version, fields: given },
        })
      : call(couponDesk.createTemplate, { body: { requestId: requestId.current, fields: given } })
  const action = useAction(
    (given: coupon.TemplateFields) => freshly(() => write(given)),
    ({ id }) => {
      toast.done(fieldWords.savedDraft(draft.name.trim()))
      onSaved(id)
    },
  )
  return (
    <form
      className="day-form"
      aria-label={template ? fieldWords.edit : fieldWords.create}
      onKeyDown={leaveOnEscape(onBack)}
      onSubmit={(event) => {
        event.preventDefault()
        if (fields) action.run(fields)
      }}
    >
      {template && <p className="muted">{fieldWords.editHint}</p>}
      <Parts draft={draft} onChange={change} />
      <FaultNote error={action.error} />
      <div className="reason-buttons">
        <Button onClick={onBack}>{words.back}</Button>
        <Button type="primary" htmlType="submit" loading={action.isBusy} disabled={!fields}>
          {fieldWords.save}
        </Button>
      </div>
    </form>
  )
}

const Parts = (props: FieldsProps) => (
  <>
    <Part title={parts.face}>
      <FaceFields {...props} />
    </Part>
    <Part title={parts.time}>
      <TimeFields {...props} />
    </Part>
    <Part title={parts.issue}>
      <IssueFields {...props} />
    </Part>
    <Part title={parts.scope}>
      <ScopeFields {...props} />
    </Part>
    <Part title={parts.stack}>
      <StackFields {...props} />
    </Part>
    <Part title={parts.stores}>
      <StoreFields {...props} />
    </Part>
  </>
)

function IssueFields({ draft, onChange }: FieldsProps) {
  return (
    <>
      <div className="day-form-hours">
        <Count
          label={fieldWords.stock}
          value={draft.stockTotal}
          range={[1, 1_000_000]}
          placeholder={fieldWords.all}
          onChange={(stockTotal) => onChange({ stockTotal })}
        />
        <Money label={fieldWords.budget} value={draft.budgetFen} onChange={(budgetFen) => onChange({ budgetFen })} />
      </div>
      <div className="amount-grid">
        <Count
          label={fieldWords.perCustomer}
          value={draft.perCustomerLimit}
          range={[1, 99]}
          onChange={(perCustomerLimit) => onChange({ perCustomerLimit })}
        />
        <Count
          label={fieldWords.perVehicle}
          value={draft.perVehicleLimit}
          range={[1, 99]}
          placeholder={fieldWords.all}
          onChange={(perVehicleLimit) => onChange({ perVehicleLimit })}
        />
        <Count
          label={fieldWords.daily}
          value={draft.dailyLimit}
          range={[1, 100_000]}
          placeholder={fieldWords.all}
          onChange={(dailyLimit) => onChange({ dailyLimit })}
        />
      </div>
      <p className="muted">{fieldWords.noLimit}</p>
      <Choice
        label={fieldWords.refundPolicy}
        value={draft.refundPolicy}
        options={refundPolicies}
        onChange={(refundPolicy) => onChange({ refundPolicy })}
      />
      <p className="muted">{fieldWords.refundHints[draft.refundPolicy]}</p>
      <Checkbox checked={draft.isGiftable} onChange={(event) => onChange({ isGiftable: event.target.checked })}>
        {fieldWords.isGiftable}
      </Checkbox>
    </>
  )
}

function StoreFields({ draft, onChange }: FieldsProps) {
  const stores = useStaff().stores.filter((store) => may(store, 'coupon.manage'))
  // A store out of this person's reach stays as it is.
  const hidden = draft.storeIds.filter((id) => !stores.some((store) => store.id === id))
  return (
    <Checkbox.Group
      className="check-column"
      value={[...draft.storeIds]}
      options={stores.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(picked) => onChange({ storeIds: [...hidden, ...picked] })}
    />
  )
}
