import { createHash } from 'node:crypto'
import type { Flow } from '@pitlane/process'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { currentOf, currentVersion } from './definition.queries'
import { FlowDef } from './process.entity'

/** What tells two definitions apart. */
export const checksumOf = (flow: Flow): string => createHash('sha256').update(JSON.stringify(flow)).digest('base64url')

/** The flows that a flow calls as `pinned`. */
const pinnedBy = (flow: Flow): string[] => [
  ...new Set(Object.values(flow.nodes).flatMap((n) => (n.t === 'call' && n.version === 'pinned' ? [n.flow] : []))),
]

/** Versions of the called flows at this moment. A flow that is not there yet is looked for when it is called. */
export async function pinsOf(tx: Tx, flow: Flow, storeId: string | null): Promise<Record<string, number>> {
  const pins: Record<string, number> = {}
  for (const key of pinnedBy(flow)) {
    const version = await currentVersion(tx, key, storeId ?? '')
    if (version !== undefined) pins[key] = version
  }
  return pins
}

/** Who has published what is shipped. */
const SHIPPED = 'shipped'

const HEADS = `select version, store_id as storeId, state, checksum, published_by as publishedBy from flow_def
  where flow_key = ? order by version desc`
type Head = Pick<FlowDef, 'version' | 'storeId' | 'state' | 'checksum' | 'publishedBy'>

/** Nothing but drafts is known of the flow yet, or all stores take an older edition of it that was shipped as well. */
function isDue(heads: readonly Head[], flow: Flow): boolean {
  const checksum = checksumOf(flow)
  if (heads.some((head) => head.publishedBy === SHIPPED && head.checksum === checksum)) return false
  const current = heads.find(({ state, storeId }) => state === 'published' && storeId === null)
  return heads.every(({ state }) => state === 'draft') || current?.publishedBy === SHIPPED
}

const RETIRE = `update flow_def set state = 'retired'
  where flow_key = ? and store_id is null and state = 'published' and version < ?`

/**
 * Publishes a shipped definition for all stores where its flow has nothing but drafts yet, or in the place of an older edition
 * that was shipped as well: what people have published stays, and instances stay on theirs. Its number is the next one that is free.
 * A repeat does nothing. Another process that does the same at the same moment wins by the primary key.
 */
export async function ship(app: App, tx: Tx, flow: Flow): Promise<void> {
  const heads = await tx.rows<Head>(HEADS, [flow.key])
  if (!isDue(heads, flow)) return
  const now = app.clock.now()
  const version = Math.max(flow.version, Number(heads[0]?.version ?? 0) + 1)
  await tx.insert(FlowDef, {
    ...{ flowKey: flow.key, version, storeId: null, title: flow.title ?? flow.key, graph: { ...flow, version } },
    ...{ checksum: checksumOf(flow), pins: await pinsOf(tx, flow, null), state: 'published', rev: 1 },
    ...{ createdAt: now, publishedAt: now, publishedBy: SHIPPED },
  })
  await tx.put(RETIRE, [flow.key, version])
}

/** The version of a flow that a store starts with now; a shipped definition is published by its first use. */
export async function versionToStart(app: App, tx: Tx, key: string, storeId: string): Promise<number | undefined> {
  const current = await currentOf(tx, key, storeId)
  const shipped = app.flows.definitions.get(key)
  const isShipped = current === undefined || current.publishedBy === SHIPPED
  if (!shipped || !isShipped || current?.checksum === checksumOf(shipped)) return current?.version
  await ship(app, tx, shipped)
  return currentVersion(tx, key, storeId)
}
