import { messageLog, messageWordings, notifications } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { bind } from '../../platform/bind'
import { scopeTo } from '../../platform/scope'
import { placeOf, requireStore } from '../store'
import { listLog } from './log.queries'
import { readSettings, saveSettings } from './preference.service'
import { takeReports } from './reports.service'
import { listWordings, previewWording, readWording, type WordingKey } from './wording-reading.service'
import { publishWording, saveDraft } from './wording.service'

/** Wordings are the group's: who may change them for one store only may not. */
async function groupOf(app: App, actor: StaffActor, storeId: string): Promise<string> {
  const { groupId } = await requireStore(app.db.read, storeId)
  const isGroupWide = actor.grants.some(
    ({ scope, scopeId, permissions }) => scope === 'group' && scopeId === groupId && permissions.has('message.manage'),
  )
  if (!isGroupWide) throw new AppError('auth.forbidden')
  return groupId
}

type Params = Pick<WordingKey, 'kind' | 'channel'> & { readonly storeId: string }

const keyOf = async (app: App, actor: StaffActor, { storeId, kind, channel }: Params): Promise<WordingKey> => ({
  ...{ groupId: await groupOf(app, actor, storeId), kind, channel },
})

/** What staff see and change of messages, what owners want of them, and what vendors report. */
export const deskRoutes = [
  bind(messageLog.list, async (app, { actor, params, query }) => {
    const store = await requireStore(app.db.read, params.storeId)
    return listLog(app, scopeTo(actor, 'message.read', placeOf(store)), query)
  }),
  bind(messageLog.takeReports, async (app, { query, body }) => {
    await takeReports(app, query.key, body)
    return { code: 0, msg: 'OK', result: 0, errmsg: 'OK' } as const
  }),
  bind(messageWordings.list, async (app, { actor, params }) =>
    listWordings(app.db.read, await groupOf(app, actor, params.storeId)),
  ),
  bind(messageWordings.read, async (app, { actor, params }) => readWording(app, await keyOf(app, actor, params))),
  bind(messageWordings.preview, async (app, { actor, params, body }) =>
    previewWording(app, await keyOf(app, actor, params), body.content),
  ),
  bind(messageWordings.saveDraft, async (app, { actor, params, body }) => {
    const key = await keyOf(app, actor, params)
    await saveDraft(app, actor, key, body)
    return readWording(app, key)
  }),
  bind(messageWordings.publish, async (app, { actor, params, body, request }) => {
    const key = await keyOf(app, actor, params)
    await publishWording(app, actor, key, { ...body, requestId: request.id })
    return readWording(app, key)
  }),
  bind(notifications.read, (app, { actor }) => readSettings(app.db.read, actor.customerId)),
  bind(notifications.save, (app, { actor, body, request }) => saveSettings(app, actor.customerId, body, request)),
]
