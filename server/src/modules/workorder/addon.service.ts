import type { Body, workorder as contract } from '@pitlane/contract'
import { AppError, formatFen, MINUTE_MS, type StaffActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { attach } from '../files'
import { faultOf } from './addon-decision'
import { announceWorkorder } from './announcing'
import { isRepeat, lockWorkorder } from './changing.service'
import { note } from './entry.service'
import { countOpenAddons } from './floor.service'
import { setFacts } from './flow.service'
import { canDo } from './lifecycle'
import { isTooEarly, totalsOf } from './pricing'
import { requireReachableAddon, requireReachableWorkorder } from './reaching.service'
import { snapshotHash } from './snapshot.service'
import { tellOwner } from './telling.service'
import { Addon, type Workorder } from './workorder.entity'

/** What photos of an add-on are kept with. */
export const ADDON = 'addon'

/** Minutes after which the owner is asked again, and after which somebody calls (DOMAIN §2.5). */
const REMINDERS = [10, 20, 30] as const

/** What an add-on has before anybody has priced it or answered. */
export const emptyAddon = {
  ...({ kind: 'extra', removes: null, quoteLines: [], approved: null, extraMinutes: 0 } as const),
  ...{ newPromiseAt: null, recheckHint: null, isRiskAccepted: false, snapshotHash: null, proof: null },
  ...{ sentAt: null, decidedAt: null },
}

/** Somebody at the car found more to do. The same request again answers with the same add-on. */
export async function proposeAddon(
  app: App,
  actor: StaffActor,
  workorderId: string,
  { requestId, photoIds, ...found }: Body<typeof contract.proposeAddon>,
): Promise<Addon> {
  const { storeId } = await requireReachableWorkorder(app, actor, 'workorder.propose', workorderId)
  return app.db.tx(async (tx) => {
    const workorder = await lockWorkorder(app, tx, workorderId)
    const known = await tx.findOne(Addon, { workorderId, requestId })
    if (known) return known
    if (!canDo('proposeAddon', workorder.state)) throw new AppError('workorder.wrong_state')
    const addon: Addon = {
      ...{ id: newId(), workorderId, storeId, requestId, state: 'draft', version: 1, ...found, ...emptyAddon },
      ...{ proposedBy: actor.staffId, createdAt: app.clock.now() },
    }
    await tx.insert(Addon, addon)
    const owner = { kind: 'staff', id: actor.staffId } as const
    await attach(tx, { fileIds: photoIds, owner, subject: { type: ADDON, id: addon.id, purpose: 'workshop' } })
    await note(app, tx, workorderId, {
      ...{
        kind: 'addon_proposed',
        by: actor,
        photoIds,
        staff: `提出增项「${addon.title}」：${addon.finding}`,
        owner: null,
      },
    })
    await written(app, tx, workorder, { actor, addon, action: 'propose_addon', requestId })
    return addon
  })
}

interface Written {
  readonly actor: Parameters<typeof audit>[2]['actor']
  readonly addon: Addon
  readonly action: string
  readonly requestId?: string
  /** Why, where it was said. */
  readonly reason?: string
}

/** What follows every change of an add-on: the flow knows how many are open, the log who did it, and whoever looks sees it. */
export async function written(app: App, tx: Tx, workorder: Workorder, done: Written) {
  const { actor, addon, action, requestId, reason } = done
  await setFacts(app, tx, workorder, { openAddons: await countOpenAddons(tx, workorder.id) })
  const { state, version, approved, snapshotHash } = addon
  await audit(tx, app.clock.now(), {
    ...{ actor, action: `workorder.${action}`, subject: { type: 'addon', id: addon.id }, storeId: addon.storeId },
    ...{ requestId, reason, after: { state, version, approved, snapshotHash } },
  })
  announceWorkorder(tx, workorder, action)
}

/** What an owner says yes or no to. */
export function hashOf({ id, kind, title, quoteLines, extraMinutes, newPromiseAt, removes, finding }: Addon): string {
  const less = kind === 'removal' ? { kind, removes, finding } : {}
  return snapshotHash({ id, title, quoteLines, extraMinutes, newPromiseAt, ...less })
}

/**
 * The advisor prices an add-on and asks its owner; anew as long as there is no answer. Reminders follow by the clock. Throws
 * `workorder.addon_changed`, `workorder.wrong_state`, `workorder.no_labour`, `workorder.line_orphan`,
 * `workorder.promise_too_early`.
 */
export async function priceAddon(
  app: App,
  actor: StaffActor,
  addonId: string,
  { requestId, version, ...price }: Body<typeof contract.priceAddon>,
): Promise<Addon> {
  const { workorderId } = await requireReachableAddon(app, actor, 'workorder.quote', addonId)
  return app.db.tx(async (tx) => {
    const workorder = await lockWorkorder(app, tx, workorderId)
    const addon = await requireAddon(tx, addonId)
    if (await isRepeat(app, tx, { workorderId, requestId, command: 'price_addon' })) return addon
    if (addon.version !== version) throw new AppError('workorder.addon_changed')
    const isOpen = addon.kind === 'extra' && (addon.state === 'draft' || addon.state === 'pending')
    if (!isOpen || !canDo('priceAddon', workorder.state)) throw new AppError('workorder.wrong_state')
    const priced = pricedOf(app, addon, price)
    await tx.update(Addon, { id: addon.id }, priced)
    await ask(app, tx, workorder, priced)
    await note(app, tx, workorderId, {
      ...{
        kind: 'addon_priced',
        by: actor,
        staff: `增项「${addon.title}」已报价，等客户确认`,
      },
      owner: `发现需要您确认的项目：${addon.title}`,
    })
    await written(app, tx, workorder, { actor, addon: priced, action: 'price_addon', requestId })
    return priced
  })
}

export async function requireAddon(tx: Tx, id: string): Promise<Addon> {
  const addon = await tx.findOne(Addon, { id })
  if (!addon) throw new AppError('workorder.not_found')
  return addon
}

type Price = Omit<Body<typeof contract.priceAddon>, 'requestId' | 'version'>

function pricedOf(app: App, addon: Addon, { lines, extraMinutes, newPromiseAt, recheckHint }: Price): Addon {
  const fault = faultOf(lines)
  if (fault) throw new AppError(fault)
  const now = app.clock.now()
  const promise = new Date(newPromiseAt)
  if (isTooEarly(promise, now, lines)) throw new AppError('workorder.promise_too_early')
  const priced: Addon = {
    ...{ ...addon, quoteLines: lines, extraMinutes, newPromiseAt: promise, recheckHint: recheckHint || null },
    ...{ state: 'pending', sentAt: now, version: addon.version + 1 },
  }
  return { ...priced, snapshotHash: hashOf(priced) }
}

/** The owner is told at once, reminded twice, and then called; each of it looks whether there is still a question. */
async function ask(app: App, tx: Tx, workorder: Workorder, addon: Addon): Promise<void> {
  const { id, version, title, quoteLines } = addon
  await tellOwner(app, tx, workorder, {
    ...{ dedupe: `addon:${id}:${version}`, kind: 'addon_asked' },
    body: `技师检查发现：${title}，费用 ${formatFen(totalsOf(quoteLines).totalFen)}。请查看照片后逐项确认；您不确认，我们不会施工。`,
    ...{ brief: title, totalFen: totalsOf(quoteLines).totalFen },
  })
  planReminders(app, tx, addon)
}

/** Of this very question: a new price asks anew. */
export function planReminders(app: App, tx: Tx, { id, version }: Addon): void {
  for (const minutes of REMINDERS) {
    const runAt = new Date(app.clock.now().getTime() + minutes * MINUTE_MS)
    tx.enqueue({ kind: 'workorder.addon_reminder', payload: { addonId: id, version, minutes }, runAt })
  }
}

/** What nobody answered is over with the work: never done, never charged (DOMAIN §2.5). */
export async function expireAddons(app: App, tx: Tx, workorder: Workorder): Promise<void> {
  const open = await tx.find(Addon, {
    where: { workorderId: workorder.id, kind: 'extra', state: In(['draft', 'pending']) },
  })
  for (const { id, version, title } of open) {
    await tx.update(Addon, { id }, { state: 'expired', version: version + 1 })
    const by = { kind: 'system', name: 'workshop' } as const
    const staff = `增项「${title}」未得到答复，已失效`
    await note(app, tx, workorder.id, { kind: 'addon_expired', by, staff, owner: `${title}：未确认，本次没有施工` })
  }
  if (open.length > 0) await setFacts(app, tx, workorder, { openAddons: 0 })
}
