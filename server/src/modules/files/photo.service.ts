import { files } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import type sharpType from 'sharp'

const FULL_SIDE = 2048
const THUMB_SIDE = 320
const FULL_QUALITY = 82
const THUMB_QUALITY = 72
const SECONDS = 20

export interface Photo {
  readonly full: Buffer
  readonly thumb: Buffer
  readonly width: number
  readonly height: number
}

type Sharp = typeof sharpType

let loaded: Promise<Sharp> | undefined

/** Its native code takes 20 MB: a process that never sees a photo does without. */
const loadSharp = (): Promise<Sharp> =>
  (loaded ??= import('sharp').then(({ default: sharp }) => {
    // One thread a photo: a burst of uploads must not take the processors from everybody else.
    sharp.concurrency(1)
    sharp.cache(false)
    return sharp
  }))

let queue: Promise<unknown> = Promise.resolve()

/** One photo at a time in a process: a large one needs 200 MB while it is worked on. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = queue.then(work)
  queue = turn.catch(() => undefined)
  return turn
}

/**
 * Encodes a photo anew: upright, at most 2048 pixels on its longer side, without any metadata (where it was taken, by
 * which device, hidden previews), and a small one beside it. Throws `files.too_many_pixels` before anything is decoded, and
 * `files.broken` for what is cut off or is no picture after all.
 */
export const encodePhoto = (bytes: Buffer): Promise<Photo> => inTurn(() => encode(bytes))

async function encode(bytes: Buffer): Promise<Photo> {
  const sharp = await loadSharp()
  // The number of pixels is looked at below; the library's own limit, a little above, stays as the second net.
  const options = { failOn: 'error', limitInputPixels: files.limits.photoPixels * 2, sequentialRead: true } as const
  try {
    const { width, height } = await sharp(bytes, options).metadata()
    if (width * height > files.limits.photoPixels) throw new AppError('files.too_many_pixels')
    const full = await sharp(bytes, options)
      .timeout({ seconds: SECONDS })
      .autoOrient()
      .resize(FULL_SIDE, FULL_SIDE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: FULL_QUALITY, progressive: true })
      .toBuffer({ resolveWithObject: true })
    const thumb = await sharp(full.data)
      .resize(THUMB_SIDE, THUMB_SIDE, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: THUMB_QUALITY })
      .toBuffer()
    return { full: full.data, thumb, width: full.info.width, height: full.info.height }
  } catch (e) {
    throw e instanceof AppError ? e : new AppError(refusalOf(e))
  }
}

/** The library words what is wrong with a picture; everything it throws is about the picture. */
const refusalOf = (e: unknown): string =>
  /pixel limit/i.test((e as Error).message) ? 'files.too_many_pixels' : 'files.broken'
