import { at, id, oneOf, table, text, type Row } from '../../platform/table'

/** 工单. A booking reserves its number (`pre`, 非正式工单); it becomes formal when the car is received (DOMAIN §2.1). */
export const Workorder = table('workorder', {
  id: id().key(),
  number: text(16),
  bookingId: id(),
  storeId: id(),
  vehicleId: id(),
  customerId: id(),
  state: oneOf('pre', 'received', 'cancelled'),
  createdAt: at(),
  updatedAt: at(),
})
export type Workorder = Row<typeof Workorder>
