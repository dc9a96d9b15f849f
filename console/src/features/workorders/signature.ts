import { files } from '@pitlane/contract'
import { callWithFile } from '../../lib/api'
import { uuid } from '../../lib/uuid'

const sent = new WeakMap<Blob, Promise<string>>()

/** Sends a signature once, however often the form is sent. @returns the id of its file @throws ApiError */
export function sendSignature(signature: Blob): Promise<string> {
  const before = sent.get(signature)
  if (before) return before
  const query = { purpose: 'signature', requestId: uuid() } as const
  const id = callWithFile(files.upload, { query }, signature).then((file) => file.id)
  sent.set(signature, id)
  // A lost answer is no answer: the next attempt sends it anew.
  id.catch(() => sent.delete(signature))
  return id
}
