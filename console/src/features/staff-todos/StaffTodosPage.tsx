import { Segmented } from 'antd'
import { useSearchParams } from 'react-router-dom'
import { useStore } from '../../lib/staff'
import { Blank } from '../../ui/Blank'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { TodoTable, type TodoPaths } from './TodoTable'
import { useStaffTodos, type TodoState } from './use-staff-todos'
import { words } from './words'

/** The state that is looked at lives in the address. */
function useStatePlace() {
  const [params, setParams] = useSearchParams()
  const state: TodoState = params.get('state') === 'done' ? 'done' : 'open'
  return [state, (next: TodoState) => setParams(next === 'done' ? { state: next } : {}, { replace: true })] as const
}

/** What this person has to look at in a store. */
export function StaffTodosPage(paths: TodoPaths) {
  const { id: storeId } = useStore()
  const [state, setState] = useStatePlace()
  const list = useStaffTodos(storeId, state)
  return (
    <section className="page" aria-label={words.title}>
      <header className="page-head">
        <h1>{words.title}</h1>
        <Segmented<TodoState>
          aria-label={words.filter}
          value={state}
          onChange={setState}
          options={[
            { value: 'open', label: words.openCount(list.query.data?.open ?? 0) },
            { value: 'done', label: words.states.done },
          ]}
        />
        <p className="muted">{words.intro}</p>
      </header>
      <div className="board-body">
        <div className="board-main">
          <Main list={list} state={state} paths={paths} />
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
