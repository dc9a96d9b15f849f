import { createHash } from 'node:crypto'
import type { Flow } from '@pitlane/process'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { currentVersion, isKnownFlow } from './definition.queries'
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

/**
 * Publishes a shipped definition for all stores where its flow has no version of any kind yet; a repeat does nothing. Another
 * process that does the same at the same moment wins by the primary key.
 */
export async function ship(app: App, tx: Tx, flow: Flow): Promise<void> {
  if (await isKnownFlow(tx, flow.key)) return
  const now = app.clock.now()
  await tx.insert(FlowDef, {
    ...{ flowKey: flow.key, version: flow.version, storeId: null, title: flow.title ?? flow.key, graph: flow },
    ...{ checksum: checksumOf(flow), pins: await pinsOf(tx, flow, null), state: 'published', rev: 1 },
    ...{ createdAt: now, publishedAt: now, publishedBy: 'shipped' },
  })
}

/** The version of a flow that a store starts with now; a shipped definition is published by its first use. */
export async function versionToStart(app: App, tx: Tx, key: string, storeId: string): Promise<number | undefined> {
  const version = await currentVersion(tx, key, storeId)
  const shipped = version === undefined ? app.flows.definitions.get(key) : undefined
  if (!shipped) return version
  await ship(app, tx, shipped)
  return currentVersion(tx, key, storeId)
}
