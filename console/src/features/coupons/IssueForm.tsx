import { couponDesk, formatPlate, workorder } from '@pitlane/contract'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { call } from '../../lib/api'
import { useStore } from '../../lib/staff'
import { useAction } from '../../lib/use-action'
import { uuid } from '../../lib/uuid'
import { FaultNote } from '../../ui/FaultNote'
import { TextField } from '../../ui/FormFields'
import { useToast } from '../../ui/use-toast'
import { Choice } from './Fields'
import { useCarsInHouse, useFreshly } from './use-coupons'
import { words } from './words'

interface Props {
  readonly template: couponDesk.TemplateView
  readonly onDone: () => void
  readonly onBack: () => void
}

const carOption = ({ id, plate, customerName }: workorder.WorkorderCard) => ({
  value: id,
  label: `${formatPlate(plate)} ${customerName}`,
})

/** Gives the owner of a car in the house a coupon. The same attempt again gives the same one. */
export function IssueForm({ template, onDone, onBack }: Props) {
  const { id: storeId } = useStore()
  const toast = useToast()
  const freshly = useFreshly()
  const { data: cars = [] } = useCarsInHouse()
  const [workorderId, setCar] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const requestId = useRef(uuid())
  const action = useAction(
    (id: string, why: string) =>
      freshly(async () => {
        const { customerId } = await call(workorder.read, { params: { workorderId: id } })
        const body = { requestId: requestId.current, storeId, customerId, vehicleId: null, reason: why }
        return call(couponDesk.issue, { params: { templateId: template.id }, body })
      }),
    ({ couponIds }) => {
      toast.done(words.issued(couponIds.length))
      onDone()
    },
  )
  const pick = (id: string) => {
    requestId.current = uuid()
    setCar(id)
  }
  return (
    <form
      className="day-form"
      aria-label={words.issueForm}
      onSubmit={(event) => {
        event.preventDefault()
        if (workorderId !== null && reason.trim() !== '') action.run(workorderId, reason.trim())
      }}
    >
      <h3>{words.issueForm}</h3>
      <p className="muted">{cars.length === 0 ? words.noCar : words.issueText}</p>
      <Choice
        label={words.issueCar}
        placeholder={words.issueCarHint}
        value={workorderId}
        options={cars.map(carOption)}
        onChange={pick}
      />
      <TextField label={words.reason} value={reason} onChange={setReason} max={100} placeholder={words.reasonExample} />
      <FaultNote error={action.error} />
      <div className="reason-buttons">
        <Button onClick={onBack}>{words.back}</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={action.isBusy}
          disabled={workorderId === null || reason.trim() === ''}
        >
          {words.issueSubmit}
        </Button>
      </div>
    </form>
  )
}
