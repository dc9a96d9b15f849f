import Taro from '@tarojs/taro'
import type { LocalFile } from '../local-file'

/** The content of a file. Undefined where it cannot be read. */
export function bytesOf({ path }: LocalFile): Promise<ArrayBuffer | undefined> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().readFile({
      filePath: path,
      success: ({ data }) => resolve(typeof data === 'string' ? undefined : data),
      fail: () => resolve(undefined),
    })
  })
}
