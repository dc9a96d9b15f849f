import type { Module } from '../../platform/module'
import * as tables from './process.entity'
import { builtIn } from './resolving.queries'

export const processModule: Module = {
  name: 'process',
  tables: Object.values(tables) as never,
  flows: builtIn,
}
