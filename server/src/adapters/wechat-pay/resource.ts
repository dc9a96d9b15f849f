import { createDecipheriv } from 'node:crypto'
import * as z from 'zod'
import { bytesOf } from './signature'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What WeChat encrypts with the APIv3 key: notices and certificates. */
export const sealed = z.object({
  algorithm: z.literal('AEAD_AES_256_GCM'),
  nonce: z.string().refine((text) => Buffer.byteLength(text) === NONCE_BYTES),
  associated_data: z.string().default(''),
  ciphertext: z.string().min(1),
})

type Sealed = z.infer<typeof sealed>

/** The text, or undefined when a bit of the ciphertext, its tag, the nonce or the associated data is not as it was sealed. */
export function unseal({ nonce, associated_data, ciphertext }: Sealed, apiV3Key: string): string | undefined {
  const bytes = bytesOf(ciphertext)
  if (!bytes || bytes.length < TAG_BYTES) return undefined
  const decipher = createDecipheriv('aes-256-gcm', apiV3Key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  decipher.setAAD(Buffer.from(associated_data))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
