import type { LocalFile } from '../local-file'
import { uuid } from '../uuid'

const STORE = 'files'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('pitlane.kept', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error('no room'))
  })
}

async function within<T>(mode: IDBTransactionMode, work: (files: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = work(database.transaction(STORE, mode).objectStore(STORE))
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(new Error('no room'))
    })
  } finally {
    database.close()
  }
}

/** Keeps a file until it is let go, over reloads too; answers with the key under which it is found again. */
export async function keepFile(file: LocalFile): Promise<string> {
  const key = uuid()
  await within('readwrite', (files) => files.put(file.blob, key))
  return key
}

/** Undefined when the browser has cleared it away. */
export async function keptFile(key: string): Promise<LocalFile | undefined> {
  const blob = await within<unknown>('readonly', (files) => files.get(key) as IDBRequest<unknown>)
  return blob instanceof Blob ? { path: URL.createObjectURL(blob), blob } : undefined
}

export function letGo(key: string): void {
  void within('readwrite', (files) => files.delete(key)).catch(() => undefined)
}
