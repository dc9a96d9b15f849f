import { workorder } from '@pitlane/contract'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { may, useStore } from '../../../lib/staff'
import { sayInstant } from '../../../lib/time'
import { Blank } from '../../../ui/Blank'
import { Facts } from '../../../ui/Facts'
import { FaultNote } from '../../../ui/FaultNote'
import { SettlementPart } from '../settlement'
import { words as inspectionWords } from '../inspection/words'
import { canDo } from '../may'
import { Totals } from '../quote/LinesEditor'
import { LinesTable } from '../quote/LinesTable'
import { useCommand } from '../use-command'
import { billOf, declinedOf } from './bill'
import { CancelForm } from './CancelForm'
import { HandoverForm } from './HandoverForm'
import { words } from './words'

type Detail = workorder.WorkorderDetail

interface Props {
  readonly detail: Detail
  /** Leads to the list on paper. */
  readonly paper: ReactNode
}

/** From the car that is done to the car that drives away. */
export function ClosingTab({ detail, paper }: Props) {
  return (
    <>
      <Wash detail={detail} />
      <HandoverForm detail={detail} />
      {detail.handover && <Handed handover={detail.handover} />}
      {detail.quote ? (
        <Money detail={detail} paper={paper} />
      ) : (
        <Blank title={words.notYet}>
          <p>{words.notYetHint}</p>
        </Blank>
      )}
      <CancelForm detail={detail} />
    </>
  )
}

function Wash({ detail }: { readonly detail: Detail }) {
  const action = useCommand(workorder.finishWash)
  if (!canDo(detail, 'finishWash')) return null
  const finish = (isWashed: boolean) => action.run({ workorderId: detail.id }, { version: detail.version, isWashed })
  return (
    <section className="order-form" aria-label={words.wash}>
      <h2>{words.wash}</h2>
      <p className="muted">{words.washText}</p>
      <FaultNote error={action.error} />
      <div className="order-form-foot">
        <Button disabled={action.isBusy} onClick={() => finish(false)}>
          {words.notWashed}
        </Button>
        <Button type="primary" loading={action.isBusy} onClick={() => finish(true)}>
          {words.washed}
        </Button>
      </div>
    </section>
  )
}

function Handed({ handover }: { readonly handover: NonNullable<Detail['handover']> }) {
  const { today } = useStore()
  const { facts, oldPartsChoices } = words
  const choice = Object.entries(oldPartsChoices).find(([name]) => name === handover.oldParts)
  return (
    <section className="order-section" aria-label={words.done}>
      <header className="order-section-head">
        <h2>{words.done}</h2>
      </header>
      <Facts
        facts={[
          { label: facts.at, value: sayInstant(handover.at, today) },
          { label: facts.mileage, value: inspectionWords.km(handover.mileageKm) },
          { label: facts.oldParts, value: choice?.[1] ?? null },
          { label: facts.next, value: handover.nextHint },
        ]}
      />
    </section>
  )
}

/** Who may see settlements sees all of it; others see what was agreed to. */
function Money({ detail, paper }: Props) {
  const store = useStore()
  if (!may(store, 'settlement.read')) return <Bill detail={detail} paper={paper} />
  return (
    <>
      {declinedOf(detail).length > 0 && (
        <div className="order-bar">
          <Declined detail={detail} />
        </div>
      )}
      <SettlementPart workorderId={detail.id} paper={paper} />
    </>
  )
}

function Declined({ detail }: { readonly detail: Detail }) {
  const declined = declinedOf(detail)
  if (declined.length === 0) return null
  return (
    <p>
      <span className="tag tone-muted">{words.declined}</span> {declined.map(({ name }) => name).join('、')}
    </p>
  )
}

function Bill({ detail, paper }: Props) {
  const { labour, material, labourFen, materialFen } = billOf(detail)
  const lines = [...labour, ...material].map(({ line, of }) => ({ ...line, of: null, forName: of }))
  return (
    <section className="order-section" aria-label={words.title}>
      <header className="order-section-head">
        <h2>{words.title}</h2>
        {paper}
      </header>
      {lines.length > 0 && <LinesTable lines={lines} />}
      {detail.totalFen === null ? (
        <p className="muted">{words.noPrice}</p>
      ) : (
        <Totals labour={labourFen} material={materialFen} total={detail.totalFen} />
      )}
      <Declined detail={detail} />
    </section>
  )
}
