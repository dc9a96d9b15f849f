import type { settlement } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { couponIdsOf, type Edits } from './edits'
import { CouponScan } from './CouponScan'
import { words } from './words'

interface Props {
  readonly view: settlement.SettlementView
  readonly edits: Edits
  /** Undefined: to be read only. */
  readonly onChange: ((part: Partial<Edits>) => void) | undefined
}

/** Coupons that are taken off and why, those that are not and why not, and the way to take others. */
export function CouponChoice({ view, edits, onChange }: Props) {
  const [isOpen, setOpen] = useState(false)
  const hasAny = view.coupons.length + view.losers.length > 0
  return (
    <section className="bill-part" aria-label={words.coupons}>
      <header className="order-section-head">
        <h3>{words.coupons}</h3>
        {hasAny && <ChoiceTag view={view} edits={edits} />}
        {onChange && hasAny && (
          <span className="order-section-tools">
            {isOpen && couponIdsOf(view, edits) !== null && (
              <Button size="small" onClick={() => onChange({ couponIds: null })}>
                {words.best}
              </Button>
            )}
            {!isOpen && (
              <Button size="small" onClick={() => setOpen(true)}>
                {words.choose}
              </Button>
            )}
          </span>
        )}
      </header>
      {onChange && <CouponScan view={view} onTaken={() => onChange({ couponIds: undefined })} />}
      {isOpen && onChange ? <Picker view={view} edits={edits} onChange={onChange} /> : <Chosen view={view} />}
    </section>
  )
}

function ChoiceTag({ view, edits }: Pick<Props, 'view' | 'edits'>) {
  const isBest = couponIdsOf(view, edits) === null
  return <span className={`tag ${isBest ? 'tone-done' : 'tone-muted'}`}>{isBest ? words.isBest : words.isChosen}</span>
}

const Chosen = ({ view }: Pick<Props, 'view'>) => (
  <ul className="coupon-lines">
    {view.coupons.length + view.losers.length === 0 && <li className="muted">{words.noCoupons}</li>}
    {view.coupons.map(({ id, name, valueFen, text }) => (
      <li key={id}>
        <span>
          <strong>{name}</strong> <span className="muted">{text}</span>
        </span>
        <b className="number">{formatFen(-valueFen)}</b>
      </li>
    ))}
    {view.losers.map(({ id, name, reason }) => (
      <li key={id} className="muted">
        <span>
          {name} · {reason}
        </span>
        <span>{words.losers}</span>
      </li>
    ))}
  </ul>
)

interface PickerProps extends Props {
  readonly onChange: (part: Partial<Edits>) => void
}

function Picker({ view, edits, onChange }: PickerProps) {
  const picked = couponIdsOf(view, edits) ?? view.coupons.map(({ id }) => id)
  const toggle = (id: string, isOn: boolean) =>
    onChange({ couponIds: isOn ? [...picked, id] : picked.filter((one) => one !== id) })
  const all = [
    ...view.coupons.map(({ id, name, text }) => ({ id, name, why: text })),
    ...view.losers.map(({ id, name, reason }) => ({ id, name, why: reason })),
  ]
  return (
    <ul className="coupon-lines">
      {all.map(({ id, name, why }) => (
        <li key={id}>
          <Checkbox checked={picked.includes(id)} onChange={(event) => toggle(id, event.target.checked)}>
            {name} <span className="muted">{why}</span>
          </Checkbox>
        </li>
      ))}
    </ul>
  )
}
