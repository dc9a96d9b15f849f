import { files } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Tx } from '../../platform/database'
import { marks } from '../../platform/sql'
import { StoredFile } from './files.entity'
import type { FileOwner } from './files.queries'

/** What files are kept with. */
interface Subject {
  readonly type: string
  readonly id: string
  /** Only files that were sent for this may be used. */
  readonly purpose: files.FilePurpose
}

export interface Attachment {
  /** In the order in which they are shown. */
  readonly fileIds: readonly string[]
  readonly owner: FileOwner
  readonly subject: Subject
}

/**
 * Keeps files that somebody sent before with what they are about, in the transaction that writes it. Without files it costs
 * nothing. A repeat for the same subject changes nothing.
 *
 * Throws `files.not_found` for somebody else's file, one of another purpose, one that was deleted meanwhile and one that is
 * kept with something else, and `files.too_many` for more than nine photos or one voice.
 */
export async function attach(tx: Tx, { fileIds, owner, subject }: Attachment): Promise<void> {
  if (fileIds.length === 0) return
  const ids = [...new Set(fileIds)]
  const rows = await tx.find(StoredFile, { where: { id: In(ids) } })
  if (rows.length !== ids.length || !rows.every((row) => isUsable(row, owner, subject)))
    throw new AppError('files.not_found')
  assertFew(rows)
  const fresh = ids.filter((id) => rows.some((row) => row.id === id && row.state === 'new'))
  if (fresh.length > 0) await keep(tx, fresh, subject)
}

function isUsable(row: StoredFile, owner: FileOwner, subject: Subject): boolean {
  if (row.ownerKind !== owner.kind || row.ownerId !== owner.id || row.purpose !== subject.purpose) return false
  return row.state === 'new' || (row.subjectType === subject.type && row.subjectId === subject.id)
}

function assertFew(rows: readonly StoredFile[]): void {
  const photos = rows.filter(({ media }) => media === 'photo').length
  if (photos > files.limits.photos || rows.length - photos > files.limits.voices) throw new AppError('files.too_many')
}

/** Of two at the same moment, and of a sweep, the database lets one through. */
async function keep(tx: Tx, ids: readonly string[], { type, id }: Subject): Promise<void> {
  const ordinals = ids.map(() => 'when ? then ?').join(' ')
  const kept = await tx.run(
    `update file set state = 'kept', subject_type = ?, subject_id = ?, ordinal = case id ${ordinals} end
      where id in (${marks(ids.length)}) and state = 'new'`,
    [type, id, ...ids.flatMap((fileId, i) => [fileId, i]), ...ids],
  )
  if (kept !== ids.length) throw new AppError('files.not_found')
}

/**
 * Deletes what is kept with subjects, for when its time is over: the rows in this transaction, the bytes by a job after it.
 * Doing it again changes nothing.
 */
export async function forget(tx: Tx, now: Date, subjectType: string, subjectIds: readonly string[]): Promise<void> {
  if (subjectIds.length === 0) return
  const kept = await tx.find(StoredFile, { where: { subjectType, subjectId: In([...subjectIds]), state: 'kept' } })
  for (const { id, media, contentType } of kept) {
    tx.enqueue({ kind: 'files.sweep', payload: { id, media, contentType }, runAt: now })
    await tx.delete(StoredFile, { id })
  }
}
