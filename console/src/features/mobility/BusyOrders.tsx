import type { mobility } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import { isApiError } from '../../lib/api-error'
import { useStore } from '../../lib/staff'
import { sayDayTime } from '../../lib/time'
import { words } from './words'

/** The orders that stand in the way of a change. */
export function BusyOrders({ error }: { readonly error: unknown }) {
  const { today } = useStore()
  if (!isApiError(error, 'mobility.resource_busy')) return null
  const orders = (error.data?.['orders'] ?? []) as readonly mobility.ComingOrder[]
  return (
    <div className="impact">
      <p>{words.fleet.busy}</p>
      <ul className="impact-list">
        {orders.map((order) => (
          <li key={`${order.kind} ${order.day} ${order.minute}`} className="number">
            {words.fleet.order[order.kind]} {sayDayTime(order.day, today, formatMinute(order.minute))}
          </li>
        ))}
      </ul>
    </div>
  )
}
