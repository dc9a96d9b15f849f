import { AppError, MINUTE_MS, type Actor, type Clock } from '@pitlane/kernel'
import { jwtVerify, SignJWT } from 'jose'

/** Who a log-in belongs to. */
export interface Subject {
  readonly kind: Actor['kind']
  readonly id: string
  readonly sessionId: string
}

/** Short-lived bearer tokens, signed with HS256. They say who; what that person may do is read afresh on each request. */
export interface AccessTokens {
  issue(subject: Subject): Promise<{ accessToken: string; accessExpiresAt: Date }>
  /** Throws `auth.expired` for anything that is not a valid token of ours. */
  verify(token: string): Promise<Subject>
}

const LIFETIME_MS = 10 * MINUTE_MS
const ISSUER = 'pitlane'

export function createAccessTokens(secret: string, clock: Clock): AccessTokens {
  const key = new TextEncoder().encode(secret)
  return {
    async issue(subject) {
      const now = clock.now()
      const accessExpiresAt = new Date(now.getTime() + LIFETIME_MS)
      const accessToken = await new SignJWT({ kind: subject.kind, sid: subject.sessionId })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(ISSUER)
        .setSubject(subject.id)
        .setIssuedAt(Math.floor(now.getTime() / 1000))
        .setExpirationTime(Math.floor(accessExpiresAt.getTime() / 1000))
        .sign(key)
      return { accessToken, accessExpiresAt }
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          issuer: ISSUER,
          algorithms: ['HS256'],
          currentDate: clock.now(),
        })
        const { sub, kind, sid } = payload
        const isWhole = typeof sub === 'string' && typeof sid === 'string' && (kind === 'customer' || kind === 'staff')
        if (isWhole) return { kind, id: sub, sessionId: sid }
      } catch {
        // Every way in which a token can be wrong has the same answer: log in again.
      }
      throw new AppError('auth.expired')
    },
  }
}

/** The token of an `Authorization: Bearer …` header, if there is one. */
export const bearerOf = (header: string | undefined): string | undefined =>
  /^Bearer ([\w.~+/=-]{1,4096})$/.exec(header ?? '')?.[1]
