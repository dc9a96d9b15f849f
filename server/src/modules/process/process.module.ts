import type { Module } from '../../platform/module'
import { taskKeys } from './following.queries'
import * as tables from './process.entity'
import { fireTimers, shipFlows, sweepNightly, watchEffects } from './process.jobs'
import { processRoutes } from './process.routes'
import { builtIn } from './resolving.queries'

export const processModule: Module = {
  name: 'process',
  tables: Object.values(tables) as never,
  routes: processRoutes,
  jobs: [fireTimers, watchEffects, shipFlows, sweepNightly],
  flows: builtIn,
  topics: { tasks: taskKeys },
}
