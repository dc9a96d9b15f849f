import type { process } from '@pitlane/contract'
import { Link } from 'react-router-dom'
import { useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { Blank } from '../../ui/Blank'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import type { TodoPaths } from './TodoTable'
import { useCars, type useFlowTasks } from './use-flow-tasks'
import { words } from './words'

interface Props {
  readonly query: ReturnType<typeof useFlowTasks>
  readonly orderPath: TodoPaths['orderPath']
}

/** Steps of flows that wait for this person, or for somebody of their roles. */
export function FlowTasks({ query, orderPath }: Props) {
  const { data, error, refetch, isFetching } = query
  const cars = useCars()
  if (!data) {
    if (!error) return <RowsSkeleton label={words.loadingTasks} />
    return <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  }
  if (data.items.length === 0)
    return (
      <Blank title={words.emptyTasks}>
        <p>{words.emptyTasksHint}</p>
      </Blank>
    )
  return (
    <div className="list-scroll">
      <table className="list-table" aria-label={words.tasks}>
        <thead>
          <tr>
            {Object.values(words.taskColumns).map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            <th aria-label={words.open} />
          </tr>
        </thead>
        <tbody>
          {data.items.map((task) => (
            <Line key={task.id} task={task} car={cars.get(task.subject.id)} orderPath={orderPath} />
          ))}
        </tbody>
      </table>
      {data.isCut && <p className="muted">{words.cutTasks}</p>}
    </div>
  )
}

interface LineProps {
  readonly task: process.FlowTaskView
  readonly car: { readonly plate: string; readonly carName: string } | undefined
  readonly orderPath: Props['orderPath']
}

function Line({ task, car, orderPath }: LineProps) {
  const { today } = useStore()
  const whose = task.isMine ? words.mine : (task.assignee?.name ?? words.unclaimed)
  return (
    <tr>
      <th scope="row">{task.title}</th>
      <td>{car ? `${car.plate} ${car.carName}` : words.noCar}</td>
      <td>{whose}</td>
      <td className="number">{sayInstant(task.openedAt, today)}</td>
      <td className="number">
        <Due task={task} />
      </td>
      <td className="list-action">
        {task.subject.type === 'workorder' && (
          <Link className="todo-link" to={orderPath(task.subject.id)}>
            {words.seeOrder}
          </Link>
        )}
      </td>
    </tr>
  )
}

/** Its clock may stand, while one waits for the owner or for parts. */
function Due({ task: { dueAt, remainingMs } }: Pick<LineProps, 'task'>) {
  const { today } = useStore()
  const now = useNow(60_000)
  if (dueAt === null) return remainingMs === null ? words.noDue : words.paused
  const isLate = Date.parse(dueAt) < now
  return (
    <>
      {sayInstant(dueAt, today)} {isLate && <span className="tag tone-stop">{words.late}</span>}
    </>
  )
}
