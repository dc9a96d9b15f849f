import { Switch } from 'antd'
import { TextField } from './FamilyForm'
import { isCreditCodeGood, type StoreDraft } from './store-draft'
import { storeWords } from './store-words'
import { Amount } from './VariantFields'

/** Eighteen signs, with the gaps that a pasted code may have. */
const CODE_MAX = 30

interface FieldsProps {
  readonly draft: StoreDraft
  readonly onChange: (part: Partial<StoreDraft>) => void
}

export const ProfileFields = ({ draft, onChange }: FieldsProps) => (
  <>
    <TextField label={storeWords.name} max={60} value={draft.name} onChange={(name) => onChange({ name })} />
    <div className="day-form-hours">
      <TextField label={storeWords.city} max={30} value={draft.city} onChange={(city) => onChange({ city })} />
      <TextField label={storeWords.phone} max={20} value={draft.phone} onChange={(phone) => onChange({ phone })} />
    </div>
    <TextField
      label={storeWords.address}
      max={120}
      value={draft.address}
      onChange={(address) => onChange({ address })}
    />
    <div className="day-form-hours">
      <Amount
        label={storeWords.latitude}
        range={[-90, 90]}
        precision={6}
        value={draft.latitude}
        onChange={(latitude) => onChange({ latitude })}
      />
      <Amount
        label={storeWords.longitude}
        range={[-180, 180]}
        precision={6}
        value={draft.longitude}
        onChange={(longitude) => onChange({ longitude })}
      />
    </div>
  </>
)

export const RuleFields = ({ draft, onChange }: FieldsProps) => (
  <>
    <div className="amount-grid">
      <Amount
        label={storeWords.minLeadMinutes}
        range={[0, 2880]}
        value={draft.minLeadMinutes}
        onChange={(minLeadMinutes) => onChange({ minLeadMinutes })}
      />
      <Amount
        label={storeWords.cancelCutoffMinutes}
        range={[0, 2880]}
        value={draft.cancelCutoffMinutes}
        onChange={(cancelCutoffMinutes) => onChange({ cancelCutoffMinutes })}
      />
      <Amount
        label={storeWords.noShowGraceMinutes}
        range={[5, 240]}
        value={draft.noShowGraceMinutes}
        onChange={(noShowGraceMinutes) => onChange({ noShowGraceMinutes })}
      />
    </div>
    <Flag
      label={storeWords.isAutoConfirm}
      value={draft.isAutoConfirm}
      onChange={(isAutoConfirm) => onChange({ isAutoConfirm })}
    />
  </>
)

/** What the settlement list prints of the store: who it is by law, and what it warrants. */
export const LegalFields = ({ draft, onChange }: FieldsProps) => (
  <>
    <TextField
      label={storeWords.creditCode}
      max={CODE_MAX}
      hint={storeWords.creditCodeHint}
      value={draft.creditCode ?? ''}
      onChange={(creditCode) => onChange({ creditCode })}
    />
    {!isCreditCodeGood(draft.creditCode) && (
      <p className="field-fault" role="alert">
        {storeWords.creditCodeWrong}
      </p>
    )}
    <div className="amount-grid">
      <Amount
        label={storeWords.warrantyDays}
        range={[1, 3650]}
        value={draft.warrantyDays}
        onChange={(warrantyDays) => onChange({ warrantyDays })}
      />
      <Amount
        label={storeWords.warrantyKm}
        range={[1, 1_000_000]}
        value={draft.warrantyKm}
        onChange={(warrantyKm) => onChange({ warrantyKm })}
      />
    </div>
  </>
)

interface FlagProps {
  readonly label: string
  readonly value: boolean
  readonly onChange: (value: boolean) => void
}

export const Flag = ({ label, value, onChange }: FlagProps) => (
  <label className="day-form-line">
    <span>{label}</span>
    <Switch checked={value} onChange={onChange} />
  </label>
)
