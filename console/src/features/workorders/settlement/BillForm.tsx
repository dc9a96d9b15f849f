import { permissions, settlement, type Permission } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { Button } from 'antd'
import { useState } from 'react'
import { may, useStore } from '../../../lib/staff'
import { FaultNote } from '../../../ui/FaultNote'
import { useToast } from '../../../ui/use-toast'
import { useCommand } from '../use-command'
import { BillTables } from './BillTable'
import { CouponChoice } from './CouponChoice'
import { draftOf, isEmpty, NO_EDITS, type Edits } from './edits'
import { words } from './words'

type View = settlement.SettlementView

/** From the widest right to the narrowest. */
const tiers = ['discount.large', 'discount.medium', 'discount.small'] as const satisfies readonly Permission[]

/** Lines, who pays them, what is taken off, and by which coupons. */
export function BillForm({ view }: { readonly view: View }) {
  const toast = useToast()
  const store = useStore()
  const tier = tiers.find((one) => may(store, one))
  const [edits, setEdits] = useState<Edits>(NO_EDITS)
  const action = useCommand(settlement.save, () => {
    setEdits(NO_EDITS)
    toast.done(words.saved)
  })
  const change = (part: Partial<Edits>) => setEdits((old) => ({ ...old, ...part }))
  const canSave = view.may.includes('save')
  const onChange = canSave ? change : undefined
  return (
    <>
      <BillTables lines={view.lines} edits={edits} onChange={onChange} mayDiscount={tier !== undefined} />
      {canSave && <p className="muted bill-limit">{tier ? words.limit(permissions[tier]) : words.noLimit}</p>}
      <CouponChoice view={view} edits={edits} onChange={onChange} />
      <Sums view={view} />
      <FaultNote error={action.error} />
      {!isEmpty(edits) && (
        <div className="bill-foot">
          <span className="muted">{words.isEdited}</span>
          <Button disabled={action.isBusy} onClick={() => setEdits(NO_EDITS)}>
            {words.discard}
          </Button>
          <Button
            type="primary"
            disabled={!canSave}
            loading={action.isBusy}
            onClick={() => action.run({ workorderId: view.workorderId }, draftOf(view, edits))}
          >
            {words.save}
          </Button>
        </div>
      )}
    </>
  )
}

function Sums({ view }: { readonly view: View }) {
  const { totals } = words
  const payableFen = view.totalFen - view.discountFen - view.couponFen
  return (
    <dl className="totals">
      <Sum label={totals.total} fen={view.totalFen} />
      <Sum label={totals.discount} fen={-view.discountFen} />
      <Sum label={totals.coupon} fen={-view.couponFen} />
      <div className="totals-sum">
        <dt>{totals.payable}</dt>
        <dd>{formatFen(payableFen)}</dd>
      </div>
    </dl>
  )
}

const Sum = ({ label, fen }: { readonly label: string; readonly fen: number }) => (
  <div>
    <dt>{label}</dt>
    <dd>{fen === 0 ? '0' : formatFen(fen)}</dd>
  </div>
)
