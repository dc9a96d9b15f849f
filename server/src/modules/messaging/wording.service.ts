import type { messageWordings } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { isDuplicate, sqlInstant } from '../../platform/sql'
import { MessageWording } from './messaging.entity'
import { findDraft, previewWording, requireShipped, wordingsInForce, type WordingKey } from './wording-reading.service'

type Content = messageWordings.WordingContent

/** Of another channel nothing is kept. */
const tidy = ({ channel }: WordingKey, content: Content): Content => ({
  text: channel === 'wechat' ? '' : content.text,
  fields: channel === 'wechat' ? content.fields : {},
  vendorTemplate: channel === 'sms' ? content.vendorTemplate : null,
})

/** Keeps a draft. Throws `messaging.wording_changed` when it is not the draft that the writer saw. */
export async function saveDraft(
  app: App,
  actor: StaffActor,
  key: WordingKey,
  { content, revision }: { readonly content: Content; readonly revision: number },
): Promise<void> {
  requireShipped(key)
  try {
    await app.db.tx((tx) => writeDraft(tx, app.clock.now(), actor, { ...key, content: tidy(key, content), revision }))
  } catch (e) {
    throw isDuplicate(e) ? new AppError('messaging.wording_changed') : e
  }
}

interface NewDraft extends WordingKey {
  readonly content: Content
  readonly revision: number
}

async function writeDraft(
  tx: Tx,
  now: Date,
  actor: StaffActor,
  { content, revision, ...key }: NewDraft,
): Promise<void> {
  const draft = await findDraft(tx, key)
  if ((draft?.revision ?? 0) !== revision) throw new AppError('messaging.wording_changed')
  if (!draft) {
    const latest = (await wordingsInForce(tx, key.groupId, key.kind)).get(key.channel)
    await tx.insert(MessageWording, {
      ...{ id: newId(), ...key, version: (latest?.version ?? 1) + 1, state: 'draft', content, revision: 1 },
      ...{ writtenBy: actor.staffId, writtenAt: now, publishedBy: null, publishedAt: null },
    })
    return
  }
  const matched = await tx.update(
    MessageWording,
    { id: draft.id, revision, state: 'draft' },
    { content, revision: revision + 1, writtenBy: actor.staffId, writtenAt: now },
  )
  if (matched === 0) throw new AppError('messaging.wording_changed')
}

/**
 * Puts the draft in force. Throws `messaging.wording_invalid` with what is wrong with it, and `messaging.wording_changed` when it
 * is not the draft that was seen, or is published already.
 */
export async function publishWording(
  app: App,
  actor: StaffActor,
  key: WordingKey,
  { revision, requestId }: { readonly revision: number; readonly requestId: string },
): Promise<void> {
  await app.db.tx(async (tx) => {
    const draft = await findDraft(tx, key)
    if (draft?.revision !== revision) throw new AppError('messaging.wording_changed')
    const findings = previewWording(app, key, draft.content).findings.filter(({ isError }) => isError)
    if (findings.length > 0) throw new AppError('messaging.wording_invalid', { findings })
    const now = app.clock.now()
    const matched = await tx.run(
      `update message_wording set state = 'published', published_by = ?, published_at = ?
        where id = ? and state = 'draft' and revision = ?`,
      [actor.staffId, sqlInstant(now), draft.id, revision],
    )
    if (matched === 0) throw new AppError('messaging.wording_changed')
    await audit(tx, now, {
      ...{ actor, action: 'messaging.publish_wording', subject: { type: 'message_wording', id: draft.id }, requestId },
      after: { kind: key.kind, channel: key.channel, version: draft.version, ...draft.content },
    })
  })
}
