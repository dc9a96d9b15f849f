import type { Permission } from '@pitlane/contract'
import { Tabs } from 'antd'
import { useShortcuts } from '../../lib/shortcuts'
import { may, useStore } from '../../lib/staff'
import { Blank } from '../../ui/Blank'
import { CheckTab } from './CheckTab'
import { EmployeesTab } from './EmployeesTab'
import { TemplatesTab } from './TemplatesTab'
import { usePlace, type TabName } from './use-place'
import { words } from './words'

const screens = { templates: TemplatesTab, check: CheckTab, employees: EmployeesTab } as const

const asked: Readonly<Record<TabName, Permission>> = {
  templates: 'coupon.read',
  check: 'coupon.redeem',
  employees: 'coupon.manage',
}

/** Coupons: what there is, what a code is worth, and whose coupons staff may not handle. */
export function CouponsPage() {
  const store = useStore()
  const tabs = (Object.keys(words.tabs) as TabName[]).filter((name) => may(store, asked[name]))
  const place = usePlace(tabs[0] ?? 'templates')
  useShortcuts({ Escape: () => place.show(null) }, place.open !== null)
  const Screen = tabs.includes(place.tab) ? screens[place.tab] : NoRight
  return (
    <section className="page" aria-label={words.title}>
      <header className="page-head">
        <h1>{words.title}</h1>
        <Tabs
          className="page-tabs"
          activeKey={place.tab}
          items={tabs.map((name) => ({ key: name, label: words.tabs[name] }))}
          onChange={(name) => place.pick(name as TabName)}
        />
      </header>
      <div className="board-body">
        <Screen key={store.id} place={place} />
      </div>
    </section>
  )
}

const NoRight = () => <Blank title={words.noRight} />
