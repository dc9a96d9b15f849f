import { settlement, type BodyIn } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { Checkbox, Segmented, Select } from 'antd'
import { useState } from 'react'
import { TextField } from '../../../ui/FormFields'
import { useToast } from '../../../ui/use-toast'
import { CommandForm } from '../CommandForm'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { GoodsFields } from './GoodsFields'
import { paidFen } from './money-back'
import type { Receipt } from './ReceiptsTable'
import { words } from './words'
import { YuanField } from '../../../ui/YuanField'

type Mode = keyof typeof words.refundModes
type Via = NonNullable<BodyIn<typeof settlement.refund>['via']>

interface Props {
  readonly view: settlement.SettlementView
  readonly receipt: Receipt
  readonly onDone: () => void
  readonly onBack: () => void
}

interface Typed {
  readonly mode: Mode
  readonly fen: number | null
  readonly goods: Readonly<Record<string, number>>
  readonly reason: string
  readonly isOurFault: boolean
  readonly via: Via
}

const goodsOf = ({ mode, goods }: Typed) =>
  mode === 'money'
    ? []
    : Object.entries(goods)
        .filter(([, amountFen]) => amountFen > 0)
        .map(([key, amountFen]) => ({ key, amountFen }))

/** As the contract has it for every reason. */
const REASON_LEAST = 2
const modes = Object.entries(words.refundModes).map(([value, label]) => ({ value: value as Mode, label }))

/** Part of a receipt goes back: an amount, or what was paid for work and goods that are given back. */
export function RefundForm({ view, receipt, onDone, onBack }: Props) {
  const toast = useToast()
  const kept = useKeptForm(view.may.includes('refund') && receipt.refundableFen > 0)
  const [typed, setTyped] = useState<Typed>({
    ...{ mode: 'money', fen: receipt.refundableFen, goods: {}, reason: '', isOurFault: false, via: 'original' },
  })
  const action = useCommand(settlement.refund, () => {
    toast.done(words.refunded)
    onDone()
  })
  const amountFen = typed.mode === 'money' ? (typed.fen ?? 0) : paidFen(view.lines, typed.goods)
  const isTooMuch = amountFen > receipt.refundableFen
  const reason = typed.reason.trim()
  const change = (part: Partial<Typed>) => {
    kept.touch()
    setTyped((old) => ({ ...old, ...part }))
  }
  const submit = () => {
    const { isOurFault, via } = typed
    action.run({ receiptId: receipt.id }, { amountFen, reason, goods: goodsOf(typed), isOurFault, via })
  }
  const method = settlement.receiptMethods[receipt.method]
  return (
    <CommandForm
      isDanger
      label={words.refundOf(method, formatFen(receipt.amountFen))}
      text={words.refundText(formatFen(receipt.refundableFen))}
      submitLabel={words.refundSubmit(formatFen(amountFen))}
      canSubmit={amountFen > 0 && !isTooMuch && reason.length >= REASON_LEAST}
      missing={isTooMuch ? words.tooMuch(formatFen(receipt.refundableFen)) : null}
      kept={kept}
      action={action}
      onSubmit={submit}
      onBack={onBack}
    >
      <What view={view} receipt={receipt} typed={typed} amountFen={amountFen} onChange={change} />
      <How typed={typed} method={method} onChange={change} />
    </CommandForm>
  )
}

interface WhatProps extends Pick<Props, 'view' | 'receipt'> {
  readonly typed: Typed
  readonly amountFen: number
  readonly onChange: (part: Partial<Typed>) => void
}

function What({ view, receipt, typed, amountFen, onChange }: WhatProps) {
  return (
    <>
      <Segmented<Mode>
        className="order-choice"
        aria-label={words.refundMode}
        value={typed.mode}
        options={modes}
        onChange={(mode) => onChange({ mode })}
      />
      {typed.mode === 'money' ? (
        <label className="reason-note">
          {words.amount}
          <YuanField
            label={words.amount}
            value={typed.fen}
            maxFen={receipt.refundableFen}
            onChange={(fen) => onChange({ fen })}
          />
        </label>
      ) : (
        <>
          <GoodsFields lines={view.lines} goods={typed.goods} onChange={(goods) => onChange({ goods })} />
          <p>
            {words.goodsPaid} <b className="number">{formatFen(amountFen)}</b>
          </p>
        </>
      )}
    </>
  )
}

interface HowProps {
  readonly typed: Typed
  /** How the money came, in words. */
  readonly method: string
  readonly onChange: (part: Partial<Typed>) => void
}

function How({ typed, method, onChange }: HowProps) {
  const { vias } = words
  const options: { value: Via; label: string }[] = [
    { value: 'original', label: words.viaOriginal(method) },
    { value: 'cash', label: vias.cash },
    { value: 'transfer', label: vias.transfer },
  ]
  return (
    <>
      <div className="receive-line">
        <TextField
          label={words.reason}
          value={typed.reason}
          onChange={(reason) => onChange({ reason })}
          max={80}
          placeholder={words.reasonExample}
        />
        <label className="reason-note">
          {words.via}
          <Select<Via>
            className="via-select"
            aria-label={words.via}
            value={typed.via}
            options={options}
            onChange={(via) => onChange({ via })}
          />
        </label>
      </div>
      <Checkbox checked={typed.isOurFault} onChange={(event) => onChange({ isOurFault: event.target.checked })}>
        {words.isOurFault}
      </Checkbox>
    </>
  )
}
