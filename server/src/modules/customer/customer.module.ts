import type { Module } from '../../platform/module'
import * as tables from './customer.entity'
import { resealCustomers } from './customer.jobs'
import { customerRoutes } from './customer.routes'

export const customerModule: Module = {
  name: 'customer',
  tables: Object.values(tables) as never,
  routes: customerRoutes,
  jobs: [resealCustomers],
}
