import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { isFileKey, VendorError, type FilesPort } from '../../platform/ports'

const isMissing = (e: unknown): boolean => (e as { code?: string }).code === 'ENOENT'

/** A full or broken disk may be mended, so a later try may work. The path stays out of the message: it is ours alone. */
async function tried<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (e) {
    if (e instanceof VendorError) throw e
    throw new VendorError('files-disk', 'unavailable', true)
  }
}

/** Keeps files in a folder of this machine, or one that several machines share. Folders are made when they are needed. */
export function createFilesDisk({ dir }: { dir: string }): FilesPort {
  const pathOf = (key: string): string => {
    if (!isFileKey(key)) throw new VendorError('files-disk', 'bad_request', false)
    return path.join(dir, key)
  }
  return {
    put: (key, bytes) => tried(() => write(pathOf(key), bytes)),
    get: (key) =>
      tried(async () => {
        try {
          return await readFile(pathOf(key))
        } catch (e) {
          if (isMissing(e)) return undefined
          throw e
        }
      }),
    delete: (key) => tried(() => rm(pathOf(key), { force: true })),
  }
}

/** Beside its place first, then moved there: a reader sees all of it or nothing, also after a power cut. */
async function write(file: string, bytes: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const draft = `${file}.${randomUUID()}.draft`
  try {
    const handle = await open(draft, 'wx', 0o640)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, file)
  } catch (e) {
    await rm(draft, { force: true })
    throw e
  }
}
