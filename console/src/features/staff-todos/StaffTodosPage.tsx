import { Segmented } from 'antd'
import { useSearchParams } from 'react-router-dom'
import { useStore } from '../../lib/staff'
import { Blank } from '../../ui/Blank'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { FlowTasks } from './FlowTasks'
import { TodoTable, type TodoPaths } from './TodoTable'
import { useFlowTasks } from './use-flow-tasks'
import { useStaffTodos, type TodoState } from './use-staff-todos'
import { words } from './words'

type Tab = TodoState | 'tasks'

const isTab = (text: string | null): text is 'done' | 'tasks' => text === 'done' || text === 'tasks'

/** What is looked at lives in the address. */
function useTabPlace() {
  const [params, setParams] = useSearchParams()
  const state = params.get('state')
  const tab: Tab = isTab(state) ? state : 'open'
  return [tab, (next: Tab) => setParams(next === 'open' ? {} : { state: next }, { replace: true })] as const
}

/** What this person has to look at in a store, and the steps of flows that wait for them. */
export function StaffTodosPage(paths: TodoPaths) {
  const { id: storeId } = useStore()
  const [tab, setTab] = useTabPlace()
  const state = tab === 'done' ? 'done' : 'open'
  const tasks = useFlowTasks()
  const list = useStaffTodos(storeId, state)
  return (
    <section className="page" aria-label={words.title}>
      <header className="page-head">
        <h1>{words.title}</h1>
        <Segmented<Tab>
          aria-label={words.filter}
          value={tab}
          onChange={setTab}
          options={[
            { value: 'open', label: words.openCount(list.query.data?.open ?? 0) },
            { value: 'tasks', label: words.taskCount(tasks.data?.items.length ?? 0) },
            { value: 'done', label: words.states.done },
          ]}
        />
        <p className="muted">{tab === 'tasks' ? words.tasksIntro : words.intro}</p>
      </header>
      <div className="board-body">
        <div className="board-main">
          {tab === 'tasks' ? (
            <FlowTasks query={tasks} orderPath={paths.orderPath} />
          ) : (
            <Main list={list} state={state} paths={paths} />
          )}
        </div>
      </div>
    </section>
  )
}

interface MainProps {
  readonly list: ReturnType<typeof useStaffTodos>
  readonly state: TodoState
  readonly paths: TodoPaths
}

function Main({ list, state, paths }: MainProps) {
  const { data, error, refetch, isFetching } = list.query
  if (!data) {
    if (!error) return <RowsSkeleton label={words.loading} />
    return <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  }
  if (data.items.length === 0) {
    if (state === 'done') return <Blank title={words.emptyDone} />
    return (
      <Blank title={words.empty}>
        <p>{words.emptyHint}</p>
      </Blank>
    )
  }
  return <TodoTable todos={data.items} state={state} refresh={list.refresh} paths={paths} />
}
