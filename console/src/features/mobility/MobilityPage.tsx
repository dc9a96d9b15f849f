import { Tabs } from 'antd'
import { useShortcuts } from '../../lib/shortcuts'
import { may, useStore } from '../../lib/staff'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { DaySwitch } from './DaySwitch'
import { FleetTab } from './FleetTab'
import { LoanersTab } from './LoanersTab'
import { TripsTab } from './TripsTab'
import { useMobilityDay } from './use-mobility'
import { useMobilityPlace, type MobilityPlace, type TabName } from './use-mobility-place'
import { words } from './words'

interface Props {
  /** Leads to the bookings of one day. */
  readonly bookingsPath: (day: string) => string
}

/** The day's trips, the loaner cars, and who and what there is. */
export function MobilityPage({ bookingsPath }: Props) {
  const store = useStore()
  const place = useMobilityPlace(store.today)
  const tabs = (Object.keys(words.tabs) as TabName[]).filter(
    (name) => name !== 'fleet' || may(store, 'store.manage_resources'),
  )
  const tab = tabs.includes(place.tab) ? place.tab : 'trips'
  useShortcuts({ Escape: () => place.go({ open: null }) }, place.openId !== null)
  return (
    <section className="page" aria-label={words.title}>
      <header className="page-head">
        <h1>{words.title}</h1>
        <Tabs
          className="page-tabs"
          activeKey={tab}
          items={tabs.map((name) => ({ key: name, label: words.tabs[name] }))}
          onChange={(name) => place.go({ tab: name as TabName })}
        />
        {tab !== 'fleet' && <DaySwitch day={place.day} today={store.today} onPick={(day) => place.go({ tab, day })} />}
      </header>
      <div className="board-body">
        {tab === 'fleet' ? (
          <FleetTab key={store.id} place={place} />
        ) : (
          <DayTab key={store.id} tab={tab} place={place} bookingsPath={bookingsPath} />
        )}
      </div>
    </section>
  )
}

interface DayProps extends Props {
  readonly tab: 'trips' | 'loaners'
  readonly place: MobilityPlace
}

function DayTab({ tab, place, bookingsPath }: DayProps) {
  const { query, refresh } = useMobilityDay(useStore().id, place.day)
  if (!query.data) {
    return (
      <div className="board-main">
        {query.error ? (
          <LoadFailed error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
        ) : (
          <RowsSkeleton label={words.loading} />
        )}
      </div>
    )
  }
  const props = { data: query.data, place, onChanged: refresh }
  return tab === 'trips' ? <TripsTab {...props} bookingsPath={bookingsPath} /> : <LoanersTab {...props} />
}
