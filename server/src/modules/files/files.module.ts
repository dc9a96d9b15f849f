import type { Module } from '../../platform/module'
import { StoredFile, Upload } from './files.entity'
import { sweepFile, sweepParts } from './files.jobs'
import { filesRoutes } from './files.routes'
import { adoptFiles } from './files.service'

export const filesModule: Module = {
  name: 'files',
  tables: [StoredFile, Upload] as never,
  routes: filesRoutes,
  jobs: [sweepFile, sweepParts],
  listeners: [
    {
      name: 'files.follow_merged_customer',
      on: 'customer.merged',
      inTx: (_app, tx, event) => adoptFiles(tx, String(event['from']), String(event['to'])),
    },
  ],
}
