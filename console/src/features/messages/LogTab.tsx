import { messageLog, messaging } from '@pitlane/contract'
import { Button, Select } from 'antd'
import { useStore } from '../../lib/staff'
import { Blank } from '../../ui/Blank'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { LogLine } from './LogLine'
import { useLog, useLogPlace } from './use-log'
import { words } from './words'

const say = words.log

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

/** What customers of a store were told. */
export function LogTab() {
  const { id: storeId } = useStore()
  const { place, go } = useLogPlace()
  const log = useLog(storeId, place)
  return (
    <div className="board-main">
      <div className="message-tools">
        <Select
          aria-label={say.kind}
          allowClear
          placeholder={say.allKinds}
          value={place.kind}
          options={optionsOf(messaging.messageKinds)}
          onChange={(kind) => go({ kind })}
        />
        <Select
          aria-label={say.standing}
          allowClear
          placeholder={say.allStandings}
          value={place.standing}
          options={optionsOf(messageLog.logStandings)}
          onChange={(standing) => go({ standing })}
        />
        {place.customerId && (
          <>
            <span>{say.oneCustomer}</span>
            <Button size="small" onClick={() => go({ customer: undefined })}>
              {say.everybody}
            </Button>
          </>
        )}
        <p className="muted">{say.intro}</p>
      </div>
      <Lines log={log} onCustomer={(customer) => go({ customer })} />
    </div>
  )
}

interface LinesProps {
  readonly log: ReturnType<typeof useLog>
  readonly onCustomer: (customerId: string) => void
}

function Lines({ log, onCustomer }: LinesProps) {
  const { data, error, refetch, isFetching } = log
  if (!data) {
    if (!error) return <RowsSkeleton label={words.loading} />
    return <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  }
  const entries = data.pages.flatMap(({ items }) => items)
  if (entries.length === 0) {
    return (
      <Blank title={say.empty}>
        <p>{say.emptyHint}</p>
      </Blank>
    )
  }
  return (
    <div className="list-scroll">
      <table className="list-table message-log" aria-label={words.tabs.log}>
        <thead>
          <tr>
            {Object.values(say.columns).map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <LogLine key={entry.id} entry={entry} onCustomer={onCustomer} />
          ))}
        </tbody>
      </table>
      {log.hasNextPage && (
        <p className="message-more">
          <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {words.more}
          </Button>
        </p>
      )}
    </div>
  )
}
