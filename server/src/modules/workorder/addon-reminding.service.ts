import { formatFen, MINUTE_MS } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { addTodo } from '../messaging'
import { lockWorkorder } from './changing.service'
import { note } from './entry.service'
import { totalsOf } from './pricing'
import { tellOwner } from './telling.service'
import { Addon, type Workorder } from './workorder.entity'

export interface ReminderTask {
  readonly addonId: string
  /** The version that was asked about: a new price asks anew. */
  readonly version: number
  readonly minutes: number
}

/** A call is of use until the work has to go on. */
const CALL_WITHIN_MS = 30 * MINUTE_MS

/**
 * The owner has not answered yet: reminded after 10 and 20 minutes, called after 30. Never an answer by itself: what nobody approves is
 * not done (DOMAIN §2.5). Running twice tells nobody twice.
 */
export async function remindOfAddon(app: App, tx: Tx, { addonId, version, minutes }: ReminderTask): Promise<void> {
  const known = await tx.findOne(Addon, { id: addonId })
  if (!known) return
  const workorder = await lockWorkorder(app, tx, known.workorderId)
  const addon = await tx.findOne(Addon, { id: addonId, version, state: 'pending' })
  if (!addon) return
  if (minutes >= 30) return callOwner(app, tx, workorder, addon)
  await tellOwner(app, tx, workorder, {
    ...{ dedupe: `addon:${addonId}:${version}:${minutes}`, kind: 'addon_asked' },
    body: `提醒您确认增项：${addon.title}。您的车正在等您的决定；您不确认，我们不会施工。`,
    brief: `${addon.title}，请确认`,
  })
}

async function callOwner(app: App, tx: Tx, { id, storeId, customerId, bookingId }: Workorder, addon: Addon) {
  const now = app.clock.now()
  const total = formatFen(totalsOf(addon.quoteLines).totalFen)
  await addTodo(tx, now, {
    ...{ dedupe: `addon:${addon.id}:${addon.version}:call`, kind: 'addon', storeId, customerId, bookingId },
    ...{ title: '增项 30 分钟未确认', reason: `请致电车主确认增项：${addon.title}（${total}）。未同意不得施工。` },
    dueAt: new Date(now.getTime() + CALL_WITHIN_MS),
  })
  const by = { kind: 'system', name: 'addon' } as const
  const staff = `增项「${addon.title}」30 分钟未确认，请服务顾问致电`
  await note(app, tx, id, { kind: 'addon_call', by, staff, owner: null })
}
