import { mobility } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { Blank } from '../../ui/Blank'
import { ToneTag } from '../../ui/ToneTag'
import { TripPanel } from './TripPanel'
import { mainStep } from './trip-steps'
import type { MobilityPlace } from './use-mobility-place'
import { words } from './words'

const { trips: say } = words

interface Props {
  readonly data: mobility.MobilityDay
  readonly place: MobilityPlace
  readonly onChanged: () => void
  readonly bookingsPath: (day: string) => string
}

const isOpen = ({ steps }: mobility.TripRow): boolean => steps.length > 0

/** A day's trips by time, and beside them the one that is being dealt with. */
export function TripsTab({ data, place, onChanged, bookingsPath }: Props) {
  const [showsOpen, setShowsOpen] = useState(false)
  const open = data.trips.filter(isOpen)
  const shown = showsOpen ? open : data.trips
  const trip = data.trips.find(({ id }) => id === place.openId)
  return (
    <>
      <div className="board-main">
        <div className="list-head">
          <Segmented
            aria-label={say.filter}
            value={showsOpen ? 'open' : 'all'}
            onChange={(value) => setShowsOpen(value === 'open')}
            options={[
              { value: 'all', label: say.all(data.trips.length) },
              { value: 'open', label: say.open(open.length) },
            ]}
          />
        </div>
        <TripList trips={shown} data={data} selected={trip?.id} onOpen={(id) => place.go({ open: id })} />
      </div>
      {trip && (
        <TripPanel
          key={trip.id}
          trip={trip}
          data={data}
          onClose={() => place.go({ open: null })}
          onChanged={onChanged}
          bookingsLink={
            <Link className="chip" to={bookingsPath(trip.day)}>
              {words.seeBookings}
            </Link>
          }
        />
      )}
    </>
  )
}

interface ListProps {
  readonly trips: readonly mobility.TripRow[]
  readonly data: mobility.MobilityDay
  readonly selected: string | undefined
  readonly onOpen: (id: string) => void
}

function TripList({ trips, data, selected, onOpen }: ListProps) {
  if (trips.length === 0) {
    return data.trips.length > 0 ? (
      <Blank title={say.emptyOpen} />
    ) : (
      <Blank title={say.empty}>
        <p>{say.emptyHint}</p>
      </Blank>
    )
  }
  return (
    <div className="list-scroll">
      <table className="list-table trip-table" aria-label={say.list}>
        <thead>
          <tr>
            {Object.entries(say.columns).map(([name, label]) => (
              <th key={name} scope="col" className={name === 'place' || name === 'owner' ? 'spare' : undefined}>
                {label}
              </th>
            ))}
            <th aria-label={say.handle} />
          </tr>
        </thead>
        <tbody>
          {trips.map((trip) => (
            <TripLine key={trip.id} trip={trip} isSelected={trip.id === selected} onOpen={() => onOpen(trip.id)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LineProps {
  readonly trip: mobility.TripRow
  readonly isSelected: boolean
  readonly onOpen: () => void
}

function TripLine({ trip, isSelected, onOpen }: LineProps) {
  const closed = isOpen(trip) ? undefined : 'is-closed'
  return (
    <tr className={isSelected ? 'is-selected' : closed}>
      <th scope="row" className="number">
        {formatMinute(trip.doorMinute)}
        <small className="muted sub">{say.leaves(formatMinute(trip.minute))}</small>
      </th>
      <td>{mobility.tripDirections[trip.direction]}</td>
      <td>
        <ToneTag {...mobility.tripStates[trip.state]} />
        {trip.isBookingOver && <span className="tag tone-stop after">{words.bookingOver}</span>}
      </td>
      <td className="number">
        {trip.maskedPlate ?? '—'}
        <small className="muted sub">{trip.vehicleName}</small>
      </td>
      <OwnerCells trip={trip} />
      <td>
        {trip.driverName} {trip.state === 'requested' && <small className="muted">{say.held}</small>}
      </td>
      <td className="list-action">
        <StepButton trip={trip} isSelected={isSelected} onOpen={onOpen} />
      </td>
    </tr>
  )
}

const OwnerCells = ({ trip }: { readonly trip: mobility.TripRow }) => (
  <>
    <td className="number spare">
      {trip.maskedName ?? words.unknownName}
      <small className="muted sub">{trip.maskedPhone ?? words.unknownPhone}</small>
    </td>
    <td className="spare">{trip.maskedAddress ?? '—'}</td>
  </>
)

function StepButton({ trip, isSelected, onOpen }: LineProps) {
  const step = mainStep(trip)
  const label = step?.label ?? (isOpen(trip) ? say.handle : say.see)
  const isCalling = step !== undefined && !isSelected
  return (
    <Button
      size="small"
      type={isCalling ? 'primary' : 'default'}
      ghost={isCalling}
      aria-label={`${label} ${formatMinute(trip.doorMinute)} ${mobility.tripDirections[trip.direction]}`}
      onClick={onOpen}
    >
      {label}
    </Button>
  )
}
