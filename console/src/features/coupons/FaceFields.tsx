import { coupon } from '@pitlane/contract'
import { TextField } from '../../ui/FormFields'
import { Choice, Count, Money, optionsOf } from './Fields'
import { isFree, withType, type TemplateDraft } from './template-draft'
import { useStoreServices } from './use-coupons'
import { fieldWords as words } from './words'

export interface FieldsProps {
  readonly draft: TemplateDraft
  readonly onChange: (part: Partial<TemplateDraft>) => void
}

const types = optionsOf(coupon.couponTypes)
const benefits = optionsOf(words.benefits)
const funders = optionsOf(words.funders)

/** Name, type, what it gives, and who pays for it. */
export function FaceFields({ draft, onChange }: FieldsProps) {
  return (
    <>
      <TextField label={words.name} value={draft.name} onChange={(name) => onChange({ name })} max={20} />
      <div className="day-form-hours">
        <Choice
          label={words.type}
          value={draft.type}
          options={types}
          onChange={(type) => onChange(withType(draft, type))}
        />
        <Choice
          label={words.fundedBy}
          value={draft.fundedBy}
          options={funders}
          onChange={(fundedBy) => onChange({ fundedBy })}
        />
      </div>
      {draft.type === 'referral' && <p className="muted">{words.referralHint}</p>}
      {isFree(draft.type) && (
        <Choice
          label={words.benefit}
          value={draft.benefitKind}
          options={benefits}
          onChange={(benefitKind) => onChange({ benefitKind })}
        />
      )}
      <Benefit draft={draft} onChange={onChange} />
      <TextField isLong label={words.terms} value={draft.terms} onChange={(terms) => onChange({ terms })} max={500} />
    </>
  )
}

function Benefit({ draft, onChange }: FieldsProps) {
  const { benefitKind } = draft
  if (benefitKind === 'service') return <ServiceBenefit draft={draft} onChange={onChange} />
  if (benefitKind === 'gift')
    return <TextField label={words.item} value={draft.item} onChange={(item) => onChange({ item })} max={30} />
  if (benefitKind === 'discount')
    return (
      <>
        <div className="day-form-hours">
          <Count
            label={words.percent}
            value={draft.percent}
            range={[1, 99]}
            onChange={(percent) => onChange({ percent })}
          />
          <Money label={words.cap} value={draft.capFen} onChange={(capFen) => onChange({ capFen })} />
        </div>
        <p className="muted">{words.percentHint}</p>
      </>
    )
  return (
    <div className="day-form-hours">
      <Money label={words.amount} value={draft.amountFen} onChange={(amountFen) => onChange({ amountFen })} />
      <Money
        label={words.threshold}
        value={draft.thresholdFen}
        onChange={(thresholdFen) => onChange({ thresholdFen })}
      />
    </div>
  )
}

function ServiceBenefit({ draft, onChange }: FieldsProps) {
  const { data = [] } = useStoreServices()
  return (
    <div className="day-form-hours">
      <Choice
        label={words.service}
        value={draft.serviceId}
        options={data.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(serviceId) => onChange({ serviceId })}
      />
      {draft.type === 'times' && (
        <Count label={words.times} value={draft.times} range={[1, 20]} onChange={(times) => onChange({ times })} />
      )}
    </div>
  )
}
