import { formatPhone, formatPlate, mobility, type View } from '@pitlane/contract'
import { Alert, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { call } from '../../lib/api'
import { may, useStore } from '../../lib/staff'
import { saySpan } from '../../lib/time'
import { useAction } from '../../lib/use-action'
import { Facts, type Fact } from '../../ui/Facts'
import { FaultNote } from '../../ui/FaultNote'
import { PhotoStrip } from '../../ui/PhotoStrip'
import { SidePanel } from '../../ui/SidePanel'
import { ToneTag } from '../../ui/ToneTag'
import { TripStepForm } from './TripStepForm'
import { mainStep, otherSteps } from './trip-steps'
import { words } from './words'

const { trips: say } = words
type Trip = mobility.TripRow

interface Props {
  readonly trip: Trip
  readonly data: mobility.MobilityDay
  readonly onClose: () => void
  readonly onChanged: () => void
  readonly bookingsLink: ReactNode
}

/** One trip: whom, where, what was seen, and what comes next. */
export function TripPanel({ trip, data, onClose, onChanged, bookingsLink }: Props) {
  const [step, setStep] = useState<mobility.TripState | null>(null)
  const asked = step !== null && trip.steps.includes(step) ? step : null
  const title = (
    <>
      {mobility.tripDirections[trip.direction]} <ToneTag {...mobility.tripStates[trip.state]} />
    </>
  )
  return (
    <SidePanel label={say.panel} title={title} onClose={onClose}>
      {trip.isBookingOver && <Alert className="fault-note" type="warning" showIcon title={words.bookingOverHint} />}
      {asked === null ? (
        <Choices trip={trip} onPick={setStep} />
      ) : (
        <TripStepForm
          key={`${trip.id} ${asked}`}
          trip={trip}
          to={asked}
          data={data}
          onBack={() => setStep(null)}
          onChanged={onChanged}
          onDone={() => setStep(null)}
        />
      )}
      <Person trip={trip} />
      <Journey trip={trip} />
      <p className="reveal">{bookingsLink}</p>
    </SidePanel>
  )
}

/** The next step at hand, what may go wrong below it. */
function Choices({ trip, onPick }: { readonly trip: Trip; readonly onPick: (to: mobility.TripState) => void }) {
  const main = mainStep(trip)
  const others = otherSteps(trip)
  if (!main && others.length === 0) return null
  return (
    <div className="step-choices">
      {main && (
        <Button type="primary" block onClick={() => onPick(main.to)}>
          {main.label}
        </Button>
      )}
      {others.length > 0 && (
        <div className="step-others" role="group" aria-label={say.trouble}>
          {others.map(({ to, label }) => (
            <button key={to} type="button" className="chip" onClick={() => onPick(to)}>
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

type Contact = View<typeof mobility.revealTrip>

/** Masked until somebody has to call or to tell the driver. */
function Person({ trip }: { readonly trip: Trip }) {
  const store = useStore()
  const [shown, setShown] = useState<Contact | null>(null)
  const reveal = useAction(() => call(mobility.revealTrip, { params: { tripId: trip.id } }), setShown)
  const canReveal = !shown && trip.maskedAddress !== null && may(store, 'customer.reveal')
  return (
    <>
      <Facts facts={personFacts(trip, shown)} />
      {canReveal && (
        <div className="reveal">
          <Button size="small" loading={reveal.isBusy} onClick={() => reveal.run()}>
            {say.reveal}
          </Button>
          <p className="muted reveal-note">{say.revealRule}</p>
        </div>
      )}
      <FaultNote error={reveal.error} />
    </>
  )
}

/** What is known of whom and where, before and after somebody looked. */
function personOf(trip: Trip, shown: Contact | null) {
  if (!shown)
    return { name: trip.maskedName, phone: trip.maskedPhone, plate: trip.maskedPlate, address: trip.maskedAddress }
  const { name, phone, plate, address } = shown
  return { name, phone: phone && formatPhone(phone), plate: plate && formatPlate(plate), address }
}

function personFacts(trip: Trip, shown: Contact | null): Fact[] {
  const { facts } = say
  const { name, phone, plate, address } = personOf(trip, shown)
  const held = trip.state === 'requested' ? `（${say.held}）` : ''
  return [
    { label: facts.time, value: saySpan(trip.minute, trip.endMinute) },
    { label: facts.owner, value: name ?? words.unknownName },
    { label: facts.phone, value: phone ?? words.unknownPhone },
    { label: facts.address, value: address ?? say.forgotten },
    ...(shown ? [{ label: facts.contactNote, value: shown.contactNote }] : []),
    { label: facts.car, value: `${plate ?? ''} ${trip.vehicleName}`.trim() },
    { label: facts.driver, value: `${trip.driverName}${held}` },
    ...(shown ? [{ label: facts.driverPhone, value: formatPhone(shown.driverPhone) }] : []),
  ]
}

/** What has been written down so far. */
function Journey({ trip }: { readonly trip: Trip }) {
  const { facts } = say
  const { inspection, plannedKm, drivenKm, kmNote, reason } = trip
  const known: Fact[] = [
    ...(plannedKm === null
      ? []
      : [{ label: facts.planned, value: `${say.km(plannedKm)}（${say.allowed(mobility.allowedKm(plannedKm))}）` }]),
    ...(inspection ? inspectionFacts(trip, inspection) : []),
    ...(drivenKm === null ? [] : [{ label: facts.driven, value: say.km(drivenKm) }]),
    ...(kmNote === null ? [] : [{ label: facts.kmNote, value: kmNote }]),
    ...(reason === null ? [] : [{ label: facts.reason, value: reason }]),
  ]
  if (known.length === 0) return null
  return (
    <>
      <hr />
      <Facts facts={known} />
      {inspection && inspection.photos.length > 0 && (
        <div className="trip-photos">
          <PhotoStrip photos={inspection.photos} nameOf={say.photo} />
        </div>
      )}
    </>
  )
}

const inspectionFacts = (trip: Trip, seen: NonNullable<Trip['inspection']>): Fact[] => [
  { label: say.facts.mileage, value: say.km(seen.mileageKm) },
  { label: say.facts.energy, value: `${seen.energyPercent}%` },
  { label: say.facts.condition, value: seen.conditionNote },
  { label: say.facts.valuables, value: seen.valuablesNote },
  { label: say.facts.consent, value: trip.consentBy ? say.consentBy[trip.consentBy] : say.noConsent },
]
