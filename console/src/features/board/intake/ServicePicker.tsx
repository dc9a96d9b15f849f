import type { catalog } from '@pitlane/contract'
import { CloseOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { useId, useState, type KeyboardEvent } from 'react'
import { words } from './words'

const SERVICES_MAX = 6

interface Props {
  /** Everything that can be booked for the car. */
  readonly services: readonly catalog.ServiceView[]
  readonly chosenIds: readonly string[]
  readonly isLoading: boolean
  readonly onChange: (ids: readonly string[]) => void
}

interface Numbered {
  readonly service: catalog.ServiceView
  readonly number: string
}

function fitting(services: readonly catalog.ServiceView[], text: string, chosenIds: readonly string[]): Numbered[] {
  const sought = text.trim()
  const all = services.map((service, i) => ({ service, number: String(i + 1) }))
  const left = all.filter(({ service }) => !chosenIds.includes(service.id))
  const byNumber = left.filter(({ number }) => number === sought)
  return byNumber.length > 0 ? byNumber : left.filter(({ service }) => service.name.includes(sought))
}

/** What is typed, which service it points at, and the keys. */
function usePicking({ services, chosenIds, onChange }: Props) {
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const [isAsked, setAsked] = useState(false)
  const found = fitting(services, text, chosenIds)
  const type = (next: string) => {
    setText(next)
    setActive(0)
    setAsked(false)
  }
  const pick = (id: string | undefined) => {
    if (id !== undefined && chosenIds.length < SERVICES_MAX) onChange([...chosenIds, id])
    type('')
  }
  // Once something is chosen the list makes room for what comes next, until it is asked for.
  const isOpen = chosenIds.length === 0 || text !== '' || isAsked
  const isUntouched = text === '' && active === 0
  const keys: Readonly<Record<string, (() => void) | undefined>> = {
    ArrowDown: () => (isOpen ? setActive(Math.min(found.length - 1, active + 1)) : setAsked(true)),
    ArrowUp: () => setActive(Math.max(0, active - 1)),
    // Nothing typed and nothing pointed at: Enter belongs to the form.
    Enter: isUntouched ? undefined : () => pick(found[active]?.service.id),
    Backspace: text === '' && chosenIds.length > 0 ? () => onChange(chosenIds.slice(0, -1)) : undefined,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.nativeEvent.isComposing ? undefined : keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  return { text, type, active, found: isOpen ? found : [], isOpen, ask: () => setAsked(true), pick, onKeyDown }
}

/** Services by number or name: type, Enter, and the next one; Enter on an empty field goes on. */
export function ServicePicker(props: Props) {
  const listId = useId()
  const { text, type, active, found, isOpen, ask, pick, onKeyDown } = usePicking(props)
  const { isLoading } = props
  return (
    <div className="service-picker">
      <span className="muted" aria-hidden="true">
        {words.services}
      </span>
      <Chosen {...props} />
      <Input
        data-field="services"
        role="combobox"
        aria-label={words.services}
        aria-expanded={isOpen}
        aria-controls={listId}
        autoComplete="off"
        placeholder={isLoading ? words.servicesLoading : words.servicesPlaceholder}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        onClick={ask}
      />
      <ul id={listId} className="service-list" role="listbox" aria-label={words.serviceList}>
        {found.map(({ service, number }, i) => (
          <ServiceOption key={service.id} {...{ service, number }} isActive={i === active} onPick={pick} />
        ))}
      </ul>
      {!isLoading && found.length === 0 && text !== '' && <p className="field-fault">{words.serviceNone}</p>}
    </div>
  )
}

function Chosen({ services, chosenIds, onChange }: Omit<Props, 'isLoading'>) {
  const chosen = chosenIds.flatMap((id) => services.find((service) => service.id === id) ?? [])
  if (chosen.length === 0) return null
  return (
    <ul className="service-chosen">
      {chosen.map(({ id, name }) => (
        <li key={id}>
          {name}
          <button
            type="button"
            aria-label={words.remove(name)}
            onClick={() => onChange(chosenIds.filter((other) => other !== id))}
          >
            <CloseOutlined aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  )
}

interface OptionProps extends Numbered {
  readonly isActive: boolean
  readonly onPick: (id: string) => void
}

function ServiceOption({ service, number, isActive, onPick }: OptionProps) {
  return (
    <li
      role="option"
      aria-selected={isActive}
      onMouseDown={(event) => {
        event.preventDefault()
        onPick(service.id)
      }}
    >
      <kbd>{number}</kbd>
      <span>{service.name}</span>
      <small>{words.minutes(service.bayMinutes)}</small>
    </li>
  )
}
