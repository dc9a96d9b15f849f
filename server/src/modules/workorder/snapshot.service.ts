import { createHash } from 'node:crypto'
import { canonical } from './canonical'

/** SHA-256, hexadecimal, of what was signed or agreed to: a document that was changed afterwards has another. */
export const snapshotHash = (document: Readonly<Record<string, unknown>>): string =>
  createHash('sha256').update(canonical(document)).digest('hex')
