import { todo } from '@pitlane/contract'
import { Button } from 'antd'
import { Link } from 'react-router-dom'
import { call } from '../../lib/api'
import { isApiError } from '../../lib/api-error'
import { useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { useAction } from '../../lib/use-action'
import { useToast } from '../../ui/use-toast'
import type { TodoState } from './use-staff-todos'
import { words } from './words'

/** Where to-dos lead: to somebody of the workshop, or to a car. */
export interface TodoPaths {
  readonly personPath: (technicianId: string) => string
  readonly orderPath: (workorderId: string) => string
  /** Where a work order is paid. */
  readonly closingPath: (workorderId: string) => string
}

interface Props {
  readonly todos: readonly todo.Todo[]
  readonly state: TodoState
  readonly refresh: () => void
  readonly paths: TodoPaths
}

/** One to-do a line: what, since when, and whose. */
export function TodoTable({ todos, state, refresh, paths }: Props) {
  return (
    <div className="list-scroll">
      <table className="list-table" aria-label={words.title}>
        <thead>
          <tr>
            {Object.values(state === 'open' ? words.columns : words.doneColumns).map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            <th aria-label={words.open} />
          </tr>
        </thead>
        <tbody>
          {todos.map((one) => (
            <Line key={one.id} one={one} refresh={refresh} paths={paths} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type LineProps = Omit<Props, 'todos' | 'state'> & { readonly one: todo.Todo }

function pathOf({ kind, subjectId }: todo.Todo, { personPath, orderPath, closingPath }: TodoPaths): string {
  if (kind === 'certificate') return personPath(subjectId)
  return kind === 'payment' ? closingPath(subjectId) : orderPath(subjectId)
}

function Line({ one, refresh, paths }: LineProps) {
  const { today } = useStore()
  const isPerson = one.kind === 'certificate'
  return (
    <tr>
      <th scope="row" className="wrap">
        <strong>{one.title}</strong>
        <br />
        {one.body}
      </th>
      <td>{todo.todoKinds[one.kind]}</td>
      <td className="number">{sayInstant(one.doneAt ?? one.createdAt, today)}</td>
      {one.state === 'done' && <td>{one.doneByName ?? words.byItself}</td>}
      <td className="list-action">
        <Link className="todo-link" to={pathOf(one, paths)}>
          {isPerson ? words.see : words.seeOrder}
        </Link>
        {one.state === 'open' && <Finish one={one} refresh={refresh} />}
      </td>
    </tr>
  )
}

function Finish({ one, refresh }: Pick<LineProps, 'one' | 'refresh'>) {
  const toast = useToast()
  const step = useAction(
    () =>
      call(todo.finish, { params: { todoId: one.id } }).catch((e: unknown) => {
        toast.fault(e)
        if (isApiError(e, 'store.todo_done')) refresh()
        throw e
      }),
    () => {
      toast.done(words.finished)
      refresh()
    },
  )
  return (
    <Button size="small" loading={step.isBusy} aria-label={`${words.finish} ${one.title}`} onClick={() => step.run()}>
      {words.finish}
    </Button>
  )
}
