import Taro from '@tarojs/taro'
import { NotAllowed, type LocalFile } from '../local-file'

/** A photo this large is made smaller before it travels. */
const LARGE_BYTES = 1_500_000
const QUALITY = 75

const messageOf = (e: unknown) => String((e as { errMsg?: unknown } | undefined)?.errMsg)

async function lighter(path: string, size: number): Promise<LocalFile> {
  if (size <= LARGE_BYTES) return { path }
  // It goes as it is when the phone cannot; the server makes it smaller as well.
  const smaller = await Taro.compressImage({ src: path, quality: QUALITY }).catch(() => undefined)
  return { path: smaller?.tempFilePath ?? path }
}

/**
 * Photos that the owner takes or chooses, at most `most`; none when they leave it.
 * @throws {NotAllowed} when camera or album are refused.
 */
export async function pickPhotos(most: number): Promise<LocalFile[]> {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      ...{ count: most, mediaType: ['image'], sourceType: ['album', 'camera'], sizeType: ['compressed'] },
    })
    return await Promise.all(tempFiles.map(({ tempFilePath, size }) => lighter(tempFilePath, size)))
  } catch (e) {
    if (/cancel/.test(messageOf(e))) return []
    throw new NotAllowed()
  }
}
