import type { Permission } from '@pitlane/contract'
import { Tabs } from 'antd'
import { useSearchParams } from 'react-router-dom'
import { may, useStore } from '../../lib/staff'
import { Blank } from '../../ui/Blank'
import { LogTab } from './LogTab'
import { WordingsTab } from './WordingsTab'
import { words } from './words'

const asked = { log: 'message.read', wordings: 'message.manage' } as const satisfies Record<string, Permission>
type TabName = keyof typeof asked

/** What customers were told, and in which words. */
export function MessagesPage() {
  const store = useStore()
  const [params, setParams] = useSearchParams()
  const tabs = (Object.keys(asked) as TabName[]).filter((name) => may(store, asked[name]))
  const tab = tabs.find((name) => name === params.get('tab')) ?? tabs[0]
  return (
    <section className="page" aria-label={words.title}>
      <header className="page-head">
        <h1>{words.title}</h1>
        <Tabs
          className="page-tabs"
          activeKey={tab ?? ''}
          items={tabs.map((name) => ({ key: name, label: words.tabs[name] }))}
          onChange={(name) => setParams({ tab: name }, { replace: true })}
        />
      </header>
      <div className="board-body" key={store.id}>
        {tab === 'log' && <LogTab />}
        {tab === 'wordings' && <WordingsTab />}
        {!tab && <Blank title={words.noRight} />}
      </div>
    </section>
  )
}
