import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Config } from './config'

/** What a sealed value is, e.g. `customer.phone`: bound to the ciphertext, so that values cannot be swapped between columns. */
type Purpose = `${string}.${string}`

/** Seals personal data at rest and makes blind indexes for look-up. */
export interface Vault {
  /** AES-256-GCM under the newest key. The same text gives another result each time. */
  seal(purpose: Purpose, text: string): string
  /** Opens what any key of the ring sealed. Throws when the value was altered or the key is gone. */
  open(purpose: Purpose, sealed: string): string
  /** HMAC-SHA256 of the text, 43 characters: equal texts give equal indexes, and nothing else can be read from it. */
  blind(purpose: Purpose, text: string): string
  /** True when the value was sealed under an older key and should be sealed anew when it is next written. */
  isStale(sealed: string): boolean
}

const IV_BYTES = 12
const TAG_BYTES = 16

export function createVault(config: Pick<Config, 'PITLANE_DATA_KEYS' | 'PITLANE_INDEX_KEY'>): Vault {
  const ring = new Map(config.PITLANE_DATA_KEYS.map((key) => [key.id, key.secret]))
  const newest = config.PITLANE_DATA_KEYS[0]
  if (!newest) throw new Error('PITLANE_DATA_KEYS is empty')
  return {
    seal(purpose, text) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', newest.secret, iv).setAAD(Buffer.from(purpose))
      const body = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `v1.${newest.id}.${body.toString('base64url')}`
    },
    open(purpose, sealed) {
      const [, keyId = '', body = ''] = sealed.split('.')
      const secret = ring.get(keyId)
      if (!secret) throw new Error(`no key ${keyId} to open a sealed value`)
      const bytes = Buffer.from(body, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-TAG_BYTES))
      return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    },
    blind: (purpose, text) =>
      createHmac('sha256', config.PITLANE_INDEX_KEY).update(purpose).update('\0').update(text).digest('base64url'),
    isStale: (sealed) => sealed.split('.')[1] !== newest.id,
  }
}
