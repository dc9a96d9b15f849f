import type { process as contract } from '@pitlane/contract'
import { validate, type Flow } from '@pitlane/process'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { permissionsAt } from '../../platform/scope'
import { placeOfStore } from './calendar.queries'
import { FlowDef } from './process.entity'

type Problem = contract.FlowDefinition['problems'][number]

/** Words of the engine itself. */
const ENGINE_WORDS = ['starter', 'doer', 'field']

/** Words that definitions may use on this server. */
export const wordsOf = (app: App) => ({
  assign: [...ENGINE_WORDS, ...app.flows.resolvers.keys()],
  effects: [...app.flows.effects],
})

/** Words of a node that nobody on this server understands. */
function strangeWords(app: App, flow: Flow): Problem[] {
  const { assign, effects } = wordsOf(app)
  return Object.entries(flow.nodes).flatMap(([id, node]): Problem[] => {
    if (node.t === 'act' && !effects.includes(node.effect))
      return [{ code: 'flow.unknown_effect', node: id, zh: `没有这个动作：${node.effect}` }]
    if (node.t !== 'task') return []
    const steps = [...(node.sla?.remind ?? []), ...(node.sla?.escalate ?? [])]
    const rules = [...node.assign.try, ...steps.flatMap(({ to }) => to ?? [])]
    const strange = rules.filter(({ by }) => !assign.includes(by))
    return strange.map(({ by }) => ({ code: 'flow.unknown_word', node: id, zh: `没有这种找人方式：${by}` }))
  })
}

/** All that is wrong with a definition: as the engine sees it, and as this server does. */
export const problemsOf = (app: App, flow: Flow): Problem[] => [
  ...validate(flow).map(({ code, node, zh }) => ({ code, node, zh })),
  ...strangeWords(app, flow),
]

const holdsForGroup = (actor: StaffActor): boolean =>
  actor.grants.some(({ scope, permissions }) => scope === 'group' && permissions.has('process.manage'))

/** Whether somebody manages the definitions of a store, or with null those for all stores. */
export async function isManager(app: App, db: Reader, actor: StaffActor, storeId: string | null): Promise<boolean> {
  if (storeId === null) return holdsForGroup(actor)
  return permissionsAt(actor, await placeOfStore(app, db, storeId)).has('process.manage')
}

const RUNNING = `select flow_key as flowKey, version, count(*) as n from flow_instance where status = 'running'
  group by flow_key, version`

async function runningOf(db: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await db.rows<{ flowKey: string; version: number; n: number }>(RUNNING)
  return new Map(rows.map(({ flowKey, version, n }) => [`${flowKey}:${version}`, Number(n)]))
}

type DefHead = Omit<FlowDef, 'graph' | 'pins' | 'checksum' | 'publishedBy'>

const headView = (row: DefHead, running: ReadonlyMap<string, number>): contract.FlowVersion => ({
  ...{ key: row.flowKey, version: row.version, title: row.title, storeId: row.storeId, state: row.state, rev: row.rev },
  ...{ createdAt: row.createdAt.toISOString(), publishedAt: row.publishedAt?.toISOString() ?? null },
  running: running.get(`${row.flowKey}:${row.version}`) ?? 0,
})

/** Versions for all stores, and those of the stores whose flows somebody manages; the newest of each flow first. */
export async function listFlows(app: App, actor: StaffActor): Promise<contract.FlowVersion[]> {
  const db = app.db.read
  const select = { flowKey: true, version: true, storeId: true, title: true, state: true, rev: true } as const
  const rows = await db.find(FlowDef, {
    select: { ...select, createdAt: true, publishedAt: true },
    order: { flowKey: 'ASC', version: 'DESC' },
  })
  const running = await runningOf(db)
  const seen: contract.FlowVersion[] = []
  for (const row of rows)
    if (row.storeId === null || (await isManager(app, db, actor, row.storeId))) seen.push(headView(row, running))
  return seen
}

/** A version by its number. One of a store out of reach does not exist: throws `process.def_not_found`. */
export async function requireDef(
  app: App,
  db: Reader,
  actor: StaffActor,
  key: string,
  version: number,
): Promise<FlowDef> {
  const row = await db.findOne(FlowDef, { flowKey: key, version })
  const isSeen = row && (row.storeId === null || (await isManager(app, db, actor, row.storeId)))
  if (!isSeen) throw new AppError('process.def_not_found')
  return row
}

export async function versionView(db: Reader, row: FlowDef): Promise<contract.FlowVersion> {
  return headView(row, await runningOf(db))
}

/** A version with its graph and what is wrong with it. */
export const definitionView = async (app: App, db: Reader, row: FlowDef): Promise<contract.FlowDefinition> => ({
  ...(await versionView(db, row)),
  graph: row.graph,
  problems: problemsOf(app, row.graph),
})
