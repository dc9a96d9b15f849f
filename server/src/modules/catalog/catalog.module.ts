import type { Module } from '../../platform/module'
import { ModelFamily, Service, ServiceVariant, StoreService } from './catalog.entity'
import { catalogRoutes } from './catalog.routes'

export const catalogModule: Module = {
  name: 'catalog',
  tables: [Service, StoreService, ModelFamily, ServiceVariant] as never,
  routes: catalogRoutes,
}
