import { bookingModule } from './modules/booking/booking.module'
import { catalogModule } from './modules/catalog/catalog.module'
import { couponModule } from './modules/coupon/coupon.module'
import { customerModule } from './modules/customer/customer.module'
import { filesModule } from './modules/files/files.module'
import { identityModule } from './modules/identity/identity.module'
import { messagingModule } from './modules/messaging/messaging.module'
import { mobilityModule } from './modules/mobility/mobility.module'
import { paymentModule } from './modules/payment/payment.module'
import { processModule } from './modules/process/process.module'
import { storeModule } from './modules/store/store.module'
import { vehicleModule } from './modules/vehicle/vehicle.module'
import { workorderModule } from './modules/workorder/workorder.module'
import type { Module } from './platform/module'
import { operationsModule } from './platform/operations'
import type { Table } from './platform/table'
import { boardRoutes } from './views/booking-board.view'
import { bookingFilesRoutes } from './views/booking-files.view'
import { searchRoutes } from './views/booking-search.view'
import { confirmQueueRoutes } from './views/confirm-queue.view'
import { myWorkorderRoutes } from './views/my-workorders.view'
import { historyRoutes } from './views/resource-history.view'
import { staffProfileRoutes } from './views/staff-profile.view'
import { usualAdvisorRoutes } from './views/usual-advisor.view'
import { workorderBoardRoutes } from './views/workorder-board.view'
import { workorderDetailRoutes } from './views/workorder-detail.view'
import { workorderFloorRoutes } from './views/workorder-floor.view'
import { workorderProgressRoutes } from './views/workorder-progress.view'
import { workorderSheetRoutes } from './views/workorder-sheet.view'

/** Screens that join several modules: read only, no tables of their own. */
const views: Module = {
  name: 'views',
  tables: [],
  routes: [
    ...boardRoutes,
    ...confirmQueueRoutes,
    ...bookingFilesRoutes,
    ...searchRoutes,
    ...historyRoutes,
    ...staffProfileRoutes,
    ...usualAdvisorRoutes,
    ...workorderBoardRoutes,
    ...workorderDetailRoutes,
    ...workorderFloorRoutes,
    ...workorderSheetRoutes,
    ...workorderProgressRoutes,
    ...myWorkorderRoutes,
  ],
}

/** The server's table of contents. */
export const modules: readonly Module[] = [
  operationsModule,
  identityModule,
  storeModule,
  catalogModule,
  customerModule,
  vehicleModule,
  couponModule,
  messagingModule,
  mobilityModule,
  filesModule,
  processModule,
  bookingModule,
  workorderModule,
  paymentModule,
  views,
]

/** Every table of the server. Each keeps its own row type; here they are only handed to TypeORM. */
export const allTables: readonly Table<never>[] = modules.flatMap((m) => m.tables)
