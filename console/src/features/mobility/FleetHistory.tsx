import { catalog, formatPlate, type mobility, type resources } from '@pitlane/contract'
import { useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { FaultNote } from '../../ui/FaultNote'
import { useFleetHistory, type FleetSubject } from './use-mobility'
import { sayWeek } from './week'
import { words } from './words'

const { fleet: say } = words

/** Who changed a driver or a car, when, and what it was before; latest first. */
export function FleetHistory(subject: FleetSubject) {
  const { id: storeId, today } = useStore()
  const { data, error } = useFleetHistory(storeId, subject)
  return (
    <section className="history" aria-label={say.history}>
      <h3>{say.history}</h3>
      <FaultNote error={error} />
      {data?.length === 0 && <p className="muted">{say.noHistory}</p>}
      <ol className="history-list">
        {data?.map((entry) => (
          <li key={entry.id}>
            <p className="history-head">
              <b>{say.actions[entry.action] ?? entry.action}</b>
              <span className="muted number">
                {entry.byName ?? say.system} · {sayInstant(entry.at, today)}
              </span>
            </p>
            {differences(entry).map((line) => (
              <p key={line}>{line}</p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

type Say = (value: unknown) => string

/** Rows of the log were written by this product; a field without words is left out. */
const fields: Readonly<Record<string, readonly [label: string, say: Say]>> = {
  name: [say.name, String],
  phone: [say.phone, String],
  week: [say.week, (value) => sayWeek(value as mobility.DriverWeek)],
  plate: [say.plate, (value) => formatPlate(String(value))],
  model: [say.model, String],
  fuel: [say.fuel, (value) => catalog.fuels[value as catalog.Fuel]],
  odometerKm: [say.odometer, (value) => Number(value).toLocaleString('zh-CN')],
  isActive: [say.status, (value) => (value === true ? say.active : say.retired)],
}

function differences({ before, after }: resources.HistoryEntry): string[] {
  return Object.entries(fields).flatMap(([name, [label, speak]]) => {
    const [was, is] = [before?.[name], after?.[name]]
    if (is === undefined || JSON.stringify(was) === JSON.stringify(is)) return []
    return [was === undefined ? `${label}：${speak(is)}` : `${label}：${speak(was)} → ${speak(is)}`]
  })
}
