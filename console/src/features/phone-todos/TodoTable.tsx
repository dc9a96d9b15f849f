import { messaging } from '@pitlane/contract'
import { Button } from 'antd'
import { useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { Todo, TodoState } from './use-todos'
import { words } from './words'

interface Props {
  readonly todos: readonly Todo[]
  readonly state: TodoState
  readonly selected: string | null
  readonly onOpen: (id: string) => void
}

/** One call a line: until when, whom, what about. */
export function TodoTable({ todos, state, selected, onOpen }: Props) {
  return (
    <table className="list-table" aria-label={words.title}>
      <thead>
        <tr>
          {Object.values(state === 'open' ? words.columns : words.doneColumns).map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
          <th aria-label={state === 'open' ? words.handle : words.see} />
        </tr>
      </thead>
      <tbody>
        {todos.map((todo) => (
          <TodoLine key={todo.id} todo={todo} isSelected={todo.id === selected} onOpen={() => onOpen(todo.id)} />
        ))}
      </tbody>
    </table>
  )
}

interface LineProps {
  readonly todo: Todo
  readonly isSelected: boolean
  readonly onOpen: () => void
}

function TodoLine({ todo, isSelected, onOpen }: LineProps) {
  const isOpen = todo.state === 'open'
  return (
    <tr className={isSelected ? 'is-selected' : undefined}>
      <th scope="row" className="number">
        {isOpen ? <DueTime dueAt={todo.dueAt} /> : <DoneTime doneAt={todo.doneAt} />}
      </th>
      <td className="number">
        {todo.maskedName ?? words.unknownName} {todo.maskedPhone ?? words.unknownPhone}
      </td>
      <td className="wrap">
        <strong>{todo.title}</strong>
        <br />
        {todo.reason}
      </td>
      <td>{isOpen ? messaging.todoKinds[todo.kind] : sayOutcome(todo)}</td>
      <td className="list-action">
        <Button size="small" aria-label={`${isOpen ? words.handle : words.see} ${todo.title}`} onClick={onOpen}>
          {isOpen ? words.handle : words.see}
        </Button>
      </td>
    </tr>
  )
}

/** A call that the clockwork closed has no outcome: the reason for it was gone. */
export const sayOutcome = ({ outcome }: Todo): string =>
  outcome === null ? words.dropped : messaging.callOutcomes[outcome]

function DueTime({ dueAt }: { readonly dueAt: string }) {
  const { today } = useStore()
  const isLate = Date.parse(dueAt) < useNow(60_000)
  return (
    <>
      {sayInstant(dueAt, today)} {isLate && <span className="tag tone-stop">{words.late}</span>}
    </>
  )
}

function DoneTime({ doneAt }: { readonly doneAt: string | null }) {
  const { today } = useStore()
  return doneAt ? sayInstant(doneAt, today) : '—'
}
