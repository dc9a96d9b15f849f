import type { LocalFile } from '../local-file'

/** The content of a file. Undefined where it cannot be read. */
export async function bytesOf({ blob }: LocalFile): Promise<ArrayBuffer | undefined> {
  // Browsers of before 2020 cannot.
  return typeof blob?.arrayBuffer === 'function' ? blob.arrayBuffer().catch(() => undefined) : undefined
}
