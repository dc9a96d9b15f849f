import { storeSettings, type View } from '@pitlane/contract'
import { weekdayOf } from '@pitlane/kernel'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api'
import { may, useStore } from '../../lib/staff'
import { saySpan } from '../../lib/time'
import { Blank } from '../../ui/Blank'
import { SidePanel } from '../../ui/SidePanel'
import { History } from './History'
import { ListTable, OpenButton } from './ListHead'
import { Loaded } from './Loaded'
import { StoreForm } from './StoreForm'
import { storeWords } from './store-words'
import { settingsKey } from './use-resources'
import type { SettingsPlace } from './use-settings-place'
import { words } from './words'

type Stores = View<typeof storeSettings.list>

/** The stores within reach, also those that are out of business. */
export function StoreTab({ place }: { readonly place: SettingsPlace }) {
  const { id: storeId } = useStore()
  const query = useQuery({
    queryKey: [...settingsKey(storeId), 'stores'],
    queryFn: ({ signal }) => call(storeSettings.list, {}, signal),
  })
  return <Loaded query={query}>{(stores) => <Stores stores={stores} place={place} />}</Loaded>
}

const columns = Object.values(storeWords.columns).map((label) => ({ label }))

function Stores({ stores, place }: { readonly stores: Stores; readonly place: SettingsPlace }) {
  const here = useStore()
  const store = stores.find(({ id }) => id === place.editing)
  const close = () => place.go({ edit: null })
  if (stores.length === 0) return <Blank title={storeWords.empty} />
  return (
    <>
      <div className="board-main">
        <ListTable label={words.tabs.store} columns={columns}>
          {stores.map((row) => (
            <Line
              key={row.id}
              store={row}
              isSelected={row.id === store?.id}
              onOpen={() => place.go({ edit: row.id })}
            />
          ))}
        </ListTable>
      </div>
      {store && (
        <SidePanel label={storeWords.form} title={store.settings.name} onClose={close}>
          <StoreForm key={store.id} store={store} onBack={close} />
          {may(here, 'store.manage_resources') && (
            <History subjectType="store" subjectId={store.id} ofStore={store.id} />
          )}
        </SidePanel>
      )}
    </>
  )
}

interface LineProps {
  readonly store: Stores[number]
  readonly isSelected: boolean
  readonly onOpen: () => void
}

function Line({ store, isSelected, onOpen }: LineProps) {
  const { today } = useStore()
  const { name, city, phone, week, isActive } = store.settings
  const hours = week[weekdayOf(today) as keyof typeof week]
  const state = isActive ? undefined : 'is-closed'
  return (
    <tr className={isSelected ? 'is-selected' : state}>
      <th scope="row">{name}</th>
      <td>{city}</td>
      <td className="number">{phone}</td>
      <td className="number">{hours ? saySpan(hours[0], hours[1]) : storeWords.dayOff}</td>
      <td>
        <span className={isActive ? 'tag tone-done' : 'tag tone-muted'}>
          {isActive ? storeWords.open : storeWords.closed}
        </span>
      </td>
      <td className="list-action">
        <OpenButton name={name} onOpen={onOpen} />
      </td>
    </tr>
  )
}
