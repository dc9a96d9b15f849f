import { Tabs } from 'antd'
import { useShortcuts } from '../../lib/shortcuts'
import { may, useStore } from '../../lib/staff'
import { BaysTab } from './BaysTab'
import { PeopleTab } from './PeopleTab'
import { PolicyTab } from './PolicyTab'
import { ServicesTab } from './ServicesTab'
import { useSettingsPlace, type TabName } from './use-settings-place'
import { words } from './words'

const screens = { bays: BaysTab, people: PeopleTab, services: ServicesTab, policy: PolicyTab } as const

/** What a store has to work with: bays, people, services and how capacity is spent. */
export function SettingsPage() {
  const store = useStore()
  const place = useSettingsPlace()
  const tabs = (Object.keys(words.tabs) as TabName[]).filter(
    (name) => name !== 'policy' || may(store, 'store.manage_policy'),
  )
  useShortcuts({ Escape: () => place.go({ edit: null }) }, place.editing !== null)
  const Screen = screens[place.tab]
  return (
    <section className="page" aria-label={words.title}>
      <header className="page-head">
        <h1>{words.title}</h1>
        <Tabs
          className="page-tabs"
          activeKey={place.tab}
          items={tabs.map((name) => ({ key: name, label: words.tabs[name] }))}
          onChange={(name) => place.go({ tab: name as TabName, edit: null })}
        />
      </header>
      <div className="board-body">
        <Screen key={store.id} place={place} />
      </div>
    </section>
  )
}
