import type { resources } from '@pitlane/contract'
import { useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { LoadFailed } from '../../ui/LoadFailed'
import { sayDifferences } from './history-text'
import { useHistory } from './use-resources'
import { words } from './words'

interface Props {
  readonly subjectType: resources.HistorySubject
  readonly subjectId: string
  /** Another store than the one that is worked for. */
  readonly ofStore?: string
}

/** Who changed something, when, and what it was before; latest first. */
export function History({ subjectType, subjectId, ofStore }: Props) {
  const { id, today } = useStore()
  const { data, error, refetch, isFetching } = useHistory(id, { subjectType, subjectId }, ofStore)
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
