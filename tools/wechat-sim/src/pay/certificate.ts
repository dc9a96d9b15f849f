import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { bits, explicit, integer, nothing, objectId, sequence, set, utcTime, utf8 } from './der'

const SHA256_WITH_RSA = sequence(objectId('2a864886f70d01010b'), nothing)
const COMMON_NAME = objectId('550403')

/** A self-signed X.509 certificate, PEM, good from 2020 to 2049: node can read certificates but not make them. */
export function certificateOf({ serial, privateKey }: { serial: string; privateKey: string }): string {
  const key = createPrivateKey(privateKey)
  const name = sequence(set(sequence(COMMON_NAME, utf8('Tenpay.com Root CA (simulated)'))))
  const content = sequence(
    explicit(0, integer('02')),
    integer(serial),
    SHA256_WITH_RSA,
    name,
    sequence(utcTime(new Date('2020-01-01T00:00:00Z')), utcTime(new Date('2049-01-01T00:00:00Z'))),
    name,
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
  )
  const der = sequence(content, SHA256_WITH_RSA, bits(sign('RSA-SHA256', content, key)))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
