import type { resources } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { may, useStore } from '../../lib/staff'
import { Blank } from '../../ui/Blank'
import { SidePanel } from '../../ui/SidePanel'
import { Catalogue } from './Catalogue'
import { History } from './History'
import { ListTable, OpenButton } from './ListHead'
import { Loaded } from './Loaded'
import { useServices } from './use-resources'
import type { SettingsPlace } from './use-settings-place'
import { bayTypeName, certificateName, skillName, words } from './words'

type Service = resources.ServiceSetting

/** What each service takes and costs. Kept by the group: stores read it. */
export function ServicesTab({ place }: { readonly place: SettingsPlace }) {
  const store = useStore()
  return may(store, 'catalog.manage') ? <Catalogue place={place} /> : <StoreServices place={place} />
}

function StoreServices({ place }: { readonly place: SettingsPlace }) {
  const query = useServices(useStore().id)
  return <Loaded query={query}>{(services) => <Services services={services} place={place} />}</Loaded>
}

function Services({ services, place }: { readonly services: readonly Service[]; readonly place: SettingsPlace }) {
  const service = services.find(({ id }) => id === place.editing)
  return (
    <>
      <div className="board-main">
        <p className="list-head muted">{words.services.readOnly}</p>
        {services.length === 0 ? (
          <Blank title={words.services.empty}>
            <p>{words.services.emptyHint}</p>
          </Blank>
        ) : (
          <ListTable label={words.tabs.services} columns={columns}>
            {services.map((row) => (
              <ServiceLine
                key={row.id}
                service={row}
                isSelected={row.id === service?.id}
                onOpen={() => place.go({ edit: row.id })}
              />
            ))}
          </ListTable>
        )}
      </div>
      {service && (
        <SidePanel label={words.services.form} title={service.name} onClose={() => place.go({ edit: null })}>
          <History subjectType="service" subjectId={service.id} />
        </SidePanel>
      )}
    </>
  )
}

const { columns: names } = words.services
const columns = [
  ...[{ label: names.name }, { label: names.bay }, { label: names.skill }],
  ...[names.minutes, names.people, names.price].map((label) => ({ label, kind: 'amount' as const })),
]

interface LineProps {
  readonly service: Service
  readonly isSelected: boolean
  readonly onOpen: () => void
}

function ServiceLine({ service, isSelected, onOpen }: LineProps) {
  const { name, bayType, skill, certificate, bayMinutes, technicianCount, priceFen } = service
  return (
    <tr className={isSelected ? 'is-selected' : undefined}>
      <th scope="row">{name}</th>
      <td>{bayTypeName(bayType)}</td>
      <td>
        {skillName(skill)}
        {certificate === null ? '' : ` · ${certificateName(certificate)}`}
      </td>
      <td className="number amount">
        {bayMinutes === null ? (
          <span className="tag tone-muted">{words.services.notBookable}</span>
        ) : (
          words.minutes(bayMinutes)
        )}
      </td>
      <td className="number amount">{words.people(technicianCount)}</td>
      <td className="number amount">{formatFen(priceFen)}</td>
      <td className="list-action">
        <OpenButton name={name} label={words.view} onOpen={onOpen} />
      </td>
    </tr>
  )
}
