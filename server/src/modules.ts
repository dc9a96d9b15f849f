import type { Module } from './platform/module'
import { platformTables } from './platform/platform-tables'
import type { Table } from './platform/table'

/** The server's table of contents. */
export const modules: readonly Module[] = []

/** Every table of the server. Each keeps its own row type; here they are only handed to TypeORM. */
export const allTables = [...platformTables, ...modules.flatMap((m) => m.tables)] as unknown as Table<never>[]
