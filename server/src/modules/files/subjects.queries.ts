import type { files } from '@pitlane/contract'
import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import { StoredFile } from './files.entity'
import { photoView, type Signing } from './files.queries'

/** A photo, and what it is kept with. */
export interface KeptPhoto {
  readonly subjectType: string
  readonly subjectId: string
  readonly view: files.PhotoView
}

/**
 * Photos of subjects of several kinds in one statement, in the order in which they were chosen. The caller answers for the reader
 * being allowed to see them; none for no subjects.
 */
export async function photosOf(
  db: Reader,
  signing: Signing,
  subjectTypes: readonly string[],
  subjectIds: readonly string[],
): Promise<KeptPhoto[]> {
  if (subjectIds.length === 0) return []
  const where = { subjectType: In([...subjectTypes]), subjectId: In([...subjectIds]), media: 'photo' as const }
  const rows = await db.find(StoredFile, { where, order: { subjectId: 'ASC', ordinal: 'ASC' } })
  return rows.map((row) => ({
    ...{ subjectType: row.subjectType ?? '', subjectId: row.subjectId ?? '', view: photoView(signing, row) },
  }))
}
