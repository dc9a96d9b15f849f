import type { Module } from '../../platform/module'
import { actorOf, forgetActors } from './actor.service'
import * as tables from './identity.entity'
import { cleanUp } from './identity.jobs'
import { identityRoutes } from './identity.routes'

export const identityModule: Module = {
  name: 'identity',
  tables: Object.values(tables) as never,
  routes: identityRoutes,
  jobs: [cleanUp],
  onNotice: forgetActors,
  actorOf,
}
