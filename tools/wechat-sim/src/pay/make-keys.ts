import { generateKeyPairSync, randomBytes } from 'node:crypto'

/** A fresh key pair, PEM. */
export interface PayKeyPair {
  privateKey: string
  publicKey: string
}

export const payKeyPair = (): PayKeyPair =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })

/** A serial number as certificates have them. */
export const paySerial = (): string => `5${randomBytes(20).toString('hex').slice(1).toUpperCase()}`

export const payApiV3Key = (): string => randomBytes(16).toString('hex')
