import { workorder as contract } from '@pitlane/contract'
import { formatFen, MINUTE_MS } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { addTodo } from '../messaging'
import { lockWorkorder } from './changing.service'
import { note } from './entry.service'
import { JobLine } from './job.entity'
import { totalsOf } from './pricing'
import { notBegun } from './removal.service'
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
  if (!addon || (await isMoot(tx, addon))) return
  if (minutes >= 30) return callOwner(app, tx, workorder, addon)
  await tellOwner(app, tx, workorder, {
    ...{ dedupe: `addon:${addonId}:${version}:${minutes}`, kind: 'addon_asked' },
    body: reminderOf(addon),
    brief: addon.title,
    ...{ totalFen: totalsOf(addon.quoteLines).totalFen, askedAt: addon.sentAt },
  })
}

/** Every job that was to be left out has begun by now: there is nothing to be asked any more. */
async function isMoot(tx: Tx, { kind, removes }: Addon): Promise<boolean> {
  if (kind === 'extra') return false
  return (await notBegun(tx, await tx.find(JobLine, { where: { id: In([...(removes ?? [])]) } }))).length === 0
}

/** What happens without an answer is what was agreed to. */
const reminderOf = ({ kind, title }: Addon): string =>
  kind === 'removal'
    ? `提醒您确认减项：${title}。您不确认，我们照原约定施工。`
    : `提醒您确认增项：${title}。您的车正在等您的决定；您不确认，我们不会施工。`

const lawOf = ({ kind }: Addon): string => (kind === 'removal' ? '未同意照原约定施工。' : '未同意不得施工。')

async function callOwner(app: App, tx: Tx, { id, storeId, customerId, bookingId }: Workorder, addon: Addon) {
  const now = app.clock.now()
  const total = formatFen(totalsOf(addon.quoteLines).totalFen)
  const word = contract.addonKinds[addon.kind]
  await addTodo(tx, now, {
    ...{ dedupe: `addon:${addon.id}:${addon.version}:call`, kind: 'addon', storeId, customerId, bookingId },
    ...{ title: `${word} 30 分钟未确认`, reason: `请致电车主确认${word}：${addon.title}（${total}）。${lawOf(addon)}` },
    dueAt: new Date(now.getTime() + CALL_WITHIN_MS),
  })
  const by = { kind: 'system', name: 'addon' } as const
  const staff = `${word}「${addon.title}」30 分钟未确认，请服务顾问致电`
  await note(app, tx, id, { kind: 'addon_call', by, staff, owner: null })
}
