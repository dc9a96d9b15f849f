import { workorder as contract, type Body } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { requireStore } from '../store'
import { announceWorkorder } from './announcing'
import { isRepeat, lockWorkorder } from './changing.service'
import { note } from './entry.service'
import { PartLine } from './job.entity'
import { sayMoment } from './job-words'
import { canDo } from './lifecycle'
import { canMovePart, isEtaMissing } from './part-moves'
import { revisePromise } from './late-part.service'
import { requireReachablePart } from './reaching.service'
import { tellWaiting } from './telling.service'
import type { Workorder } from './workorder.entity'

type Order = Body<typeof contract.movePart>

/**
 * A material is waited for until a time, has come, was issued or went back. Where waiting begins, or takes longer than was said, the
 * owner is told in the same transaction, and in the same message of another promise where the old one cannot be kept. Throws `workorder.part_changed`, `workorder.wrong_state`, `workorder.eta_missing`.
 */
export async function movePart(app: App, actor: StaffActor, partId: string, order: Order): Promise<PartLine> {
  const { workorderId } = await requireReachablePart(app, actor, 'workorder.parts', partId)
  const etaAt = order.etaAt === null ? null : new Date(order.etaAt)
  return app.db.tx(async (tx) => {
    const workorder = await lockWorkorder(app, tx, workorderId)
    const part = await requirePart(tx, partId)
    if (await isRepeat(app, tx, { workorderId, requestId: order.requestId, command: 'move_part' })) return part
    if (part.version !== order.version) throw new AppError('workorder.part_changed')
    const isAllowed = canDo('movePart', workorder.state) && canMovePart(part.state, order.state)
    if (!isAllowed) throw new AppError('workorder.wrong_state')
    if (isEtaMissing(order.state, etaAt, app.clock.now())) throw new AppError('workorder.eta_missing')
    const eta = order.state === 'waiting' ? etaAt : null
    const moved = { ...part, state: order.state, etaAt: eta, version: part.version + 1 }
    const { state, version } = moved
    await tx.update(PartLine, { id: part.id }, { state, etaAt: eta, version })
    await write(app, tx, { workorder, part, moved, actor, requestId: order.requestId })
    return moved
  })
}

async function requirePart(tx: Tx, id: string): Promise<PartLine> {
  const part = await tx.findOne(PartLine, { id })
  if (!part) throw new AppError('workorder.not_found')
  return part
}

interface Moved {
  readonly workorder: Workorder
  readonly part: PartLine
  readonly moved: PartLine & Pick<Order, 'state'>
  readonly actor: StaffActor
  readonly requestId: string
}

async function write(app: App, tx: Tx, { workorder, part, moved, actor, requestId }: Moved): Promise<void> {
  const { timeZone } = await requireStore(tx, workorder.storeId)
  const when = moved.etaAt ? `，预计 ${sayMoment(toLocal(moved.etaAt, timeZone))} 到货` : ''
  const word = `${contract.partStates[moved.state]}${when}`
  await note(app, tx, workorder.id, {
    ...{ kind: `part_${moved.state}`, by: actor, staff: `「${part.name}」${word}` },
    owner: moved.state === 'waiting' || moved.state === 'arrived' ? `${part.name}：${word}` : null,
  })
  const promisedAt = moved.state === 'waiting' ? await revisePromise(app, tx, workorder, moved) : null
  if (moved.state === 'waiting')
    await tellWaiting(app, tx, workorder, {
      ...{ occasion: `${part.id}:${moved.version}`, what: part.name, etaAt: moved.etaAt, promisedAt },
    })
  await audit(tx, app.clock.now(), {
    ...{ actor, action: 'workorder.move_part', subject: { type: 'part_line', id: part.id } },
    ...{ storeId: workorder.storeId, requestId, before: { state: part.state } },
    after: { state: moved.state, ...(promisedAt ? { promisedAt: promisedAt.toISOString() } : {}) },
  })
  announceWorkorder(tx, workorder, 'move_part')
}
