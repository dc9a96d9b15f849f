import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits; nothing can be read from it. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a token. It is random, so a plain SHA-256 cannot be turned back. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')
