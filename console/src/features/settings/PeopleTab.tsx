import type { resources } from '@pitlane/contract'
import { weekdayOf } from '@pitlane/kernel'
import { Button } from 'antd'
import { useStore } from '../../lib/staff'
import { sayDay } from '../../lib/time'
import { Blank } from '../../ui/Blank'
import { sayHours } from './history-text'
import { LeaveRequests } from './LeaveRequests'
import { leaveWords } from './leave-words'
import { ListHead, ListTable, OpenButton } from './ListHead'
import { Loaded } from './Loaded'
import { PersonPanel } from './PersonPanel'
import { useLeaveRequests } from './use-leave'
import { useResources } from './use-resources'
import type { SettingsPlace } from './use-settings-place'
import { WarningChip } from './WarningChip'
import { certificateName, levelName, skillName, words } from './words'

type Person = resources.TechnicianView

/** The people of the workshop, those who have left at the end. */
export function PeopleTab({ place }: { readonly place: SettingsPlace }) {
  const query = useResources(useStore().id)
  const requests = useLeaveRequests()
  return <Loaded query={query}>{(data) => <People data={data} place={place} requests={requests} />}</Loaded>
}

const isUrgent = (person: Person) => person.isActive && person.certificates.some(({ warning }) => warning !== 'none')

/** In the address, in place of somebody's id. */
const LEAVE = 'leave'

interface Props {
  readonly data: resources.ResourcesView
  readonly place: SettingsPlace
  readonly requests: ReturnType<typeof useLeaveRequests>
}

const byPresence = (people: readonly Person[], showsRetired: boolean): Person[] =>
  people.filter((person) => person.isActive || showsRetired).sort((a, b) => Number(b.isActive) - Number(a.isActive))

function People({ data, place, requests }: Props) {
  const shown = byPresence(data.technicians, place.showsRetired)
  const warned = data.technicians.filter(isUrgent).flatMap(({ certificates }) => certificates)
  const count = warned.filter(({ warning }) => warning !== 'none').length
  return (
    <>
      <div className="board-main">
        <ListHead place={place} addLabel={words.person.add}>
          {count > 0 && <span className="tag tone-wait">{words.person.warningSum(count)}</span>}
          <RequestsButton toDecide={requests.query.data?.toDecide ?? 0} onOpen={() => place.go({ edit: LEAVE })} />
        </ListHead>
        {shown.length === 0 ? (
          <Blank title={words.person.empty}>
            <p>{words.person.emptyHint}</p>
          </Blank>
        ) : (
          <PeopleTable people={shown} selected={place.editing ?? undefined} onOpen={(id) => place.go({ edit: id })} />
        )}
      </div>
      <BesidePeople data={data} place={place} requests={requests} />
    </>
  )
}

/** What is open beside the list: the requests for leave, somebody, or nothing. */
function BesidePeople({ data, place, requests }: Props) {
  const person = data.technicians.find(({ id }) => id === place.editing)
  const close = () => place.go({ edit: null })
  if (place.editing === LEAVE) {
    return (
      <LeaveRequests
        requests={requests.query.data?.items ?? []}
        rosterVersion={data.version}
        refresh={requests.refresh}
        onClose={close}
      />
    )
  }
  if (!person && place.editing !== 'new') return null
  return (
    <PersonPanel
      key={place.editing}
      person={person}
      version={data.version}
      onClose={close}
      onAdded={(id) => place.go({ edit: id })}
    />
  )
}

function RequestsButton({ toDecide, onOpen }: { readonly toDecide: number; readonly onOpen: () => void }) {
  return (
    <Button
      type={toDecide > 0 ? 'default' : 'text'}
      className={toDecide > 0 ? 'is-waiting' : undefined}
      onClick={onOpen}
    >
      {leaveWords.open(toDecide)}
    </Button>
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
