import type { services, View } from '@pitlane/contract'
import { Blank } from '../../ui/Blank'
import { SidePanel } from '../../ui/SidePanel'
import { useToast } from '../../ui/use-toast'
import { FamilyForm } from './FamilyForm'
import { History } from './History'
import { ListHead, ListTable, OpenButton } from './ListHead'
import { Loaded } from './Loaded'
import { serviceWords } from './service-words'
import { useCatalogue } from './use-catalogue'
import type { SettingsPlace } from './use-settings-place'
import { words } from './words'

const { families: text } = serviceWords

/** Models of a brand that take the same time. */
export function FamiliesTab({ place }: { readonly place: SettingsPlace }) {
  return <Loaded query={useCatalogue()}>{(data) => <Families data={data} place={place} />}</Loaded>
}

interface Props {
  readonly data: View<typeof services.list>
  readonly place: SettingsPlace
}

const columns = [{ label: text.name }, { label: text.brand }, { label: text.modelPrefix }, { label: text.uses }]

function Families({ data, place }: Props) {
  const toast = useToast()
  const family = data.families.find(({ id }) => id === place.editing)
  const close = () => place.go({ edit: null })
  const done = (said: string) => {
    toast.done(said)
    close()
  }
  const usesOf = (familyId: string) =>
    data.services.filter(({ variants }) => variants.some((variant) => variant.familyId === familyId)).length
  return (
    <>
      <div className="board-main">
        <ListHead place={place} addLabel={text.add} hasRetired={false} />
        {data.families.length === 0 ? (
          <Blank title={text.empty}>
            <p>{text.emptyHint}</p>
          </Blank>
        ) : (
          <ListTable label={words.tabs.families} columns={columns}>
            {data.families.map((row) => (
              <tr key={row.id} className={row.id === family?.id ? 'is-selected' : undefined}>
                <th scope="row">{row.name}</th>
                <td>{row.brand}</td>
                <td>{row.modelPrefix || text.allModels}</td>
                <td className="number">{text.useCount(usesOf(row.id))}</td>
                <td className="list-action">
                  <OpenButton name={row.name} onOpen={() => place.go({ edit: row.id })} />
                </td>
              </tr>
            ))}
          </ListTable>
        )}
      </div>
      {(family ?? place.editing === 'new') && (
        <SidePanel label={text.form} title={family?.name ?? text.add} onClose={close}>
          <FamilyForm
            key={`${place.editing ?? ''} ${family?.version ?? 0}`}
            family={family}
            onSaved={(name) => done(words.saved(name))}
            onRemoved={(name) => done(text.removed(name))}
            onBack={close}
          />
          {family && <History subjectType="model_family" subjectId={family.id} />}
        </SidePanel>
      )}
    </>
  )
}
