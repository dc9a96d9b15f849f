import type { Module } from '../../platform/module'
import { Service, StoreService } from './catalog.entity'
import { catalogRoutes } from './catalog.routes'

export const catalogModule: Module = {
  name: 'catalog',
  tables: [Service, StoreService] as never,
  routes: catalogRoutes,
}
