import { jest } from '@jest/globals'
import type { LocalFile } from '../../../miniprogram/src/lib/local-file'

/** Imported first, it gives the phone a drawer for files: jsdom has no database. */
export const drawer = new Map<string, LocalFile>()

jest.mock('../../../miniprogram/src/lib/platform/keep-file', () => ({
  __esModule: true,
  keepFile: async (file: LocalFile) => {
    const key = `kept-${file.path}`
    drawer.set(key, file)
    return key
  },
  keptFile: async (key: string) => drawer.get(key),
  letGo: (key: string) => void drawer.delete(key),
}))
