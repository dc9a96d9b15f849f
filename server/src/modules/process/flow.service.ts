import type { process as contract } from '@pitlane/contract'
import type { Flow } from '@pitlane/process'
import { AppError, type StaffActor } from '@pitlane/kernel'
import { IsNull } from 'typeorm'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { isDuplicate, sqlInstant } from '../../platform/sql'
import { requireStore } from '../store'
import { definitionView, isManager, problemsOf, requireDef, versionView } from './flow.queries'
import { FlowDef } from './process.entity'
import { checksumOf, pinsOf } from './shipping.service'

interface By {
  readonly actor: StaffActor
  readonly callId: string
}

interface Draft {
  readonly key: string
  readonly storeId: string | null
  /** The save that the writer saw; 0 begins a draft. */
  readonly rev: number
  readonly graph: Flow
}

const TITLE = 60

async function requireManager(app: App, tx: Tx, actor: StaffActor, storeId: string | null): Promise<void> {
  if (storeId !== null) await requireStore(tx, storeId)
  if (!(await isManager(app, tx, actor, storeId))) throw new AppError('auth.forbidden')
}

/**
 * Saves the one draft that a flow has for a store, or for all; a graph with faults may be saved, not published. Its key and version
 * are the row's. Throws `process.def_changed` where somebody else has saved since, `store.not_found`.
 */
export async function saveDraft(app: App, { actor, callId }: By, draft: Draft): Promise<contract.FlowDefinition> {
  const row = await app.db
    .tx(async (tx) => {
      await requireManager(app, tx, actor, draft.storeId)
      const saved = draft.rev === 0 ? await begin(app, tx, draft) : await change(tx, draft)
      await audit(tx, app.clock.now(), {
        ...{ actor, action: 'process.save_flow', subject: { type: 'flow', id: `${draft.key}:${saved.version}` } },
        ...{ storeId: draft.storeId ?? undefined, requestId: callId, after: { rev: saved.rev } },
      })
      return saved
    })
    .catch((e: unknown) => {
      throw isDuplicate(e) ? new AppError('process.def_changed') : e
    })
  return definitionView(app, app.db.read, row)
}

const draftOf = (tx: Tx, { key, storeId }: Draft): Promise<FlowDef[]> =>
  tx.find(FlowDef, { where: { flowKey: key, storeId: storeId ?? IsNull(), state: 'draft' } })

const titleOf = ({ title, key }: Flow): string => (title ?? key).slice(0, TITLE)

async function begin(app: App, tx: Tx, draft: Draft): Promise<FlowDef> {
  const { key, storeId } = draft
  if ((await draftOf(tx, draft)).length > 0) throw new AppError('process.def_changed')
  const [last] = await tx.rows<{ v: number | null }>('select max(version) as v from flow_def where flow_key = ?', [key])
  const version = Number(last?.v ?? 0) + 1
  const graph = { ...draft.graph, key, version }
  const row: FlowDef = {
    ...{ flowKey: key, version, storeId, title: titleOf(graph), graph, checksum: checksumOf(graph), pins: {} },
    ...{ state: 'draft', rev: 1, createdAt: app.clock.now(), publishedAt: null, publishedBy: null },
  }
  await tx.insert(FlowDef, row)
  return row
}

const SAVE = `update flow_def set graph = ?, title = ?, checksum = ?, rev = rev + 1
  where flow_key = ? and version = ? and state = 'draft' and rev = ?`

async function change(tx: Tx, draft: Draft): Promise<FlowDef> {
  const [row] = await draftOf(tx, draft)
  if (!row) throw new AppError('process.def_changed')
  const graph = { ...draft.graph, key: draft.key, version: row.version }
  const [title, checksum] = [titleOf(graph), checksumOf(graph)]
  const values = [JSON.stringify(graph), title, checksum, row.flowKey, row.version, draft.rev]
  if ((await tx.run(SAVE, values)) === 0) throw new AppError('process.def_changed')
  return { ...row, graph, title, checksum, rev: draft.rev + 1 }
}

const RETIRE = `update flow_def set state = 'retired' where flow_key = ? and state = 'published' and version <> ?`
const PUBLISH = `update flow_def set state = 'published', published_at = ?, published_by = ?, pins = ?
  where flow_key = ? and version = ? and state = 'draft' and rev = ?`

/**
 * Publishes a draft: new instances take it from now on, running ones stay on theirs. Throws `process.def_not_found`,
 * `process.flow_invalid` with `problems`, `process.def_published`, and `process.def_changed` where it was saved since.
 */
export async function publish(
  app: App,
  { actor, callId }: By,
  at: { readonly key: string; readonly version: number },
  rev: number,
): Promise<contract.FlowVersion> {
  const { key, version } = at
  const row = await app.db.tx(async (tx) => {
    const draft = await requireDef(app, tx, actor, key, version)
    await requireManager(app, tx, actor, draft.storeId)
    if (draft.state !== 'draft') throw new AppError('process.def_published')
    const problems = problemsOf(app, draft.graph)
    if (problems.length > 0) throw new AppError('process.flow_invalid', { problems })
    const now = app.clock.now()
    const pins = await pinsOf(tx, draft.graph, draft.storeId)
    const values = [sqlInstant(now), actor.staffId, JSON.stringify(pins), key, version, rev]
    if ((await tx.run(PUBLISH, values)) === 0) throw new AppError('process.def_changed')
    const [where, store] = draft.storeId === null ? ['store_id is null', []] : ['store_id = ?', [draft.storeId]]
    await tx.put(`${RETIRE} and ${where}`, [key, version, ...store])
    await audit(tx, now, {
      ...{ actor, action: 'process.publish_flow', subject: { type: 'flow', id: `${key}:${version}` } },
      ...{ storeId: draft.storeId ?? undefined, requestId: callId },
    })
    return { ...draft, state: 'published' as const, publishedAt: now }
  })
  return versionView(app.db.read, row)
}
