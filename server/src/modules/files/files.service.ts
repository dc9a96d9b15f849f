import { createHash, timingSafeEqual } from 'node:crypto'
import { files } from '@pitlane/contract'
import { AppError, DAY_MS, type Actor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import type { FileAnswer } from '../../platform/file-answer'
import { newId } from '../../platform/id'
import { isDuplicate } from '../../platform/sql'
import { survivorOf } from '../customer'
import { StoredFile, Upload } from './files.entity'
import { findByRequest, LINK_PURPOSE } from './files.queries'
import { keyOf, keysOf } from './keys'
import { isVoiceKind, kindOf, voiceTypes, type VoiceKind } from './kinds'
import { linkText, type Variant } from './links'
import { encodePhoto } from './photo.service'
import { MAX_WAITING, ownerOf, ruleFor } from './senders'
import { secondsOf } from './voice'

/** A microphone stops a moment late. */
const GRACE_SECONDS = 1
const MIN_SECONDS = 0.5

interface Content extends Pick<StoredFile, 'media' | 'contentType' | 'width' | 'height' | 'seconds'> {
  readonly parts: readonly { readonly variant: Variant; readonly bytes: Buffer }[]
}

/**
 * Takes in one photo or recording, for the moment. The same request id of the same person again answers with the same file,
 * whatever is sent. What is not used within a day is deleted. Throws `auth.forbidden` when the purpose is not for this
 * person, and `files.…` for what is not what it has to be.
 */
export async function receive(
  app: App,
  actor: Actor,
  { purpose, requestId }: { purpose: files.FilePurpose; requestId: string },
  sent: Buffer,
): Promise<StoredFile> {
  const rule = ruleFor(actor, purpose)
  const owner = ownerOf(actor)
  const known = await findByRequest(app.db.read, owner, requestId)
  if (known) return known
  const waiting = await app.db.read.count(StoredFile, { ownerKind: owner.kind, ownerId: owner.id, state: 'new' })
  if (waiting >= MAX_WAITING) throw new AppError('files.too_many_waiting')
  const { parts, ...content } = await contentOf(sent)
  if (content.media === 'voice' && !rule.hasVoice) throw new AppError('files.not_a_photo')
  const row: StoredFile = {
    ...{ id: newId(), ownerKind: owner.kind, ownerId: owner.id, requestId, purpose, ...content },
    ...{ bytes: parts[0]?.bytes.length ?? 0, sha256: createHash('sha256').update(sent).digest('hex') },
    ...{ state: 'new', subjectType: null, subjectId: null, ordinal: null, createdAt: app.clock.now() },
  }
  return store(app, row, parts)
}

/**
 * The sweep is planned before the first byte is written, so that no crash leaves bytes behind that nobody knows; the row
 * comes last, so that every row has its bytes.
 */
async function store(app: App, row: StoredFile, parts: Content['parts']): Promise<StoredFile> {
  const { id, media, contentType, createdAt } = row
  const runAt = new Date(createdAt.getTime() + DAY_MS)
  await app.db.tx(async (tx) => tx.enqueue({ kind: 'files.sweep', payload: { id, media, contentType }, runAt }))
  for (const { variant, bytes } of parts) await app.ports.files.put(keyOf(row, variant), bytes)
  try {
    await app.db.tx((tx) => tx.insert(StoredFile, row))
    return row
  } catch (e) {
    const owner = { kind: row.ownerKind, id: row.ownerId }
    const twin = isDuplicate(e) ? await findByRequest(app.db.read, owner, row.requestId) : undefined
    if (!twin) throw e
    await erase(app, row)
    return twin
  }
}

async function contentOf(sent: Buffer): Promise<Content> {
  if (sent.length === 0) throw new AppError('files.empty')
  const kind = kindOf(sent)
  // An SVG, too: it is text, and may carry a program.
  if (kind === undefined) throw new AppError('files.not_a_photo')
  if (kind === 'heic') throw new AppError('files.heic')
  return isVoiceKind(kind) ? voiceOf(kind, sent) : photoOf(sent)
}

async function photoOf(sent: Buffer): Promise<Content> {
  const { full, thumb, width, height } = await encodePhoto(sent)
  const parts = [{ variant: 'full', bytes: full } as const, { variant: 'thumb', bytes: thumb } as const]
  return { media: 'photo', contentType: 'image/jpeg', width, height, seconds: null, parts }
}

function voiceOf(kind: VoiceKind, sent: Buffer): Content {
  if (sent.length > files.limits.voiceBytes) throw new AppError('files.voice_too_large')
  const seconds = secondsOf(kind, sent)
  if (seconds === undefined) throw new AppError('files.broken')
  if (seconds > files.limits.voiceSeconds + GRACE_SECONDS) throw new AppError('files.voice_too_long')
  if (seconds < MIN_SECONDS) throw new AppError('files.voice_too_short')
  const whole = Math.min(Math.max(1, Math.round(seconds)), files.limits.voiceSeconds)
  const { contentType } = voiceTypes[kind]
  const parts = [{ variant: 'full', bytes: sent } as const]
  return { media: 'voice', contentType, width: null, height: null, seconds: whole, parts }
}

const erase = async (app: App, file: Parameters<typeof keysOf>[0]): Promise<void> => {
  for (const key of keysOf(file)) await app.ports.files.delete(key)
}

/** Deletes one of the person's own files that is not used yet. Somebody else's, and one that is gone, is no different from none. */
export async function discard(app: App, actor: Actor, fileId: string): Promise<void> {
  const { kind, id } = ownerOf(actor)
  const mine = { id: fileId, ownerKind: kind, ownerId: id }
  const file = await app.db.read.findOne(StoredFile, mine)
  if (!file) return
  const deleted = await app.db.tx((tx) => tx.delete(StoredFile, { ...mine, state: 'new' }))
  if (deleted > 0) return erase(app, file)
  if (await app.db.read.findOne(StoredFile, { ...mine, state: 'kept' })) throw new AppError('files.in_use')
}

/** Deletes a file that was sent and not used, its row first: so nothing can begin to use it meanwhile. A repeat deletes the rest. */
export async function sweep(app: App, file: Pick<StoredFile, 'id' | 'media' | 'contentType'>): Promise<void> {
  const { id } = file
  const swept = await app.db.tx((tx) => tx.delete(StoredFile, { id, state: 'new' }))
  if (await app.db.read.findOne(StoredFile, { id })) return
  await erase(app, file)
  if (swept === 0) return
  app.metrics.filesSwept.inc()
  app.log.info({ file: id, media: file.media }, 'a file that was sent and never used is deleted')
}

interface Link {
  readonly fileId: string
  readonly variant: Variant
  readonly exp: number
  readonly sig: string
}

/**
 * The bytes behind a signed address. Throws `files.not_found` for an address that we did not make, `files.link_over` for one
 * whose time has passed.
 */
export async function open(app: App, { fileId, variant, exp, sig }: Link): Promise<FileAnswer> {
  const ours = app.vault.blind(LINK_PURPOSE, linkText(fileId, variant, exp))
  if (!timingSafeEqual(Buffer.from(ours), Buffer.from(sig))) throw new AppError('files.not_found')
  const left = exp - Math.floor(app.clock.now().getTime() / 1000)
  if (left <= 0) throw new AppError('files.link_over')
  const file = await app.db.read.findOne(StoredFile, { id: fileId })
  const bytes = file && (await app.ports.files.get(keyOf(file, variant)))
  if (!bytes) throw new AppError('files.not_found')
  const name = keyOf(file, variant).split('/').at(-1) ?? fileId
  return { bytes, contentType: file.contentType, name, maxAgeSeconds: left }
}

/** Two customers turned out to be one: what they sent follows. */
export async function adoptFiles(tx: Tx, from: string, to: string): Promise<void> {
  const ownerId = await survivorOf(tx, to)
  await tx.update(StoredFile, { ownerKind: 'customer', ownerId: from }, { ownerId })
  await tx.update(Upload, { ownerKind: 'customer', ownerId: from }, { ownerId })
}
