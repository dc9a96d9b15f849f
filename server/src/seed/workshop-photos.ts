import { createHash } from 'node:crypto'
import type { files } from '@pitlane/contract'
import { StoredFile } from '../modules/files/files.entity'
import { keyOf } from '../modules/files/keys'
import { encodePhoto, type Photo } from '../modules/files/photo.service'
import type { App } from '../platform/app'
import type { Tx } from '../platform/database'
import type { Dice } from './dice'
import { AROUND, FOUND, SIGNATURE, WORKED } from './workshop-pictures'

export interface Album {
  readonly around: readonly Photo[]
  readonly worked: Photo
  readonly found: Photo
  readonly signature: Photo
}

const encode = (svg: string): Promise<Photo> => encodePhoto(Buffer.from(svg))
let album: Promise<Album> | undefined

/** The pictures of the demonstration as the server keeps photos. Drawn once in a process, before the transaction. */
export const drawAlbum = (): Promise<Album> =>
  (album ??= (async () => ({
    around: await Promise.all(AROUND.map(encode)),
    ...{ worked: await encode(WORKED), found: await encode(FOUND), signature: await encode(SIGNATURE) },
  }))())

/** So many are written at a time. */
const AT_A_TIME = 8

/** Photos that are sent in a transaction: their rows are written at once, their bytes when it is through. */
export class PhotoShelf {
  private readonly bytes: { readonly key: string; readonly content: Buffer }[] = []

  constructor(
    private readonly tx: Tx,
    private readonly dice: Dice,
  ) {}

  /** Ids of photos that this member of staff has sent. */
  async send(photos: readonly Photo[], staffId: string, at: Date, purpose: files.FilePurpose): Promise<string[]> {
    const rows = photos.map((photo): StoredFile => ({
      ...{ id: this.dice.id(at), ownerKind: 'staff', ownerId: staffId, requestId: this.dice.uuid(), purpose },
      ...{ media: 'photo', contentType: 'image/jpeg', bytes: photo.full.length, seconds: null, state: 'new' },
      ...{ width: photo.width, height: photo.height, sha256: createHash('sha256').update(photo.full).digest('hex') },
      ...{ subjectType: null, subjectId: null, ordinal: null, createdAt: at },
    }))
    await this.tx.insert(StoredFile, rows)
    rows.forEach((row, i) => {
      const photo = photos[i]
      if (!photo) return
      this.bytes.push(
        { key: keyOf(row, 'full'), content: photo.full },
        { key: keyOf(row, 'thumb'), content: photo.thumb },
      )
    })
    return rows.map(({ id }) => id)
  }

  async store({ ports }: App): Promise<void> {
    for (let from = 0; from < this.bytes.length; from += AT_A_TIME)
      await Promise.all(
        this.bytes.slice(from, from + AT_A_TIME).map(({ key, content }) => ports.files.put(key, content)),
      )
  }
}
