import { randomBytes } from 'node:crypto'
import { keepIn } from './bounded'
import type { Account } from './options'
import { Refusal } from './refusal'

const LIFE_MS = 5 * 60_000

/** Codes that are good for 5 minutes and for one exchange. */
export interface OneTimeCodes<T> {
  issue(subject: T): string
  /**
   * Spends the code and answers what it was issued for.
   * @param check may refuse before the code is spent
   * @throws Refusal 41008 without a code, 40163 the second time, 40029 for an unknown or old one
   */
  redeem(code: string | undefined, check?: (subject: T) => void): T
}

export function createOneTimeCodes<T>(account: Account): OneTimeCodes<T> {
  const codes = new Map<string, { subject: T; diesAt: number; used: boolean }>()
  return {
    issue(subject) {
      const code = `0${randomBytes(24).toString('base64url').slice(0, 31)}`
      keepIn(codes, code, { subject, diesAt: account.now() + LIFE_MS, used: false })
      return code
    },
    redeem(code, check) {
      if (!code) throw new Refusal(41008)
      const entry = codes.get(code)
      if (entry?.used) throw new Refusal(40163)
      if (!entry || account.now() >= entry.diesAt) throw new Refusal(40029)
      check?.(entry.subject)
      entry.used = true
      return entry.subject
    },
  }
}
