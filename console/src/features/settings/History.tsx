import type { resources } from '@pitlane/contract'
import { useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { LoadFailed } from '../../ui/LoadFailed'
import { sayDifferences } from './history-text'
import { useHistory } from './use-resources'
import { words } from './words'

interface Props {
  readonly subjectType: 'bay' | 'technician' | 'store_policy' | 'service'
  readonly subjectId: string
}

/** Who changed something, when, and what it was before; latest first. */
export function History(props: Props) {
  const { id: storeId, today } = useStore()
  const { data, error, refetch, isFetching } = useHistory(storeId, props)
  return (
    <section className="history" aria-label={words.history.title}>
      <h3>{words.history.title}</h3>
      {!data && !error && <p className="muted">{words.loading}</p>}
      {!data && error && <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />}
      {data?.length === 0 && <p className="muted">{words.history.none}</p>}
      <ol className="history-list">
        {data?.map((entry) => (
          <Entry key={entry.id} entry={entry} today={today} />
        ))}
      </ol>
    </section>
  )
}

function Entry({ entry, today }: { readonly entry: resources.HistoryEntry; readonly today: string }) {
  return (
    <li>
      <p className="history-head">
        <b>{words.history.actions[entry.action] ?? entry.action}</b>
        <span className="muted number">
          {entry.byName ?? words.history.system} · {sayInstant(entry.at, today)}
        </span>
      </p>
      {sayDifferences(entry.before, entry.after).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </li>
  )
}
