import { describe, expect, it } from '@jest/globals'
import { DAY_MS, HOUR_MS } from '@pitlane/kernel'
import { hashToken, newToken } from '../../../server/src/modules/identity/token.service'
import { IDLE_MS, judgeSecondUse } from '../../../server/src/modules/identity/session-rules'

const now = new Date('2026-11-23T01:00:00.000Z')
const ago = (ms: number) => new Date(now.getTime() - ms)

describe('a refresh token that cannot be used as a fresh one', () => {
  it.each([
    ['used this moment', { usedAt: now, expiresAt: ago(-1) }, 'late_answer'],
    ['used 10 s ago', { usedAt: ago(10_000), expiresAt: ago(-1) }, 'late_answer'],
    ['used longer ago', { usedAt: ago(10_001), expiresAt: ago(-1) }, 'stolen'],
    ['used long ago and expired', { usedAt: ago(DAY_MS), expiresAt: ago(1) }, 'stolen'],
    ['never used and expired', { usedAt: null, expiresAt: now }, 'expired'],
    ['used by a transaction this reader cannot see yet', { usedAt: null, expiresAt: ago(-1) }, 'late_answer'],
  ])('%s → %s', (_, token, verdict) => {
    expect(judgeSecondUse(token, now)).toBe(verdict)
  })

  it('lasts 30 days for owners and 12 hours for staff', () => {
    expect(IDLE_MS).toEqual({ customer: 30 * DAY_MS, staff: 12 * HOUR_MS })
  })
})

describe('opaque tokens', () => {
  it('are 32 random bytes, kept as SHA-256', () => {
    const tokens = Array.from({ length: 100 }, newToken)
    expect(new Set(tokens).size).toBe(100)
    expect(tokens.every((token) => Buffer.from(token, 'base64url').length === 32)).toBe(true)
    expect(hashToken('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')
  })
})
