import type { files } from '@pitlane/contract'
import type { Clock } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import type { Vault } from '../../platform/vault'
import { StoredFile } from './files.entity'
import { linkEnd, linkText, type Variant } from './links'

/** What signs links, and the time they are counted from. */
export interface Signing {
  readonly vault: Vault
  readonly clock: Clock
}

/** Whose file it is. */
export interface FileOwner {
  readonly kind: 'customer' | 'staff'
  readonly id: string
}

export const LINK_PURPOSE = 'files.link'

const EMPTY: files.FilesView = { photos: [], voice: null }

function linkTo({ vault, clock }: Signing, { id }: StoredFile, variant: Variant): string {
  const exp = linkEnd(clock.now())
  return `/api/files/${id}/${variant}?exp=${exp}&sig=${vault.blind(LINK_PURPOSE, linkText(id, variant, exp))}`
}

/** A photo with its addresses. Whoever gets it may see it for the next minutes: ask first whether they may. */
export const photoView = (signing: Signing, file: StoredFile): files.PhotoView => ({
  ...{ id: file.id, thumbUrl: linkTo(signing, file, 'thumb'), url: linkTo(signing, file, 'full') },
  ...{ width: file.width ?? 0, height: file.height ?? 0 },
})

const voiceView = (signing: Signing, file: StoredFile): files.VoiceView => ({
  ...{ id: file.id, url: linkTo(signing, file, 'full'), seconds: file.seconds ?? 0 },
})

/** One file as the person who sent it sees it. */
export const viewOf = (signing: Signing, file: StoredFile) => ({
  id: file.id,
  photo: file.media === 'photo' ? photoView(signing, file) : null,
  voice: file.media === 'voice' ? voiceView(signing, file) : null,
})

export const findByRequest = (
  db: Reader,
  { kind, id }: FileOwner,
  requestId: string,
): Promise<StoredFile | undefined> => db.findOne(StoredFile, { ownerKind: kind, ownerId: id, requestId })

/**
 * Photos and voice of subjects, by subject id, with signed addresses that are good for ten to fifteen minutes. A subject
 * without files gets empty lists. The caller answers for the reader being allowed to see these subjects. One statement; none
 * for no subjects.
 */
export async function linksOf(
  db: Reader,
  signing: Signing,
  subjectType: string,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, files.FilesView>> {
  if (subjectIds.length === 0) return new Map()
  const rows = await db.find(StoredFile, {
    where: { subjectType, subjectId: In([...subjectIds]) },
    order: { subjectId: 'ASC', ordinal: 'ASC' },
  })
  return new Map(
    subjectIds.map((id) => [
      id,
      filesOf(
        signing,
        rows.filter((row) => row.subjectId === id),
      ),
    ]),
  )
}

function filesOf(signing: Signing, rows: readonly StoredFile[]): files.FilesView {
  if (rows.length === 0) return EMPTY
  const voice = rows.find(({ media }) => media === 'voice')
  return {
    photos: rows.filter(({ media }) => media === 'photo').map((row) => photoView(signing, row)),
    voice: voice ? voiceView(signing, voice) : null,
  }
}
