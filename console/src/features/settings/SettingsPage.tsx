import type { Permission } from '@pitlane/contract'
import { Tabs } from 'antd'
import { useShortcuts } from '../../lib/shortcuts'
import { may, useStore } from '../../lib/staff'
import { Blank } from '../../ui/Blank'
import { BaysTab } from './BaysTab'
import { FamiliesTab } from './FamiliesTab'
import { PeopleTab } from './PeopleTab'
import { PolicyTab } from './PolicyTab'
import { ServicesTab } from './ServicesTab'
import { StoreTab } from './StoreTab'
import { useSettingsPlace, type TabName } from './use-settings-place'
import { words } from './words'

const screens = {
  ...{ bays: BaysTab, people: PeopleTab, services: ServicesTab },
  ...{ families: FamiliesTab, policy: PolicyTab, store: StoreTab },
} as const

/** What not everybody who may be here may open. */
const asked: Partial<Record<TabName, Permission>> = {
  families: 'catalog.manage',
  policy: 'store.manage_policy',
  store: 'store.manage',
}

/** What a store has to work with: bays, people, services and how capacity is spent. */
export function SettingsPage() {
  const store = useStore()
  const place = useSettingsPlace()
  const mayOpen = (name: TabName) => {
    const permission = asked[name]
    return permission === undefined || may(store, permission)
  }
  const tabs = (Object.keys(words.tabs) as TabName[]).filter(mayOpen)
  useShortcuts({ Escape: () => place.go({ edit: null }) }, place.editing !== null)
  const Screen = mayOpen(place.tab) ? screens[place.tab] : NoRight
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

const NoRight = () => <Blank title={words.noRight} />
