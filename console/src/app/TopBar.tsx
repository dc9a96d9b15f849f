import type { board } from '@pitlane/contract'
import { Select } from 'antd'
import { useNavigate, useParams } from 'react-router-dom'
import { SearchBox } from '../features/search'
import { AccountMenu } from '../features/session'
import { pathTo } from '../lib/paths'
import { may, useStaff, useStore } from '../lib/staff'
import { menuOf } from './menu'
import { words } from './words'

interface Props {
  readonly text: string
  readonly onText: (text: string) => void
}

/** Store switch, search box, and the person's own matters. */
export function TopBar({ text, onText }: Props) {
  const { stores } = useStaff()
  const store = useStore()
  const navigate = useNavigate()
  const section = useParams()['*'] ?? ''
  const switchTo = (storeId: string) => {
    const target = stores.find(({ id }) => id === storeId)
    const paths = target ? menuOf(target).map(({ path }) => path) : []
    onText('')
    void navigate(pathTo(storeId, paths.find((path) => path === section) ?? paths[0] ?? 'today'))
  }
  const open = (row: board.BoardRow) =>
    void navigate(
      row.day === store.today
        ? `${pathTo(store.id, 'today')}?open=${row.id}`
        : `${pathTo(store.id, 'bookings')}?day=${row.day}&open=${row.id}`,
    )
  return (
    <header className="top-bar">
      <Select
        className="store-switch"
        aria-label={words.store}
        value={store.id}
        options={stores.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={switchTo}
        popupMatchSelectWidth={false}
      />
      {may(store, 'booking.read') && (
        <SearchBox text={text} onText={onText} onOpen={open} hasKey={section !== 'workorders'} />
      )}
      <AccountMenu />
    </header>
  )
}
