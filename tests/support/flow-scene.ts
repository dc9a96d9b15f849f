import type { Flow, FlowNode, TaskNode } from '@pitlane/process'
import { startFlow } from '../../server/src/modules/process'
import { FlowDef } from '../../server/src/modules/process/process.entity'
import type { TestApp } from './app'

/** A task of a role with one way on; `over` changes it. */
export const task = (next: string | undefined, over: Partial<TaskNode> = {}): TaskNode => ({
  t: 'task',
  title: '任务',
  ...(next === undefined ? {} : { next }),
  lane: 'advisor',
  assign: { try: [], pick: 'claim', empty: 'pool' },
  outcomes: [{ key: 'ok', label: '完成', to: 'next' }],
  ...over,
})

export const flow = (key: string, nodes: Record<string, FlowNode>, over: Partial<Flow> = {}): Flow => ({
  key,
  version: 1,
  title: key,
  start: Object.keys(nodes)[0] ?? '',
  nodes,
  ...over,
})

export const end = (result = 'done'): FlowNode => ({ t: 'end', result })

/** Publishes a definition for all stores, or for one. */
export async function publish(t: TestApp, graph: Flow, storeId: string | null = null): Promise<void> {
  const now = t.clock.now()
  await t.world.app.db.tx((tx) =>
    tx.insert(FlowDef, {
      ...{ flowKey: graph.key, version: graph.version, storeId, title: graph.title ?? graph.key, graph, pins: {} },
      ...{ checksum: 'test', state: 'published', rev: 1, createdAt: now, publishedAt: now, publishedBy: 'test' },
    }),
  )
}

/** Starts flows in a store, for a subject and a cause that are named like the flow. */
export const starter =
  (t: TestApp, storeId: string) =>
  (key: string, over: Partial<Parameters<typeof startFlow>[2]> = {}): ReturnType<typeof startFlow> => {
    const { app } = t.world
    const actor = { kind: 'system', name: 'test' } as const
    const input = { key, subject: { type: 'thing', id: key }, storeId, cause: key, actor, ...over }
    return app.db.tx((tx) => startFlow(app, tx, input))
  }
