import type { process as contract } from '@pitlane/contract'
import { rehearseMigration, type Flow, type MigrationReport } from '@pitlane/process'
import { AppError, isAppError, type StaffActor } from '@pitlane/kernel'
import type { View } from '@pitlane/contract'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import { definitionOf } from './definition.queries'
import { isManager, requireDef } from './flow.queries'
import { FlowInstance, type FlowDef } from './process.entity'
import { command } from './process.service'

const MOST = 500

interface Migration {
  readonly key: string
  readonly version: number
  readonly to: number
  readonly storeId: string
  readonly mapping: Readonly<Record<string, string>>
  readonly dryRun: boolean
}

type Outcome = View<typeof contract.migrateFlow>

/**
 * Moves the running instances that a store has on one version to another published one; with `dryRun` it only says what would
 * happen, also for a draft. Each instance moves in a transaction of its own, or stays as it is. A repeat finds those that are left.
 */
export async function migrateInstances(
  app: App,
  by: { actor: StaffActor; callId: string },
  wanted: Migration,
): Promise<Outcome> {
  const { actor } = by
  const { key, version, storeId, dryRun } = wanted
  const db = app.db.read
  if (!(await isManager(app, db, actor, storeId))) throw new AppError('auth.forbidden')
  const target = await requireDef(app, db, actor, key, wanted.to)
  requireUsable(target, wanted)
  const from = await requireDef(app, db, actor, key, version)
  const where = { flowKey: key, version, storeId, status: 'running' } as const
  const instances = await db.find(FlowInstance, { where, order: { id: 'ASC' }, take: MOST })
  const views: Outcome['instances'] = []
  let moved = 0
  for (const instance of instances) {
    const report = rehearseMigration(from.graph, target.graph, instance.state, wanted.mapping)
    const done = dryRun || !report.possible ? report : await moveOne(app, by, instance, target.graph, wanted)
    if (done.possible) moved++
    views.push(viewOf(instance, done))
  }
  return { moved, left: views.length - moved, instances: views }
}

/** Instances only stand on what is published, for all stores or for theirs. */
function requireUsable(target: FlowDef, { storeId, dryRun }: Migration): void {
  const isHere = target.storeId === null || target.storeId === storeId
  if (!isHere || (target.state === 'draft' && !dryRun)) throw new AppError('process.def_not_found')
}

async function moveOne(
  app: App,
  { actor, callId }: { actor: StaffActor; callId: string },
  { id, storeId, version }: FlowInstance,
  to: Flow,
  { mapping }: Migration,
): Promise<MigrationReport> {
  try {
    return await app.db.tx(async (tx) => {
      await definitionOf(app, tx, to.key, to.version)
      const { report } = await command(app, tx, id, { type: 'migrate', to, mapping }, { actor })
      await audit(tx, app.clock.now(), {
        ...{ actor, action: 'process.migrate', subject: { type: 'flow_instance', id }, storeId, requestId: callId },
        ...{ before: { version }, after: { version: to.version } },
      })
      return report ?? { possible: true, moves: [], notes: [] }
    })
  } catch (e) {
    // It has moved on since it was read: it stays where it is, and the next try sees it anew.
    if (isAppError(e)) return { possible: false, moves: [], notes: ['流程刚刚有变化，请重试'] }
    throw e
  }
}

const viewOf = (instance: FlowInstance, { moves, notes }: MigrationReport): Outcome['instances'][number] => ({
  instanceId: instance.id,
  subject: { type: instance.subjectType, id: instance.subjectId },
  obstacles: moves.flatMap(({ zh }) => zh ?? []),
  notes: [...notes],
})
