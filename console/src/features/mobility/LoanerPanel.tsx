import { formatPlate, mobility } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useStore } from '../../lib/staff'
import { sayDayTime, sayInstant } from '../../lib/time'
import { Facts, type Fact } from '../../ui/Facts'
import { SidePanel } from '../../ui/SidePanel'
import { LoanerStepForm, type LoanerKind } from './LoanerStepForm'
import { ToneTag } from '../../ui/ToneTag'
import { words } from './words'

const { loaners: say } = words

interface Props {
  readonly loaner: mobility.LoanerRow
  readonly cars: readonly mobility.LoanerCarView[]
  readonly onClose: () => void
  readonly onChanged: () => void
}

/** What may be done in each state, the usual thing first. */
const KINDS: Readonly<Record<mobility.LoanerState, readonly LoanerKind[]>> = {
  reserved: ['check', 'swap', 'extend', 'cancel'],
  checked: ['hand_out', 'swap', 'extend', 'cancel'],
  out: ['take_back', 'extend'],
  returned: [],
  cancelled: [],
}

/** One loan: who has which car until when, and what comes next. */
export function LoanerPanel({ loaner, cars, onClose, onChanged }: Props) {
  const [kind, setKind] = useState<LoanerKind | null>(null)
  const kinds = KINDS[loaner.state]
  const asked = kind !== null && kinds.includes(kind) ? kind : null
  const car = cars.find(({ id }) => id === loaner.carId)
  const title = (
    <>
      {car && formatPlate(car.plate)}
      {loaner.isOverdue ? (
        <ToneTag zh={say.overdue} tone="stop" />
      ) : (
        <ToneTag {...mobility.loanerStates[loaner.state]} />
      )}
    </>
  )
  return (
    <SidePanel label={say.panel} title={title} onClose={onClose}>
      {loaner.isBookingOver && <Alert className="fault-note" type="warning" showIcon title={words.bookingOverHint} />}
      {asked === null ? (
        <Choices kinds={kinds} onPick={setKind} />
      ) : (
        <LoanerStepForm
          key={`${loaner.id} ${asked}`}
          loaner={loaner}
          kind={asked}
          cars={cars}
          onBack={() => setKind(null)}
          onChanged={onChanged}
          onDone={() => setKind(null)}
        />
      )}
      <LoanerFacts loaner={loaner} car={car} />
    </SidePanel>
  )
}

function Choices({ kinds, onPick }: { kinds: readonly LoanerKind[]; onPick: (kind: LoanerKind) => void }) {
  const [main, ...others] = kinds
  if (!main) return null
  return (
    <div className="step-choices">
      <Button type="primary" block onClick={() => onPick(main)}>
        {say.actions[main]}
      </Button>
      <div className="step-others" role="group" aria-label={words.trips.trouble}>
        {others.map((kind) => (
          <button key={kind} type="button" className="chip" onClick={() => onPick(kind)}>
            {say.actions[kind]}
          </button>
        ))}
      </div>
    </div>
  )
}

interface FactsProps {
  readonly loaner: mobility.LoanerRow
  readonly car: mobility.LoanerCarView | undefined
}

function LoanerFacts({ loaner, car }: FactsProps) {
  const { today } = useStore()
  const { facts } = say
  const time = (day: string, minute: number) => sayDayTime(day, today, formatMinute(minute))
  const shown: Fact[] = [
    { label: facts.car, value: car ? `${formatPlate(car.plate)} ${car.model}` : '' },
    {
      label: facts.time,
      value: `${time(loaner.day, loaner.minute)} 至 ${time(loaner.untilDay, loaner.untilMinute)}`,
    },
    { label: facts.owner, value: loaner.maskedName ?? words.unknownName },
    { label: facts.phone, value: loaner.maskedPhone ?? words.unknownPhone },
    { label: facts.ownCar, value: `${loaner.maskedPlate ?? ''} ${loaner.vehicleName}`.trim() },
    ...(loaner.licenceUntil === null ? [] : [{ label: facts.licence, value: loaner.licenceUntil }]),
    ...handover(facts.out, facts.outNote, loaner.out, today),
    ...handover(facts.back, facts.backNote, loaner.back, today),
    ...(loaner.extraNote === null ? [] : [{ label: facts.extra, value: loaner.extraNote }]),
    ...(loaner.reason === null ? [] : [{ label: facts.reason, value: loaner.reason }]),
  ]
  return <Facts facts={shown} />
}

function handover(label: string, noteLabel: string, hand: mobility.LoanerRow['out'], today: string): Fact[] {
  if (!hand) return []
  const { mileageKm, energyPercent, note, at } = hand
  return [
    { label, value: say.handover(say.odometer(mileageKm), energyPercent, sayInstant(at, today)) },
    ...(note === '' ? [] : [{ label: noteLabel, value: note }]),
  ]
}
