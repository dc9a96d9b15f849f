import { settlement } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { Segmented } from 'antd'
import { useState } from 'react'
import { TextField } from '../../../ui/FormFields'
import { useToast } from '../../../ui/use-toast'
import { CommandForm } from '../CommandForm'
import { useCommand } from '../use-command'
import { useKeptForm, type KeptForm } from '../use-kept-form'
import { duesOf, waysOf } from './ways'
import { words } from './words'
import { YuanField } from '../../../ui/YuanField'

type View = settlement.SettlementView
type Payer = settlement.Payer
type Method = (typeof waysOf)[Payer][number]

interface Props {
  readonly view: View
}

/** What is chosen and typed; what is not follows what is due. */
interface Typed {
  readonly payer: Payer | null
  readonly method: Method | null
  readonly fen: number | null | undefined
  readonly note: string
}

const UNTOUCHED: Typed = { payer: null, method: null, fen: undefined, note: '' }

function useReceiving(view: View) {
  const toast = useToast()
  const kept = useKeptForm(view.may.includes('receive'))
  const [typed, setTyped] = useState(UNTOUCHED)
  const action = useCommand(settlement.receive, ({ state }) => {
    kept.done()
    setTyped(UNTOUCHED)
    toast.done(state === 'paid' ? words.settled : words.received)
  })
  const dues = duesOf(view)
  const due = dues.find(({ payer }) => payer === typed.payer) ?? dues[0]
  const ways = waysOf[due?.payer ?? 'owner']
  const method = ways.find((way) => way === typed.method) ?? ways[0]
  // An amount belongs to whom it was typed for: a colleague may have taken theirs meanwhile.
  const fen = typed.fen === undefined || typed.payer !== due?.payer ? (due?.fen ?? 0) : typed.fen
  const change = (part: Partial<Typed>) => {
    kept.touch()
    setTyped((old) => ({ ...old, ...part }))
  }
  const submit = () => {
    const order = { payer: due?.payer ?? 'owner', method, amountFen: fen ?? 0, note: typed.note.trim() }
    action.run({ workorderId: view.workorderId }, { version: view.version, ...order })
  }
  return { kept, action, dues, due, ways, method, fen, note: typed.note, change, submit }
}

type Receiving = ReturnType<typeof useReceiving>

/** Money that is taken at the desk, in whole or in part. */
export function ReceiveForm({ view }: Props) {
  const form = useReceiving(view)
  const { kept, due, fen, action, submit } = form
  const isWaiting = !due && view.openOrder !== null
  if (!kept.isShown || isWaiting) return null
  if (!due) return <FreeForm kept={kept} action={action} onSubmit={submit} />
  return (
    <CommandForm
      label={words.receive}
      submitLabel={words.receiveSubmit(formatFen(fen ?? 0))}
      canSubmit={fen !== null && fen > 0 && fen <= due.fen}
      missing={fen !== null && fen > due.fen ? words.tooMuch(formatFen(due.fen)) : null}
      kept={kept}
      action={action}
      onSubmit={submit}
    >
      <Fields form={form} dueFen={due.fen} payer={due.payer} />
    </CommandForm>
  )
}

interface FreeProps {
  readonly kept: KeptForm
  readonly action: Receiving['action']
  readonly onSubmit: () => void
}

/** Coupons, or others, pay all of it. */
const FreeForm = (props: FreeProps) => (
  <CommandForm label={words.receive} text={words.nothingDue} submitLabel={words.settleFree} canSubmit {...props} />
)

interface FieldsProps {
  readonly form: Receiving
  readonly dueFen: number
  readonly payer: Payer
}

function Fields({ form, dueFen, payer }: FieldsProps) {
  const { dues, ways, method, fen, note, change } = form
  return (
    <>
      <div className="receive-line">
        {dues.length > 1 && (
          <div className="reason-note">
            {words.payer}
            <Segmented<Payer>
              aria-label={words.payer}
              value={payer}
              options={dues.map((one) => ({ value: one.payer, label: settlement.payers[one.payer] }))}
              onChange={(next) => change({ payer: next, fen: undefined })}
            />
          </div>
        )}
        <div className="reason-note">
          {words.method}
          <Segmented<Method>
            aria-label={words.method}
            value={method}
            options={ways.map((way) => ({ value: way, label: settlement.receiptMethods[way] }))}
            onChange={(next) => change({ method: next })}
          />
        </div>
        <label className="reason-note">
          {words.amount}
          <YuanField
            label={words.amount}
            value={fen}
            maxFen={dueFen}
            onChange={(next) => change({ payer, fen: next })}
          />
          <small>{words.dueHint(settlement.payers[payer], formatFen(dueFen))}</small>
        </label>
      </div>
      <TextField
        label={words.receiveNote}
        value={note}
        onChange={(next) => change({ note: next })}
        max={100}
        placeholder={words.receiveExample}
      />
    </>
  )
}
