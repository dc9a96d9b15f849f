import type { messaging, messageWordings, View } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { findStaff } from '../identity'
import { findTemplate } from './channel.service'
import { MessageWording } from './messaging.entity'
import { findShipped, variables, type Shipped } from './shipped.service'
import { libraryFields } from './template-fields'
import { previewOf, wordingPlaces } from './previewing.service'

type Content = messageWordings.WordingContent

/** One wording of one group. */
export interface WordingKey {
  readonly groupId: string
  readonly kind: messaging.MessageKind
  readonly channel: messageWordings.WordingChannel
}

/** The shipped wording. Throws `messaging.wording_not_found` where the kind says nothing on the channel. */
export function requireShipped({ kind, channel }: WordingKey): Shipped {
  const shipped = findShipped(kind, channel)
  if (!shipped) throw new AppError('messaging.wording_not_found')
  return shipped
}

const shippedVersion = ({ content }: Shipped) => ({ version: 1, content, publishedAt: null, publishedBy: null })

/** The latest published version of each channel of a kind, where the group has one. */
export async function wordingsInForce(db: Reader, groupId: string, kind: messaging.MessageKind) {
  const rows = await db.find(MessageWording, {
    ...{ where: { groupId, kind, state: 'published' }, order: { version: 'ASC' } },
  })
  return new Map(rows.map((row) => [row.channel, row]))
}

/** The draft of a wording; there is one at most. */
export const findDraft = (db: Reader, { groupId, kind, channel }: WordingKey): Promise<MessageWording | undefined> =>
  db.findOne(MessageWording, { groupId, kind, channel, state: 'draft' })

/** WeChat's fields of our values, as this account has them. */
const fieldsOf = (app: App, { template }: Shipped): Readonly<Record<string, string>> =>
  template ? (findTemplate(app.config, template)?.fields ?? libraryFields[template]) : {}

/** How a wording reads, and what is wrong with it. */
export function previewWording(app: App, key: WordingKey, content: Content): messageWordings.Preview {
  const shipped = requireShipped(key)
  const { kind, channel } = key
  return previewOf(content, {
    ...{ kind, channel, shipped, fields: fieldsOf(app, shipped), sign: app.config.SMS_SIGN_NAME ?? '签名' },
  })
}

/** One wording with its history. */
export async function readWording(app: App, key: WordingKey): Promise<messageWordings.WordingView> {
  const shipped = requireShipped(key)
  const { kind, channel, groupId } = key
  const rows = await app.db.read.find(MessageWording, {
    ...{ where: { groupId, kind, channel }, order: { version: 'DESC' } },
  })
  const nameOf = async (id: string) => (await findStaff(app.db.read, id))?.name ?? ''
  const published = await Promise.all(
    rows.flatMap(({ state, version, content, publishedAt, publishedBy }) =>
      state === 'published' && publishedAt && publishedBy
        ? [nameOf(publishedBy).then((name) => ({ version, content, publishedAt: publishedAt.toISOString(), name }))]
        : [],
    ),
  )
  const versions = [
    ...published.map(({ name, ...version }) => ({ ...version, publishedBy: name })),
    shippedVersion(shipped),
  ]
  const draft = rows.find(({ state }) => state === 'draft')
  return {
    ...{ kind, channel, versions },
    variables: shipped.names.map((name) => ({ name, ...(variables[name] ?? { label: name, sample: name }) })),
    fields: Object.entries(fieldsOf(app, shipped)).map(([name, field]) => ({ name, field })),
    draft: draft
      ? {
          ...{ content: draft.content, revision: draft.revision, writtenAt: draft.writtenAt.toISOString() },
          writtenBy: await nameOf(draft.writtenBy),
        }
      : null,
    preview: previewWording(app, key, draft?.content ?? versions[0]?.content ?? shipped.content),
  }
}

/** Every wording of a group, with the version in force. */
export async function listWordings(db: Reader, groupId: string): Promise<View<typeof messageWordings.list>> {
  const rows = await db.find(MessageWording, { where: { groupId }, order: { version: 'DESC' } })
  return wordingPlaces.map(({ kind, channel }) => {
    const mine = rows.filter((row) => row.kind === kind && row.channel === channel)
    const inForce = mine.find(({ state }) => state === 'published')
    return {
      ...{ kind, channel, version: inForce?.version ?? 1 },
      publishedAt: inForce?.publishedAt?.toISOString() ?? null,
      hasDraft: mine.some(({ state }) => state === 'draft'),
    }
  })
}
