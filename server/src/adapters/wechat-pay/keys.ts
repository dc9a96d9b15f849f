import { X509Certificate, type KeyObject } from 'node:crypto'
import * as z from 'zod'
import { VendorError } from '../../platform/ports'
import { unavailable, untrusted } from './errors'
import { sealed, unseal } from './resource'
import { jsonOf, type Answer } from './service'
import { distrustOf, type KeysBySerial } from './signature'

/** WeChat replaces a certificate with weeks of overlap, so a daily look is enough. */
const RENEW_AFTER_MS = 24 * 3600_000
const RETRY_AFTER_MS = 60_000

/**
 * The keys by which WeChat's signatures are checked: its public key, where the merchant has one, and its certificates. Both at
 * once, because during a switch from one to the other both sign.
 */
export interface PlatformKeys {
  /**
   * Loads the certificates when a day has passed since, and never because of what somebody sent. When that fails the known
   * keys go on; without any it throws VendorError.
   */
  current(): Promise<KeysBySerial>
}

interface Options {
  readonly publicKey: { readonly id: string; readonly key: KeyObject } | undefined
  /** Fetches the certificates. */
  readonly load: () => Promise<KeysBySerial>
  readonly now: () => number
}

const isNone = (error: unknown): boolean => error instanceof VendorError && error.reason === 'not_found'

export function createPlatformKeys({ publicKey, load, now }: Options): PlatformKeys {
  const own: [string, KeyObject][] = publicKey ? [[publicKey.id, publicKey.key]] : []
  let keys: KeysBySerial = new Map(own)
  let nextAt = -Infinity
  let flight: Promise<void> | undefined

  async function renew(): Promise<void> {
    nextAt = now() + RETRY_AFTER_MS
    try {
      keys = new Map([...own, ...(await load())])
      nextAt = now() + RENEW_AFTER_MS
    } catch (error) {
      // A merchant with a public key has no certificates, unless it had them before.
      if (isNone(error) && publicKey) nextAt = now() + RENEW_AFTER_MS
      else if (keys.size === 0) throw error
    }
  }

  return {
    async current() {
      if (now() >= nextAt) flight ??= renew().finally(() => (flight = undefined))
      await flight
      if (keys.size === 0) throw unavailable()
      return keys
    },
  }
}

const certificates = z.object({
  data: z.array(z.object({ serial_no: z.string().regex(/^[0-9A-F]{8,64}$/), encrypt_certificate: sealed })).min(1),
})

function keyIn(pem: string | undefined, serial: string): KeyObject {
  if (pem === undefined) throw untrusted()
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(pem)
  } catch {
    throw untrusted()
  }
  const isRsa = certificate.publicKey.asymmetricKeyType === 'rsa'
  if (!isRsa || certificate.serialNumber.toUpperCase() !== serial) throw untrusted()
  return certificate.publicKey
}

/**
 * The keys in an answer of `/v3/certificates`. That we can decipher them proves that WeChat made them for this merchant; the
 * answer has to be signed by a key that we hold, or by one of them.
 */
export function certificatesIn(answer: Answer, known: KeysBySerial, apiV3Key: string, nowMs: number): KeysBySerial {
  const { data } = certificates.safeParse(jsonOf(answer))
  if (!data) throw unavailable()
  const keys = new Map(
    data.data.map(({ serial_no, encrypt_certificate }): [string, KeyObject] => [
      serial_no,
      keyIn(unseal(encrypt_certificate, apiV3Key), serial_no),
    ]),
  )
  const signers = new Map([...known, ...keys])
  if (distrustOf(answer.header, answer.bytes.toString('utf8'), signers, nowMs)) throw untrusted()
  return keys
}
