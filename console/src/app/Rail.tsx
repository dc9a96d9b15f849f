import {
  AccountBookOutlined,
  CalendarOutlined,
  CarOutlined,
  CheckSquareOutlined,
  ClockCircleOutlined,
  CoffeeOutlined,
  ContainerOutlined,
  DeploymentUnitOutlined,
  MessageOutlined,
  PartitionOutlined,
  PayCircleOutlined,
  PhoneOutlined,
  SafetyCertificateOutlined,
  ScheduleOutlined,
  TagsOutlined,
  ToolOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'
import { NavLink } from 'react-router-dom'
import { pathTo } from '../lib/paths'
import { useStore } from '../lib/staff'
import { menuOf, type MenuItem } from './menu'
import { useTodoCount } from './use-todo-count'
import { words } from './words'

const icons: Readonly<Record<string, ComponentType>> = {
  today: ClockCircleOutlined,
  bookings: CalendarOutlined,
  workorders: ContainerOutlined,
  dispatch: PartitionOutlined,
  qc: SafetyCertificateOutlined,
  cashier: PayCircleOutlined,
  coupons: TagsOutlined,
  reconciliation: AccountBookOutlined,
  'phone-todos': PhoneOutlined,
  mobility: CarOutlined,
  messages: MessageOutlined,
  'staff-todos': CheckSquareOutlined,
  'my-leave': CoffeeOutlined,
  'settings/calendar': ScheduleOutlined,
  'settings/capacity': DeploymentUnitOutlined,
  'settings/jobs': ToolOutlined,
}

/** The left rail, by job. What a person may not open is not there. */
export function Rail() {
  const store = useStore()
  const items = menuOf(store)
  const counts = useTodoCount(store)
  const settings = items.filter((item) => item.group === 'settings')
  return (
    <nav className="rail" aria-label={words.nav}>
      <p className="rail-brand">{words.product}</p>
      {items
        .filter((item) => item.group === 'work')
        .map((item) => (
          <RailLink key={item.path} item={item} storeId={store.id} count={counts[item.path] ?? 0} />
        ))}
      {settings.length > 0 && <p className="rail-group">{words.settings}</p>}
      {settings.map((item) => (
        <RailLink key={item.path} item={item} storeId={store.id} count={counts[item.path] ?? 0} />
      ))}
    </nav>
  )
}

interface LinkProps {
  readonly item: MenuItem
  readonly storeId: string
  /** What waits there. */
  readonly count: number
}

function RailLink({ item, storeId, count }: LinkProps) {
  const Icon = icons[item.path]
  return (
    <NavLink to={pathTo(storeId, item.path)} className="rail-link">
      {Icon && <Icon aria-hidden="true" />}
      {item.label}
      {count > 0 && (
        <span className="rail-count number" aria-label={words.waiting(count)}>
          {count}
        </span>
      )}
    </NavLink>
  )
}
