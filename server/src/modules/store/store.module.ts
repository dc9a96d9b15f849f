import type { Module } from '../../platform/module'
import { resourceRoutes } from './resources.routes'
import * as tables from './store.entity'
import { extendCalendars } from './store.jobs'
import { storeRoutes } from './store.routes'

export const storeModule: Module = {
  name: 'store',
  tables: Object.values(tables) as never,
  routes: [...storeRoutes, ...resourceRoutes],
  jobs: [extendCalendars],
}
