import { catalog, type services, type View } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { Blank } from '../../ui/Blank'
import { SidePanel } from '../../ui/SidePanel'
import { useToast } from '../../ui/use-toast'
import { History } from './History'
import { ListHead, ListTable, OpenButton } from './ListHead'
import { Loaded } from './Loaded'
import { ServiceForm } from './ServiceForm'
import { serviceWords } from './service-words'
import { useCatalogue } from './use-catalogue'
import type { SettingsPlace } from './use-settings-place'
import { bayTypeName, certificateName, skillName, words } from './words'

type Service = services.ServiceDetail

/** Every service of the group, for whoever keeps the catalogue. */
export function Catalogue({ place }: { readonly place: SettingsPlace }) {
  return <Loaded query={useCatalogue()}>{(data) => <Services data={data} place={place} />}</Loaded>
}

interface Props {
  readonly data: View<typeof services.list>
  readonly place: SettingsPlace
}

function Services({ data, place }: Props) {
  const toast = useToast()
  const shown = data.services.filter((service) => service.isActive || place.showsRetired)
  const service = data.services.find(({ id }) => id === place.editing)
  const close = () => place.go({ edit: null })
  const saved = (name: string) => {
    toast.done(words.saved(name))
    close()
  }
  return (
    <>
      <div className="board-main">
        <ListHead place={place} addLabel={serviceWords.add} />
        {shown.length === 0 ? (
          <Blank title={words.services.empty} />
        ) : (
          <ListTable label={words.tabs.services} columns={columns}>
            {shown.map((row) => (
              <Line
                key={row.id}
                service={row}
                isSelected={row.id === service?.id}
                onOpen={() => place.go({ edit: row.id })}
              />
            ))}
          </ListTable>
        )}
      </div>
      {(service ?? place.editing === 'new') && (
        <SidePanel label={serviceWords.form} title={service?.name ?? serviceWords.add} onClose={close}>
          <ServiceForm
            key={`${place.editing ?? ''} ${service?.version ?? 0}`}
            service={service}
            families={data.families}
            onSaved={saved}
            onBack={close}
          />
          {service && <History subjectType="service" subjectId={service.id} />}
        </SidePanel>
      )}
    </>
  )
}

const { columns: names } = words.services
const columns = [
  ...[{ label: names.name }, { label: serviceWords.category }],
  ...[names.bay, names.skill].map((label) => ({ label, kind: 'spare' as const })),
  ...[names.minutes, names.people, names.price, serviceWords.storesColumn].map((label) => ({
    ...{ label, kind: 'amount' as const },
  })),
]

interface LineProps {
  readonly service: Service
  readonly isSelected: boolean
  readonly onOpen: () => void
}

function Line({ service, isSelected, onOpen }: LineProps) {
  const { name, category, bayType, skill, certificate, bayMinutes, technicianCount, priceFen, isActive } = service
  const state = isActive ? undefined : 'is-closed'
  return (
    <tr className={isSelected ? 'is-selected' : state}>
      <th scope="row">
        {name} {!isActive && <span className="tag tone-muted">{serviceWords.retired}</span>}
      </th>
      <td>{catalog.serviceCategories[category]}</td>
      <td className="spare">{bayTypeName(bayType)}</td>
      <td className="spare">
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
      <td className="number amount">{serviceWords.storeCount(service.storeIds.length)}</td>
      <td className="list-action">
        <OpenButton name={name} onOpen={onOpen} />
      </td>
    </tr>
  )
}
