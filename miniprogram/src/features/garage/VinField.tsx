import { vinOverrides, type VinOverride } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { Choice } from '../../ui/Choice'
import { Field } from '../../ui/Field'
import { Tappable } from '../../ui/Tappable'
import { garageText } from './garage.text'
import { judgeVin, readVin, typedVin, type VinFix, type VinVerdict } from './vin-check'
import type { VehicleDraft } from './vehicle-form'
import { vinNeeded } from './vehicle-form'
import styles from './VinField.module.scss'

const text = garageText.vin
const reasons = Object.entries(vinOverrides).map(([value, label]) => ({ value: value as VinOverride, label }))

interface Props {
  readonly draft: VehicleDraft
  /** The VIN on file, masked; null when there is none. */
  readonly onFile: string | null
  readonly error?: string | undefined
  readonly onChange: (change: Partial<VehicleDraft>) => void
}

/** The VIN: kept, deleted, or typed under a live check that asks and never corrects by itself. */
export function VinField({ draft, onFile, error, onChange }: Props) {
  if (draft.vinChange === 'keep') return <OnFile masked={onFile ?? ''} onChange={onChange} />
  if (draft.vinChange === 'clear') return <Cleared error={error} onChange={onChange} />
  return <Typed draft={draft} onFile={onFile} error={error} onChange={onChange} />
}

function OnFile({ masked, onChange }: { readonly masked: string; readonly onChange: Props['onChange'] }) {
  return (
    <View id="field-vin" className={styles.line}>
      <View className={styles.words}>{text.onFile(masked)}</View>
      <Link onClick={() => onChange({ vinChange: 'type' })}>{text.replace}</Link>
      <Link onClick={() => onChange({ vinChange: 'clear' })}>{text.clear}</Link>
    </View>
  )
}

function Cleared({ error, onChange }: Pick<Props, 'error' | 'onChange'>) {
  return (
    <View id="field-vin" className={styles.line}>
      <View className={styles.words}>{error ?? text.cleared}</View>
      <Link onClick={() => onChange({ vinChange: 'keep' })}>{text.undo}</Link>
    </View>
  )
}

function Typed({ draft, onFile, error, onChange }: Props) {
  const verdict = judgeVin(draft.vin)
  const type = (vin: string) => onChange({ vin: typedVin(vin), override: undefined })
  return (
    <View id="field-vin">
      <Field
        label={vinNeeded(draft) ? text.labelNeeded : text.label}
        value={draft.vin}
        onChange={type}
        maxLength={32}
        placeholder={text.placeholder}
        error={verdict.state === 'foreign' ? text.foreign(verdict.chars) : error}
        hint={hintOf(verdict, draft)}
      />
      {'fixes' in verdict && <Doubts verdict={verdict} onFix={type} />}
      {verdict.state === 'doubtful' && (
        <Choice
          label={text.override}
          options={reasons}
          value={draft.override}
          onChange={(override) => onChange({ override })}
        />
      )}
      {onFile && <Link onClick={() => onChange({ vinChange: 'keep', vin: '', override: undefined })}>{text.keep}</Link>}
    </View>
  )
}

/** What the field says by itself while it is typed. */
function hintOf(verdict: VinVerdict, draft: VehicleDraft): string | undefined {
  switch (verdict.state) {
    case 'empty':
      return vinNeeded(draft) ? text.needed : text.hint
    case 'short':
      return text.short(verdict.by)
    case 'long':
      return text.long(verdict.by)
    case 'fine':
      return sayCar(draft.vin)
    default:
      return undefined
  }
}

function sayCar(vin: string): string {
  const { maker, year } = readVin(vin, new Date().getFullYear())
  const car = [maker, year && text.year(year)].filter(Boolean).join('，')
  return car ? text.read(car) : text.fine
}

/** Why a look-alike is suggested: a letter that no VIN has, or one of two that are often mistaken. */
function question({ position, from, to }: VinFix): string {
  const wrote: Readonly<Record<string, string>> = text.wrote
  return wrote[from] ?? text.ask(position, from, to)
}

interface DoubtProps {
  readonly verdict: Extract<VinVerdict, { fixes: unknown }>
  readonly onFix: (vin: string) => void
}

function Doubts({ verdict, onFix }: DoubtProps) {
  const issues = verdict.state === 'doubtful' ? verdict.issues : []
  if (issues.length + verdict.fixes.length === 0) return null
  return (
    <View className={styles.doubts}>
      {issues.map((issue) => (
        <View key={issue}>{text.doubts[issue]}</View>
      ))}
      {verdict.fixes.map((fix) => (
        <View key={fix.vin} className={styles.fix}>
          <View className={styles.words}>{question(fix)}</View>
          <Link onClick={() => onFix(fix.vin)}>{text.use(fix.to)}</Link>
        </View>
      ))}
    </View>
  )
}

function Link({ onClick, children }: { readonly onClick: () => void; readonly children: string }) {
  return (
    <Tappable className={styles.link} onClick={onClick}>
      {children}
    </Tappable>
  )
}
