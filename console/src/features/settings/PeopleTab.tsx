import type { resources } from '@pitlane/contract'
import { weekdayOf } from '@pitlane/kernel'
import { useStore } from '../../lib/staff'
import { sayDay } from '../../lib/time'
import { Blank } from '../../ui/Blank'
import { sayHours } from './history-text'
import { ListHead, ListTable, OpenButton } from './ListHead'
import { Loaded } from './Loaded'
import { PersonPanel } from './PersonPanel'
import { useResources } from './use-resources'
import type { SettingsPlace } from './use-settings-place'
import { WarningChip } from './WarningChip'
import { certificateName, levelName, skillName, words } from './words'

type Person = resources.TechnicianView

/** The people of the workshop, those who have left at the end. */
export function PeopleTab({ place }: { readonly place: SettingsPlace }) {
  const query = useResources(useStore().id)
  return <Loaded query={query}>{(data) => <People data={data} place={place} />}</Loaded>
}

const isUrgent = (person: Person) => person.isActive && person.certificates.some(({ warning }) => warning !== 'none')

function People({ data, place }: { readonly data: resources.ResourcesView; readonly place: SettingsPlace }) {
  const shown = data.technicians
    .filter((person) => person.isActive || place.showsRetired)
    .sort((a, b) => Number(b.isActive) - Number(a.isActive))
  const person = data.technicians.find(({ id }) => id === place.editing)
  const warned = data.technicians.filter(isUrgent).flatMap(({ certificates }) => certificates)
  const count = warned.filter(({ warning }) => warning !== 'none').length
  return (
    <>
      <div className="board-main">
        <ListHead place={place} addLabel={words.person.add}>
          {count > 0 && <span className="tag tone-wait">{words.person.warningSum(count)}</span>}
        </ListHead>
        {shown.length === 0 ? (
          <Blank title={words.person.empty}>
            <p>{words.person.emptyHint}</p>
          </Blank>
        ) : (
          <PeopleTable people={shown} selected={person?.id} onOpen={(id) => place.go({ edit: id })} />
        )}
      </div>
      {(person ?? place.editing === 'new') && (
        <PersonPanel
          key={place.editing}
          person={person}
          version={data.version}
          onClose={() => place.go({ edit: null })}
          onAdded={(id) => place.go({ edit: id })}
        />
      )}
    </>
  )
}

interface TableProps {
  readonly people: readonly Person[]
  readonly selected: string | undefined
  readonly onOpen: (technicianId: string) => void
}

const { columns: names } = words.person
const columns = [
  ...[{ label: names.name }, { label: names.level }, { label: names.skills }, { label: names.certificates }],
  ...[
    { label: names.today, kind: 'spare' as const },
    { label: names.leave, kind: 'spare' as const },
  ],
]

function PeopleTable({ people, selected, onOpen }: TableProps) {
  return (
    <ListTable label={words.tabs.people} columns={columns}>
      {people.map((person) => (
        <PersonLine
          key={person.id}
          person={person}
          isSelected={person.id === selected}
          onOpen={() => onOpen(person.id)}
        />
      ))}
    </ListTable>
  )
}

/** The hours of somebody on one day, leave aside. */
function hoursOn(person: Person, day: string): string {
  const special = person.dayShifts.filter((shift) => shift.day === day)
  const usual = person.shifts.filter((shift) => shift.weekday === weekdayOf(day))
  const spans = special.length > 0 ? special : usual
  return spans.map(sayHours).join('、') || words.person.off
}

interface LineProps {
  readonly person: Person
  readonly isSelected: boolean
  readonly onOpen: () => void
}

function PersonLine({ person, isSelected, onOpen }: LineProps) {
  const { today } = useStore()
  const state = person.isActive ? undefined : 'is-closed'
  return (
    <tr className={isSelected ? 'is-selected' : state}>
      <th scope="row">{person.name}</th>
      <td>{levelName(person.level)}</td>
      <td>{person.skills.map(skillName).join('、') || words.unknown}</td>
      <td>
        <CertificateCell certificates={person.certificates} />
      </td>
      <td className="number spare">{person.isActive ? hoursOn(person, today) : words.person.retired}</td>
      <td className="number spare">
        <LeaveCell leaves={person.leaves} today={today} />
      </td>
      <td className="list-action">
        <OpenButton name={person.name} onOpen={onOpen} />
      </td>
    </tr>
  )
}

/** Certificates come by their last day: the first is the one to worry about. */
function CertificateCell({ certificates }: Pick<Person, 'certificates'>) {
  const [first] = certificates
  if (!first) return words.unknown
  return (
    <span className="cell-pair">
      {certificateName(first.kind)} <WarningChip warning={first.warning} />
      {certificates.length > 1 && <span className="muted">+{certificates.length - 1}</span>}
    </span>
  )
}

function LeaveCell({ leaves, today }: { readonly leaves: Person['leaves']; readonly today: string }) {
  const [first] = leaves
  if (!first) return words.unknown
  const rest = leaves.length > 1 ? ` +${leaves.length - 1}` : ''
  return `${sayDay(first.day, today)} ${sayHours(first)} ${first.reason}${rest}`
}
