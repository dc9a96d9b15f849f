import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router-dom'
import { useShortcuts } from '../../lib/shortcuts'
import { useStore } from '../../lib/staff'
import { localTime } from '../../lib/time'
import { Blank } from '../../ui/Blank'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { TodoPanel } from './TodoPanel'
import { TodoTable } from './TodoTable'
import { useTodos, type TodoState } from './use-todos'
import { words } from './words'

/** The state that is looked at lives in the address. */
function useStatePlace() {
  const [params, setParams] = useSearchParams()
  const state: TodoState = params.get('state') === 'done' ? 'done' : 'open'
  return [state, (next: TodoState) => setParams(next === 'done' ? { state: next } : {}, { replace: true })] as const
}

/** The calls that this store has to make. `bookingsPath` leads to the bookings of one day. */
export function PhoneTodosPage({ bookingsPath }: { readonly bookingsPath: (day: string) => string }) {
  const { id: storeId } = useStore()
  const [state, setState] = useStatePlace()
  const [openId, setOpenId] = useState<string | null>(null)
  const list = useTodos(storeId, state)
  const close = () => setOpenId(null)
  useShortcuts({ Escape: close })
  const shown = list.todos?.find(({ id }) => id === openId)
  const pick = (next: TodoState) => {
    close()
    setState(next)
  }
  return (
    <section className="page" aria-label={words.title}>
      <header className="page-head">
        <h1>{words.title}</h1>
        <Segmented<TodoState>
          aria-label={words.filter}
          value={state}
          onChange={pick}
          options={[
            { value: 'open', label: words.openCount(list.open) },
            { value: 'done', label: words.states.done },
          ]}
        />
        <p className="muted">{words.intro}</p>
      </header>
      <div className="board-body">
        <div className="board-main">
          <TodoMain list={list} state={state} selected={openId} onOpen={setOpenId} />
        </div>
        {shown && (
          <TodoPanel
            key={shown.id}
            todo={shown}
            onClose={close}
            onChanged={list.refresh}
            bookingsLink={
              shown.bookingId && (
                <Link className="chip" to={bookingsPath(localTime(new Date(shown.dueAt)).day)}>
                  {words.seeBookings}
                </Link>
              )
            }
          />
        )}
      </div>
    </section>
  )
}

interface MainProps {
  readonly list: ReturnType<typeof useTodos>
  readonly state: TodoState
  readonly selected: string | null
  readonly onOpen: (id: string) => void
}

function TodoMain({ list, state, selected, onOpen }: MainProps) {
  const { todos, query } = list
  if (!todos) {
    if (!query.error) return <RowsSkeleton label={words.loading} />
    return <LoadFailed error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
  }
  if (todos.length === 0) {
    if (state === 'done') return <Blank title={words.emptyDone} />
    return (
      <Blank title={words.empty}>
        <p>{words.emptyHint}</p>
      </Blank>
    )
  }
  return (
    <div className="list-scroll">
      <TodoTable todos={todos} state={state} selected={selected} onOpen={onOpen} />
      {query.hasNextPage && (
        <Button type="link" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </div>
  )
}
