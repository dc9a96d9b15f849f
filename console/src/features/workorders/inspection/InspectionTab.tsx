import { workorder } from '@pitlane/contract'
import { useState, type ReactNode } from 'react'
import { useStore } from '../../../lib/staff'
import { sayInstant } from '../../../lib/time'
import { Blank } from '../../../ui/Blank'
import { Facts, type Fact } from '../../../ui/Facts'
import { TextField } from '../../../ui/FormFields'
import { PhotoStrip } from '../../../ui/PhotoStrip'
import { CommandForm } from '../CommandForm'
import { canDo } from '../may'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words as shared } from '../words'
import { CarMap } from './CarMap'
import { InspectionForm } from './InspectionForm'
import { words } from './words'

type Detail = workorder.WorkorderDetail

interface Props {
  readonly detail: Detail
  /** Leads to the sheet on paper. */
  readonly paper: ReactNode
}

/** The sheet, or the form that makes it. */
export function InspectionTab({ detail, paper }: Props) {
  const kept = useKeptForm(canDo(detail, 'inspect'))
  const [isAdding, setAdding] = useState(false)
  const { inspection } = detail
  return (
    <>
      {inspection && (
        <Sheet inspection={inspection}>
          {canDo(detail, 'addendum') && !isAdding && (
            <button type="button" className="chip" onClick={() => setAdding(true)}>
              {words.addendum}
            </button>
          )}
          {paper}
        </Sheet>
      )}
      {inspection && isAdding && <Addendum detail={detail} onClose={() => setAdding(false)} />}
      {kept.isShown && <InspectionForm detail={detail} kept={kept} />}
      {!inspection && !kept.isShown && (
        <Blank title={words.none}>
          <p>{words.noneHint}</p>
        </Blank>
      )}
    </>
  )
}

const listOf = (labels: readonly string[]) => labels.join('、') || words.noLights

function factsOf(sheet: workorder.InspectionView, today: string): Fact[] {
  const { facts } = words
  return [
    { label: facts.mileage, value: words.km(sheet.mileageKm) },
    ...(sheet.mileageReason ? [{ label: facts.mileageReason, value: sheet.mileageReason }] : []),
    { label: facts.energy, value: words.percent(sheet.energyPercent) },
    { label: facts.lights, value: listOf(sheet.dashLights.map((light) => workorder.dashLights[light])) },
    { label: facts.valuables, value: sheet.valuables },
    { label: facts.note, value: sheet.note },
    { label: facts.by, value: sheet.byName },
    { label: facts.signedAt, value: sheet.signedAt && sayInstant(sheet.signedAt, today) },
  ]
}

interface SheetProps {
  readonly inspection: workorder.InspectionView
  /** What can be done with it. */
  readonly children: ReactNode
}

function Sheet({ inspection, children }: SheetProps) {
  const { today } = useStore()
  const { damages, photos, signature, unsignedReason, addenda } = inspection
  return (
    <section className="order-section" aria-label={words.title}>
      <header className="order-section-head">
        <h2>{words.title}</h2>
        <span className="order-section-tools">{children}</span>
      </header>
      <div className="inspect-sheet">
        <div className="damage-box">
          <CarMap damages={damages} />
          <ul className="damage-seen">
            {damages.map(({ zone, kind, note }, i) => (
              <li key={i}>
                <b>{workorder.carZones[zone]}</b> {workorder.damageKinds[kind]} <span className="muted">{note}</span>
              </li>
            ))}
            {damages.length === 0 && <li className="muted">{words.noDamage}</li>}
          </ul>
        </div>
        <div className="inspect-fields">
          <Facts facts={factsOf(inspection, today)} />
          <PhotoStrip photos={photos} nameOf={shared.photo} />
          {signature && <img className="signature-shown" src={signature.url} alt={words.signatureImage} />}
          {unsignedReason && (
            <p>
              <span className="tag tone-wait">{words.unsigned}</span> {unsignedReason}
            </p>
          )}
          {addenda.map(({ note, byName, at }) => (
            <p key={at} className="addendum">
              <span className="tag tone-muted">{words.addenda}</span> {note}
              <small className="muted"> {`${byName} · ${sayInstant(at, today)}`}</small>
            </p>
          ))}
        </div>
      </div>
    </section>
  )
}

interface AddendumProps {
  readonly detail: Detail
  readonly onClose: () => void
}

function Addendum({ detail, onClose }: AddendumProps) {
  const kept = useKeptForm(canDo(detail, 'addendum'))
  const [note, setNote] = useState('')
  const action = useCommand(workorder.addendum, onClose)
  return (
    <CommandForm
      label={words.addendum}
      text={words.addendumHint}
      submitLabel={words.addendumSave}
      canSubmit={note.trim().length >= 2}
      kept={kept}
      action={action}
      onSubmit={() => action.run({ workorderId: detail.id }, { version: detail.version, note: note.trim() })}
      onBack={onClose}
    >
      <TextField label={words.note} value={note} onChange={setNote} max={300} isLong />
    </CommandForm>
  )
}
