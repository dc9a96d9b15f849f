import Taro from '@tarojs/taro'
import type { LocalFile } from '../local-file'

/** Keeps a file until it is let go, over restarts of the app too; answers with the key under which it is found again. */
export function keepFile(file: LocalFile): Promise<string> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().saveFile({
      tempFilePath: file.path,
      success: (answer) => resolve(String((answer as { savedFilePath?: string }).savedFilePath)),
      fail: () => reject(new Error('no room')),
    })
  })
}

/** Undefined when the phone has cleared it away. */
export function keptFile(key: string): Promise<LocalFile | undefined> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().access({
      path: key,
      success: () => resolve({ path: key }),
      fail: () => resolve(undefined),
    })
  })
}

export function letGo(key: string): void {
  Taro.getFileSystemManager().unlink({ filePath: key, fail: () => undefined })
}
