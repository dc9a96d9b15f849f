import { formatPlate, workorder } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router-dom'
import { call } from '../../../lib/api'
import { useStore } from '../../../lib/staff'
import { localTime, sayInstant } from '../../../lib/time'
import { Blank } from '../../../ui/Blank'
import { LoadFailed } from '../../../ui/LoadFailed'
import { RowsSkeleton } from '../../../ui/RowsSkeleton'
import { CarMap } from '../inspection/CarMap'
import { words as inspectionWords } from '../inspection/words'
import { workshopKey } from '../use-workorders'
import { words as shared } from '../words'
import { FormLine, Paper } from './Paper'
import { paperDay } from './paper-day'
import { words } from './words'

type Detail = workorder.WorkorderDetail
type Sheet = workorder.InspectionView

interface Props {
  readonly pathOf: (workorderId: string) => string
}

/** The inspection sheet, ready to be printed. */
export function InspectionPaper({ pathOf }: Props) {
  const store = useStore()
  const { workorderId = '' } = useParams()
  const query = useQuery({
    queryKey: [...workshopKey(store.id), 'inspection-sheet', workorderId],
    queryFn: ({ signal }) => call(workorder.inspectionSheet, { params: { workorderId } }, signal),
  })
  if (query.error && !query.data)
    return <LoadFailed error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
  if (!query.data) return <RowsSkeleton label={shared.loading} />
  const { detail } = query.data
  const { inspection } = detail
  if (!inspection) return <Blank title={words.notInspected} />
  return (
    <Paper title={words.inspection} backTo={`${pathOf(workorderId)}?tab=inspection`}>
      <InspectionSheet detail={detail} sheet={inspection} storeName={store.name} />
    </Paper>
  )
}

const dayOf = (at: string | null) => (at === null ? null : localTime(new Date(at)).day)

interface SheetProps {
  readonly detail: Detail
  readonly sheet: Sheet
  readonly storeName: string
}

function InspectionSheet({ detail, sheet, storeName }: SheetProps) {
  const { today } = useStore()
  return (
    <>
      <h1>{words.inspection}</h1>
      <p className="paper-number">{words.number(detail.number)}</p>
      <Readings {...{ detail, sheet, storeName }} />
      <h2>{words.damages}</h2>
      <div className="paper-damages">
        <CarMap damages={sheet.damages} />
        <Damages damages={sheet.damages} />
      </div>
      <p>{words.photos(sheet.photos.length)}</p>
      {sheet.addenda.map(({ note, byName, at }) => (
        <p key={at}>
          {words.addenda}：{note}（{byName} {sayInstant(at, today)}）
        </p>
      ))}
      <div className="paper-signs">
        <p>
          {words.signCustomer}
          <br />
          {sheet.signature && <img src={sheet.signature.url} alt={inspectionWords.signatureImage} />}
          {sheet.unsignedReason && words.unsigned(sheet.unsignedReason)}
        </p>
        <p>
          {words.inspector}：{sheet.byName}
          <br />
          {sheet.signedAt ? words.signedOn(paperDay(dayOf(sheet.signedAt))) : words.date}
        </p>
      </div>
    </>
  )
}

function Readings({ detail, sheet, storeName }: SheetProps) {
  const lights = sheet.dashLights.map((light) => workorder.dashLights[light]).join('、') || words.none
  const arrived = paperDay(dayOf(detail.arrivedAt))
  return (
    <table className="paper-form">
      <tbody>
        <FormLine
          cells={[
            [words.company, storeName],
            [words.sentOn, arrived],
          ]}
        />
        <FormLine
          cells={[
            [words.owner, detail.customerName],
            [words.plate, formatPlate(detail.plate)],
            [words.car, detail.carName],
          ]}
        />
        <FormLine
          cells={[
            [words.vin, detail.vin ?? words.blank],
            [words.mileageIn, inspectionWords.km(sheet.mileageKm)],
            [words.energy, inspectionWords.percent(sheet.energyPercent)],
          ]}
        />
        <FormLine cells={[[words.fault, detail.fault]]} />
        <FormLine cells={[[words.lights, lights]]} />
        <FormLine cells={[[words.valuables, sheet.valuables]]} />
        <FormLine cells={[[words.note, sheet.note]]} />
      </tbody>
    </table>
  )
}

const Damages = ({ damages }: Pick<Sheet, 'damages'>) => (
  <table aria-label={words.damages}>
    <thead>
      <tr>
        {words.damageColumns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {damages.map(({ zone, kind, note }, i) => (
        <tr key={i}>
          <td>{workorder.carZones[zone]}</td>
          <td>{workorder.damageKinds[kind]}</td>
          <td>{note}</td>
        </tr>
      ))}
      {damages.length === 0 && (
        <tr>
          <td colSpan={3}>{words.noDamage}</td>
        </tr>
      )}
    </tbody>
  </table>
)
