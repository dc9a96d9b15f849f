import type { Flow } from '@pitlane/process'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { FlowDef, FlowInstance } from './process.entity'

/** Published definitions never change, so that each is read once. */
const kept = new WeakMap<App, Map<string, Flow>>()

const MAX_KEPT = 500

/** A definition that was published, by its version. */
export async function definitionOf(app: App, db: Reader, key: string, version: number): Promise<Flow> {
  const flows = kept.get(app) ?? new Map<string, Flow>()
  kept.set(app, flows)
  const name = `${key}:${version}`
  const known = flows.get(name)
  if (known) return known
  const row = await db.findOne(FlowDef, { flowKey: key, version })
  if (!row || row.state === 'draft') throw new Error(`no published flow ${name}`)
  if (flows.size >= MAX_KEPT) flows.clear()
  flows.set(name, row.graph)
  return row.graph
}

const CURRENT = `select version, checksum, published_by as publishedBy from flow_def
  where flow_key = ? and state = 'published' and (store_id = ? or store_id is null)
  order by case when store_id is null then 1 else 0 end, version desc limit 1`

type Current = Pick<FlowDef, 'version' | 'checksum' | 'publishedBy'>

/** What a new instance of a store takes: the store's own, else the one for all stores. */
export async function currentOf(db: Reader, key: string, storeId: string): Promise<Current | undefined> {
  const [row] = await db.rows<Current>(CURRENT, [key, storeId])
  return row && { ...row, version: Number(row.version) }
}

/** Its version. */
export const currentVersion = async (db: Reader, key: string, storeId: string): Promise<number | undefined> =>
  (await currentOf(db, key, storeId))?.version

/** The definition that an instance is pinned to. */
export async function flowOf(app: App, db: Reader, instanceId: string): Promise<Flow | undefined> {
  const select = { id: true, flowKey: true, version: true } as const
  const [instance] = await db.find(FlowInstance, { where: { id: instanceId }, select })
  return instance && definitionOf(app, db, instance.flowKey, instance.version)
}

/** The version of a flow that another one has pinned when it was published. */
export async function pinnedVersion(db: Reader, by: Flow, key: string): Promise<number | undefined> {
  const row = await db.findOne(FlowDef, { flowKey: by.key, version: by.version })
  return row?.pins[key]
}
