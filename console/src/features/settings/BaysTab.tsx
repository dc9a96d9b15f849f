import { resources } from '@pitlane/contract'
import { useStore } from '../../lib/staff'
import { sayDay } from '../../lib/time'
import { Blank } from '../../ui/Blank'
import { BayPanel } from './BayPanel'
import { sayHours } from './history-text'
import { ListHead, ListTable, OpenButton } from './ListHead'
import { Loaded } from './Loaded'
import { useColleagues, useResources } from './use-resources'
import type { SettingsPlace } from './use-settings-place'
import { bayTypeName, words } from './words'

/** The bays of the store, retired ones at the end. */
export function BaysTab({ place }: { readonly place: SettingsPlace }) {
  const query = useResources(useStore().id)
  return <Loaded query={query}>{(data) => <Bays data={data} place={place} />}</Loaded>
}

const order = Object.keys(resources.bayTypes)
const rankOf = ({ type }: resources.BayView): number => order.indexOf(type)

function Bays({ data, place }: { readonly data: resources.ResourcesView; readonly place: SettingsPlace }) {
  const shown = data.bays
    .filter((bay) => bay.isActive || place.showsRetired)
    .sort((a, b) => Number(b.isActive) - Number(a.isActive) || rankOf(a) - rankOf(b))
  const bay = data.bays.find(({ id }) => id === place.editing)
  const close = () => place.go({ edit: null })
  return (
    <>
      <div className="board-main">
        <ListHead place={place} addLabel={words.bays.add} />
        {shown.length === 0 ? (
          <Blank title={words.bays.empty}>
            <p>{words.bays.emptyHint}</p>
          </Blank>
        ) : (
          <BayTable bays={shown} selected={bay?.id} onOpen={(id) => place.go({ edit: id })} />
        )}
      </div>
      {(bay ?? place.editing === 'new') && (
        <BayPanel key={place.editing} bay={bay} version={data.version} onClose={close} />
      )}
    </>
  )
}

interface TableProps {
  readonly bays: readonly resources.BayView[]
  readonly selected: string | undefined
  readonly onOpen: (bayId: string) => void
}

const columns = [
  ...[{ label: words.bays.name }, { label: words.bays.type }, { label: words.status }],
  ...[words.bays.advisor, words.bays.outage].map((label) => ({ label, kind: 'spare' as const })),
]

function BayTable({ bays, selected, onOpen }: TableProps) {
  const { id: storeId, today } = useStore()
  const { data: colleagues } = useColleagues(storeId)
  const nameOf = (staffId: string | null) => colleagues?.find(({ id }) => id === staffId)?.name ?? words.unknown
  return (
    <ListTable label={words.tabs.bays} columns={columns}>
      {bays.map((bay) => {
        const state = bay.isActive ? undefined : 'is-closed'
        return (
          <tr key={bay.id} className={bay.id === selected ? 'is-selected' : state}>
            <th scope="row">{bay.name}</th>
            <td>{bayTypeName(bay.type)}</td>
            <td>
              <span className={bay.isActive ? 'tag tone-done' : 'tag tone-muted'}>
                {bay.isActive ? words.active : words.retired}
              </span>
            </td>
            <td className="spare">{nameOf(bay.staffId)}</td>
            <td className="spare number">
              <NextOutage bay={bay} today={today} />
            </td>
            <td className="list-action">
              <OpenButton name={bay.name} onOpen={() => onOpen(bay.id)} />
            </td>
          </tr>
        )
      })}
    </ListTable>
  )
}

/** The first span in which a bay is out of order, when there is one. */
function NextOutage({ bay, today }: { readonly bay: resources.BayView; readonly today: string }) {
  const [next] = bay.outages
  if (!next) return words.unknown
  return (
    <span className={next.day === today ? 'tag tone-wait' : undefined}>
      {sayDay(next.day, today)} {sayHours(next)} · {next.reason}
    </span>
  )
}
