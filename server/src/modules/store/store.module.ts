import type { Module } from '../../platform/module'
import { leaveRoutes, todoRoutes } from './leave.routes'
import { resourceRoutes } from './resources.routes'
import * as tables from './store.entity'
import { extendCalendars, warnCertificates } from './store.jobs'
import { storeRoutes } from './store.routes'

export const storeModule: Module = {
  name: 'store',
  tables: Object.values(tables) as never,
  routes: [...storeRoutes, ...resourceRoutes, ...leaveRoutes, ...todoRoutes],
  jobs: [extendCalendars, warnCertificates],
}
