import { createHash } from 'node:crypto'
import { fileParts, type BodyIn } from '@pitlane/contract'
import { AppError, DAY_MS, type Actor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { newId } from '../../platform/id'
import { describeFault } from '../../platform/log'
import { isDuplicate } from '../../platform/sql'
import { Upload, type StoredFile } from './files.entity'
import { findByRequest, type FileOwner } from './files.queries'
import { receive } from './files.service'
import { partKeyOf } from './keys'
import { allParts, bitOf, partLength, partsIn } from './parts'
import { MAX_WAITING, ownerOf, ruleFor } from './senders'

export const SWEEP_UPLOAD = 'files.sweep_upload'

type Wish = BodyIn<typeof fileParts.start>

/** What is there of an upload. */
interface Arrived {
  readonly uploadId: string
  readonly partBytes: number
  readonly received: number[]
}

/**
 * Begins a file that travels in parts, or takes it up again: the same request id of the same person answers with the same
 * upload and the parts that are here. When the file itself is here already, by a plain upload whose answer was lost or after
 * {@link complete}, no part is missing. Throws `files.upload_differs` when the same request id named another file before.
 */
export async function start(app: App, actor: Actor, wish: Wish): Promise<Arrived> {
  ruleFor(actor, wish.purpose)
  const owner = ownerOf(actor)
  const upload = (await findUpload(app, owner, wish.requestId)) ?? (await begin(app, owner, wish))
  const { id, bytes, sha256, purpose } = upload
  if (bytes !== wish.bytes || sha256 !== wish.sha256 || purpose !== wish.purpose)
    throw new AppError('files.upload_differs')
  const isHere = (await findByRequest(app.db.read, owner, wish.requestId)) !== undefined
  const received = isHere ? allParts(bytes) : partsIn(upload.received)
  return { uploadId: id, partBytes: fileParts.PART_BYTES, received }
}

const findUpload = (app: App, { kind, id }: FileOwner, requestId: string): Promise<Upload | undefined> =>
  app.db.read.findOne(Upload, { ownerKind: kind, ownerId: id, requestId })

/** The sweep is planned with the row, so that no part is ever left behind. */
async function begin(app: App, owner: FileOwner, wish: Wish): Promise<Upload> {
  const mine = { ownerKind: owner.kind, ownerId: owner.id }
  const open = await app.db.read.count(Upload, { ...mine, state: 'open' })
  if (open >= MAX_WAITING) throw new AppError('files.too_many_waiting')
  const createdAt = app.clock.now()
  const row: Upload = { id: newId(), ...mine, ...wish, received: 0, state: 'open', createdAt }
  const job = { kind: SWEEP_UPLOAD, payload: { id: row.id, bytes: row.bytes } }
  try {
    await app.db.tx(async (tx) => {
      await tx.insert(Upload, row)
      tx.enqueue({ ...job, runAt: new Date(createdAt.getTime() + DAY_MS) })
    })
    return row
  } catch (e) {
    const twin = isDuplicate(e) ? await findUpload(app, owner, wish.requestId) : undefined
    if (!twin) throw e
    return twin
  }
}

/** Somebody else's upload is no different from none. */
async function requireUpload(app: App, actor: Actor, uploadId: string): Promise<Upload> {
  const { kind, id } = ownerOf(actor)
  const upload = await app.db.read.findOne(Upload, { id: uploadId, ownerKind: kind, ownerId: id })
  if (!upload) throw new AppError('files.upload_not_found')
  return upload
}

/**
 * Keeps one part. A repeat changes nothing, and one after the end neither. Throws `files.part_wrong` when it is not as long
 * as this part has to be. The bytes come before the bit: every bit has its bytes.
 */
export async function keepPart(app: App, actor: Actor, uploadId: string, part: number, sent: Buffer): Promise<void> {
  const upload = await requireUpload(app, actor, uploadId)
  if (sent.length === 0 || sent.length !== partLength(upload.bytes, part)) throw new AppError('files.part_wrong')
  if (upload.state === 'done') return
  await app.ports.files.put(partKeyOf(uploadId, part), sent)
  const sql = 'update upload set received = received | ? where id = ?'
  if ((await app.db.tx((tx) => tx.run(sql, [bitOf(part), uploadId]))) > 0) return
  // Swept meanwhile.
  await app.ports.files.delete(partKeyOf(uploadId, part))
  throw new AppError('files.upload_not_found')
}

/**
 * Puts the parts together and takes the file in as {@link receive} does; a repeat answers with the same file. Throws
 * `files.incomplete` when a part is missing, and when size or sum are not those that were announced: then all parts are asked
 * for anew, as nobody knows which one is wrong.
 */
export async function complete(app: App, actor: Actor, uploadId: string): Promise<StoredFile> {
  const upload = await requireUpload(app, actor, uploadId)
  const { purpose, requestId } = upload
  const known = await findByRequest(app.db.read, ownerOf(actor), requestId)
  if (known) return known
  if (partsIn(upload.received).length < allParts(upload.bytes).length) throw new AppError('files.incomplete')
  const whole = await joined(app, upload)
  if (!whole) return twinOf(app, actor, upload)
  const file = await receive(app, actor, { purpose, requestId }, whole)
  await app.db.tx((tx) => tx.update(Upload, { id: uploadId }, { state: 'done' }))
  await clear(app, upload).catch((e: unknown) =>
    app.log.warn({ fault: describeFault(e), upload: uploadId }, 'parts are left for the sweep'),
  )
  return file
}

/** Undefined when it is not what was announced. */
async function joined(app: App, { id, bytes, sha256 }: Upload): Promise<Buffer | undefined> {
  const found: Buffer[] = []
  for (const part of allParts(bytes)) found.push((await app.ports.files.get(partKeyOf(id, part))) ?? Buffer.alloc(0))
  const whole = Buffer.concat(found)
  const isRight = whole.length === bytes && createHash('sha256').update(whole).digest('hex') === sha256
  return isRight ? whole : undefined
}

/** Of two who complete, the second may find that the first has cleared away. Otherwise it begins anew. */
async function twinOf(app: App, actor: Actor, { id, requestId }: Upload): Promise<StoredFile> {
  const twin = await findByRequest(app.db.read, ownerOf(actor), requestId)
  if (twin) return twin
  await app.db.tx((tx) => tx.update(Upload, { id }, { received: 0, state: 'open' }))
  throw new AppError('files.incomplete')
}

async function clear(app: App, { id, bytes }: Pick<Upload, 'id' | 'bytes'>): Promise<void> {
  for (const part of allParts(bytes)) await app.ports.files.delete(partKeyOf(id, part))
}

/** A day after its beginning an upload is over, finished or not: its row first, so that no part comes after it. A repeat deletes the rest. */
export async function sweepUpload(app: App, upload: Pick<Upload, 'id' | 'bytes'>): Promise<void> {
  await app.db.tx((tx) => tx.delete(Upload, { id: upload.id }))
  await clear(app, upload)
}
