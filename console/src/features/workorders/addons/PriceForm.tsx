import { workorder } from '@pitlane/contract'
import { useState } from 'react'
import { useStore } from '../../../lib/staff'
import { NumberField, TextField } from '../../../ui/FormFields'
import { InstantField } from '../../../ui/InstantField'
import { CommandForm } from '../CommandForm'
import { canDo } from '../may'
import { draftOf, lackOf, linesOf, totalsOf, withLabour, type LinesDraft } from '../quote/draft'
import { LinesEditor } from '../quote/LinesEditor'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words } from './words'

const MINUTE_MS = 60_000

interface Props {
  readonly detail: workorder.WorkorderDetail
  readonly addon: workorder.AddonView
  readonly onClose: () => void
}

const startFrom = ({ lines, title }: workorder.AddonView): LinesDraft =>
  lines.length > 0 ? draftOf(lines) : withLabour({ labour: [], material: [] }, title)

const later = (instant: string | null, minutes: number): string | null =>
  instant === null ? null : new Date(Date.parse(instant) + minutes * MINUTE_MS).toISOString()

function usePrice({ detail, addon, onClose }: Props) {
  const [lines, setLines] = useState(() => startFrom(addon))
  const [minutes, setMinutes] = useState<number | null>(addon.sentAt === null ? null : addon.extraMinutes)
  const [promisedAt, setPromised] = useState(addon.newPromiseAt)
  const [recheckHint, setHint] = useState(addon.recheckHint ?? '')
  const action = useCommand(workorder.priceAddon, onClose)
  // As long as nobody says otherwise: what the work takes, after what is promised now.
  const extraMinutes = minutes ?? totalsOf(lines).minutes
  const newPromiseAt = promisedAt ?? later(detail.promisedAt, extraMinutes)
  const missing = lackOf(lines) ?? (newPromiseAt === null ? words.lackPromise : null)
  const submit = () => {
    if (newPromiseAt === null) return
    const price = { lines: linesOf(lines), extraMinutes, newPromiseAt, recheckHint: recheckHint.trim() }
    action.run({ addonId: addon.id }, { version: addon.version, ...price })
  }
  const shown = { lines, extraMinutes, newPromiseAt, recheckHint }
  return { ...shown, setLines, setMinutes, setPromised, setHint, missing, submit, action }
}

/** The advisor prices a finding and asks the owner. */
export function PriceForm(props: Props) {
  const { detail, addon, onClose } = props
  const { today } = useStore()
  const kept = useKeptForm(canDo(detail, 'priceAddon'))
  const form = usePrice(props)
  return (
    <CommandForm
      label={words.priceForm(addon.title)}
      text={words.priceText}
      submitLabel={words.priceSubmit}
      canSubmit={form.missing === null}
      missing={form.missing}
      kept={kept}
      action={form.action}
      onSubmit={form.submit}
      onBack={onClose}
    >
      <LinesEditor draft={form.lines} onChange={form.setLines} />
      <div className="order-three">
        <NumberField label={words.extraMinutes} value={form.extraMinutes} onChange={form.setMinutes} max={6000} />
        <div className="reason-note">
          {words.newPromise}
          <InstantField label={words.newPromise} value={form.newPromiseAt} from={today} onChange={form.setPromised} />
        </div>
        <TextField
          label={words.recheckHint}
          value={form.recheckHint}
          onChange={form.setHint}
          max={60}
          placeholder={words.recheckExample}
        />
      </div>
    </CommandForm>
  )
}
