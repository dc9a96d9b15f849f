import { formatPlate, mobility } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import { useStore } from '../../lib/staff'
import { localTime } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { Blank } from '../../ui/Blank'
import { LoanerPanel } from './LoanerPanel'
import { HOURS, lanesOf, percentOf, spanOn } from './loaner-day'
import type { MobilityPlace } from './use-mobility-place'
import { words } from './words'

const { loaners: say } = words

interface Props {
  readonly data: mobility.MobilityDay
  readonly place: MobilityPlace
  readonly onChanged: () => void
}

/** Each loaner car with its day, and beside them the loan that is being dealt with. */
export function LoanersTab({ data, place, onChanged }: Props) {
  const loaner = data.loaners.find(({ id }) => id === place.openId)
  const overdue = data.loaners.filter(({ isOverdue }) => isOverdue).length
  return (
    <>
      <div className="board-main">
        {data.cars.length === 0 ? (
          <Blank title={say.noCars}>
            <p>{say.noCarsHint}</p>
          </Blank>
        ) : (
          <div className="list-scroll">
            {overdue > 0 && (
              <p className="day-note" role="status">
                {say.overdueCount(overdue)}
              </p>
            )}
            <Fleet data={data} selected={loaner?.id} onOpen={(id) => place.go({ open: id })} />
          </div>
        )}
      </div>
      {loaner && (
        <LoanerPanel
          key={loaner.id}
          loaner={loaner}
          cars={data.cars}
          onClose={() => place.go({ open: null })}
          onChanged={onChanged}
        />
      )}
    </>
  )
}

interface FleetProps {
  readonly data: mobility.MobilityDay
  readonly selected: string | undefined
  readonly onOpen: (id: string) => void
}

function Fleet({ data, selected, onOpen }: FleetProps) {
  return (
    <table className="loaner-board" aria-label={say.list}>
      <thead>
        <tr>
          <th scope="col">{say.car}</th>
          <th scope="col" aria-label={words.loaners.facts.time}>
            <div className="loaner-hours">
              {HOURS.map((minute) => (
                <span key={minute} style={{ left: `${percentOf(minute)}%` }}>
                  {formatMinute(minute)}
                </span>
              ))}
            </div>
          </th>
        </tr>
      </thead>
      <tbody>
        {data.cars.map((car) => (
          <tr key={car.id}>
            <th scope="row">
              <span className="number">{formatPlate(car.plate)}</span>
              {!car.isActive && <span className="tag tone-muted after">{say.retired}</span>}
              <small className="muted sub">
                {car.model} · {say.odometer(car.odometerKm)}
              </small>
            </th>
            <td>
              <CarDay
                day={data.day}
                loaners={data.loaners.filter(({ carId }) => carId === car.id)}
                selected={selected}
                onOpen={onOpen}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CarDayProps {
  readonly day: string
  readonly loaners: readonly mobility.LoanerRow[]
  readonly selected: string | undefined
  readonly onOpen: (id: string) => void
}

function CarDay({ day, loaners, selected, onOpen }: CarDayProps) {
  const { today } = useStore()
  const { minute } = localTime(new Date(useNow(60_000)))
  const now = day === today ? minute : null
  const shown = loaners.filter(({ state }) => state !== 'cancelled')
  const blocks = lanesOf(shown.map((row) => ({ row, ...spanOn(day, row, now) })))
  const lanes = Math.max(1, ...blocks.map(({ lane }) => lane + 1))
  return (
    <div className="loaner-track" style={{ height: lanes * 40 + 8 }}>
      {now !== null && <i className="loaner-now" style={{ left: `${percentOf(now)}%` }} aria-hidden="true" />}
      {blocks.length === 0 && <span className="muted loaner-free">{say.free}</span>}
      {blocks.map(({ row, from, to, lane }) => (
        <button
          key={row.id}
          type="button"
          className={`loaner-block tone-${toneOf(row)}${row.id === selected ? ' is-selected' : ''}`}
          style={{ left: `${percentOf(from)}%`, width: `${percentOf(to) - percentOf(from)}%`, top: lane * 40 + 4 }}
          aria-label={`${labelOf(row)} ${row.maskedName ?? words.unknownName}`}
          title={labelOf(row)}
          onClick={() => onOpen(row.id)}
        >
          <b>{stateOf(row)}</b>
          <span>
            {formatMinute(row.minute)}–{formatMinute(row.untilMinute)} <em>{row.maskedName ?? words.unknownName}</em>
          </span>
        </button>
      ))}
    </div>
  )
}

const stateOf = (row: mobility.LoanerRow): string => (row.isOverdue ? say.overdue : mobility.loanerStates[row.state].zh)
const toneOf = (row: mobility.LoanerRow): string => (row.isOverdue ? 'stop' : mobility.loanerStates[row.state].tone)
const labelOf = (row: mobility.LoanerRow): string =>
  `${stateOf(row)} ${formatMinute(row.minute)}–${formatMinute(row.untilMinute)}`
