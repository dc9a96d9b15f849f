import {
  CalendarOutlined,
  ClockCircleOutlined,
  DeploymentUnitOutlined,
  PhoneOutlined,
  ScheduleOutlined,
  ToolOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'
import { NavLink } from 'react-router-dom'
import { useStore } from '../lib/staff'
import { menuOf, pathTo, type MenuItem } from './menu'
import { words } from './words'

const icons: Readonly<Record<string, ComponentType>> = {
  today: ClockCircleOutlined,
  bookings: CalendarOutlined,
  'phone-todos': PhoneOutlined,
  'settings/calendar': ScheduleOutlined,
  'settings/capacity': DeploymentUnitOutlined,
  'settings/jobs': ToolOutlined,
}

/** The left rail, by job. What a person may not open is not there. */
export function Rail() {
  const store = useStore()
  const items = menuOf(store)
  const settings = items.filter((item) => item.group === 'settings')
  return (
    <nav className="rail" aria-label={words.nav}>
      <p className="rail-brand">{words.product}</p>
      {items
        .filter((item) => item.group === 'work')
        .map((item) => (
          <RailLink key={item.path} item={item} storeId={store.id} />
        ))}
      {settings.length > 0 && <p className="rail-group">{words.settings}</p>}
      {settings.map((item) => (
        <RailLink key={item.path} item={item} storeId={store.id} />
      ))}
    </nav>
  )
}

function RailLink({ item, storeId }: { readonly item: MenuItem; readonly storeId: string }) {
  const Icon = icons[item.path]
  return (
    <NavLink to={pathTo(storeId, item.path)} className="rail-link">
      {Icon && <Icon aria-hidden="true" />}
      {item.label}
    </NavLink>
  )
}
