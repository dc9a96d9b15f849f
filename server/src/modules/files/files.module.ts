import type { Module } from '../../platform/module'
import { StoredFile } from './files.entity'
import { sweepFile } from './files.jobs'
import { filesRoutes } from './files.routes'
import { adoptFiles } from './files.service'

export const filesModule: Module = {
  name: 'files',
  tables: [StoredFile] as never,
  routes: filesRoutes,
  jobs: [sweepFile],
  listeners: [
    {
      name: 'files.follow_merged_customer',
      on: 'customer.merged',
      inTx: (_app, tx, event) => adoptFiles(tx, String(event['from']), String(event['to'])),
    },
  ],
}
