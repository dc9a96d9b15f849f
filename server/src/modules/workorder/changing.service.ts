import { AppError, type Actor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { sqlInstant } from '../../platform/sql'
import { announceWorkorder } from './announcing'
import { canDo, canMove, type WorkorderCommand } from './lifecycle'
import { watchPromise } from './promise-watch.service'
import { requireWorkorder } from './reaching.service'
import { Workorder, WorkorderCommandRow } from './workorder.entity'

type Patch = Partial<Omit<Workorder, 'id' | 'version' | 'updatedAt'>>

/**
 * The work order, with its row held until the transaction ends: whatever changes it, its jobs or its documents calls this first,
 * so that commands to one work order follow one another. Throws `workorder.not_found`.
 */
export async function lockWorkorder(app: App, tx: Tx, id: string): Promise<Workorder> {
  await tx.run('update workorder set updated_at = ? where id = ?', [sqlInstant(app.clock.now()), id])
  return requireWorkorder(tx, id)
}

/** Writes a patch behind the lock and tells everybody who looks at it. Throws `workorder.wrong_state` for a state that cannot follow. */
export async function changeWorkorder(app: App, tx: Tx, workorder: Workorder, patch: Patch): Promise<Workorder> {
  const { id, version } = workorder
  if (patch.state !== undefined && !canMove(workorder.state, patch.state)) throw new AppError('workorder.wrong_state')
  const set = { ...patch, version: version + 1, updatedAt: app.clock.now() }
  if ((await tx.update(Workorder, { id, version }, set)) === 0) throw new AppError('workorder.changed')
  const changed = { ...workorder, ...set }
  await watchPromise(app, tx, workorder, changed)
  announceWorkorder(tx, changed, changed.state)
  return changed
}

/**
 * True where this very request was carried out before; else it is written down as carried out. Call it behind the lock. Throws
 * `request.key_reused` where the key was another command's.
 */
export async function isRepeat(
  app: App,
  tx: Tx,
  { workorderId, requestId, command }: { workorderId: string; requestId: string; command: string },
): Promise<boolean> {
  const known = await tx.findOne(WorkorderCommandRow, { workorderId, requestId })
  if (known && known.command !== command) throw new AppError('request.key_reused')
  if (known) return true
  await tx.insert(WorkorderCommandRow, { workorderId, requestId, command, at: app.clock.now() })
  return false
}

/** A command to a work order as it came in. */
export interface Ask {
  readonly workorderId: string
  readonly command: WorkorderCommand
  readonly actor: Actor
  readonly requestId: string
  /** The version the writer saw; absent where the version of another document is what counts. */
  readonly seen?: number | undefined
  /** Why, where it has to be said. */
  readonly reason?: string
  /** Locks that come before that of the work order: the gates of days. */
  readonly before?: (tx: Tx) => Promise<void>
}

/**
 * Carries out a command once, in one transaction: lock, repeat, version, state, work, patch, audit, push. A repeat of the same request
 * answers with the work order as it stands. Throws `workorder.changed`, `workorder.wrong_state`.
 */
export async function carryOut(
  app: App,
  ask: Ask,
  work: (tx: Tx, workorder: Workorder) => Promise<Patch>,
): Promise<Workorder> {
  return app.db.tx(async (tx) => {
    await ask.before?.(tx)
    const workorder = await lockWorkorder(app, tx, ask.workorderId)
    if (await isRepeat(app, tx, ask)) return workorder
    if (ask.seen !== undefined && ask.seen !== workorder.version) throw new AppError('workorder.changed')
    if (!canDo(ask.command, workorder.state)) throw new AppError('workorder.wrong_state')
    const changed = await changeWorkorder(app, tx, workorder, await work(tx, workorder))
    await audit(tx, app.clock.now(), {
      ...{ actor: ask.actor, action: `workorder.${ask.command}`, subject: { type: 'workorder', id: workorder.id } },
      ...{ storeId: workorder.storeId, requestId: ask.requestId, reason: ask.reason },
      ...{ before: { state: workorder.state }, after: { state: changed.state } },
    })
    return changed
  })
}

/** What the writer of a command sees at once. */
export const standingOf = <S extends string>({ id, state, version }: { id: string; state: S; version: number }) => ({
  ...{ id, state, version },
})
