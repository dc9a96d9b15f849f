import { resources } from '@pitlane/contract'
import { useStore } from '../../lib/staff'
import { Blank } from '../../ui/Blank'
import { SidePanel } from '../../ui/SidePanel'
import { useToast } from '../../ui/use-toast'
import { BayForm } from './BayForm'
import { History } from './History'
import { ListHead, ListTable, OpenButton } from './ListHead'
import { Loaded } from './Loaded'
import { useResources } from './use-resources'
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
  const toast = useToast()
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
        <SidePanel label={words.bays.form} title={bay?.name ?? words.bays.add} onClose={close}>
          <BayForm
            key={place.editing}
            bay={bay}
            version={data.version}
            onSaved={(name) => {
              toast.done(words.saved(name))
              close()
            }}
            onBack={close}
          />
          {bay && <History subjectType="bay" subjectId={bay.id} />}
        </SidePanel>
      )}
    </>
  )
}

interface TableProps {
  readonly bays: readonly resources.BayView[]
  readonly selected: string | undefined
  readonly onOpen: (bayId: string) => void
}

const columns = [{ label: words.bays.name }, { label: words.bays.type }, { label: words.status }]

function BayTable({ bays, selected, onOpen }: TableProps) {
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
            <td className="list-action">
              <OpenButton name={bay.name} onOpen={() => onOpen(bay.id)} />
            </td>
          </tr>
        )
      })}
    </ListTable>
  )
}
