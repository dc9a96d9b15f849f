import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { dropTodos } from '../messaging'
import { note } from './entry.service'
import { Addon, type Workorder } from './workorder.entity'

/** The work is over: what its owner was asked to leave out, and gave no answer to, was done as it was agreed. */
export async function expireRemovals(app: App, tx: Tx, { id, bookingId, storeId }: Workorder): Promise<void> {
  const open = await tx.find(Addon, { where: { workorderId: id, kind: 'removal', state: 'pending' } })
  for (const { id: addonId, version, title } of open) {
    await tx.update(Addon, { id: addonId }, { state: 'expired', version: version + 1 })
    const by = { kind: 'system', name: 'workshop' } as const
    const staff = `减项「${title}」未得到答复，已按原约定施工`
    await note(app, tx, id, { kind: 'removal_expired', by, staff, owner: `${title}：未确认，已按原约定施工` })
  }
  if (open.length > 0) await dropTodos(tx, app.clock.now(), { bookingId, storeId, kind: 'addon' }, '施工已完成')
}
