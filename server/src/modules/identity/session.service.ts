import type { identity as contract } from '@pitlane/contract'
import { AppError, type Actor } from '@pitlane/kernel'
import { IsNull } from 'typeorm'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Subject } from '../../platform/auth'
import type { RequestFacts } from '../../platform/bind'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { sqlInstant } from '../../platform/sql'
import { actorNotice } from './actor.service'
import { RefreshToken, Session } from './identity.entity'
import { hashToken, newToken } from './token.service'
import { IDLE_MS, judgeSecondUse } from './session-rules'

/** A person who logs in. */
type Person = Pick<Subject, 'kind' | 'id'>

/** A log-in with its newest refresh token, before the access token is made. */
export interface OpenSession {
  readonly subject: Subject
  readonly refreshToken: string
}

const personOf = (actor: Actor): Person =>
  actor.kind === 'customer' ? { kind: actor.kind, id: actor.customerId } : { kind: actor.kind, id: actor.staffId }

/** Opens a log-in. A repeat opens another one. The tokens are made after the commit, by {@link tokensOf}. */
export async function openSession(tx: Tx, at: Date, person: Person, request: RequestFacts): Promise<OpenSession> {
  const session: Session = {
    ...{ id: newId(), subjectKind: person.kind, subjectId: person.id },
    ...{ createdAt: at, lastSeenAt: at, endedAt: null, userAgent: request.userAgent },
  }
  await tx.insert(Session, session)
  return extendSession(tx, at, { ...person, sessionId: session.id })
}

/** Gives a log-in that goes on one more refresh token, beside those it has. */
export async function extendSession(tx: Tx, at: Date, subject: Subject, token = newToken()): Promise<OpenSession> {
  await tx.insert(RefreshToken, {
    ...{ tokenHash: hashToken(token), sessionId: subject.sessionId, issuedAt: at },
    ...{ expiresAt: new Date(at.getTime() + IDLE_MS[subject.kind]), usedAt: null, replacedBy: null },
  })
  return { subject, refreshToken: token }
}

/** What the caller of a log-in or refresh gets. */
export async function tokensOf(app: App, { subject, refreshToken }: OpenSession): Promise<contract.Tokens> {
  const { accessToken, accessExpiresAt } = await app.tokens.issue(subject)
  return { accessToken, accessExpiresAt: accessExpiresAt.toISOString(), refreshToken }
}

/**
 * Exchanges a refresh token for new tokens. Of two calls at once one rotates it; the other, up to 10 s later, gets a token
 * of its own, because an answer was lost or a second tab is open. Later than that the token was copied by somebody: the
 * whole log-in ends. Throws `identity.refresh_invalid`.
 */
export async function refresh(app: App, refreshToken: string): Promise<contract.Tokens> {
  const now = app.clock.now()
  const opened = await app.db.tx((tx) => rotate(tx, now, hashToken(refreshToken)))
  if (!opened) throw new AppError('identity.refresh_invalid')
  return tokensOf(app, opened)
}

async function rotate(tx: Tx, now: Date, tokenHash: string): Promise<OpenSession | undefined> {
  const child = newToken()
  const isFirstUse = await tx.run(
    'update refresh_token set used_at = ?, replaced_by = ? where token_hash = ? and used_at is null and expires_at > ?',
    [sqlInstant(now), hashToken(child), tokenHash, sqlInstant(now)],
  )
  const row = await tx.findOne(RefreshToken, { tokenHash })
  const session = row && (await tx.findOne(Session, { id: row.sessionId, endedAt: IsNull() }))
  if (!session) return undefined
  const secondUse = isFirstUse ? undefined : judgeSecondUse(row, now)
  if (secondUse === 'stolen') await endStolen(tx, now, session)
  if (secondUse === 'stolen' || secondUse === 'expired') return undefined
  await tx.update(Session, { id: session.id }, { lastSeenAt: now })
  return extendSession(tx, now, { kind: session.subjectKind, id: session.subjectId, sessionId: session.id }, child)
}

async function endStolen(tx: Tx, now: Date, session: Session): Promise<void> {
  await tx.update(Session, { id: session.id, endedAt: IsNull() }, { endedAt: now })
  tx.announce(actorNotice(session.id))
  await audit(tx, now, {
    actor: { kind: 'system', name: 'identity' },
    action: 'identity.token_reused',
    subject: { type: 'session', id: session.id },
    after: { subjectKind: session.subjectKind, subjectId: session.subjectId },
  })
}

/** Ends this log-in. A repeat changes nothing. */
export async function logout(app: App, actor: Actor): Promise<void> {
  const now = app.clock.now()
  await app.db.tx(async (tx) => {
    await tx.update(Session, { id: actor.sessionId, endedAt: IsNull() }, { endedAt: now })
    tx.announce(actorNotice(actor.sessionId))
  })
}

/** Ends every log-in of a person, but for `except`. Returns how many were still open. */
export async function endSessions(tx: Tx, at: Date, person: Person, except = ''): Promise<number> {
  tx.announce(actorNotice(person.id))
  return tx.run(
    'update session set ended_at = ? where subject_kind = ? and subject_id = ? and ended_at is null and id <> ?',
    [sqlInstant(at), person.kind, person.id, except],
  )
}

/** Ends every log-in of the caller, this one too, on all devices. */
export async function logoutEverywhere(app: App, actor: Actor, request: RequestFacts): Promise<number> {
  const now = app.clock.now()
  const person = personOf(actor)
  return app.db.tx(async (tx) => {
    const ended = await endSessions(tx, now, person)
    await audit(tx, now, {
      ...{ actor, action: 'identity.logout_everywhere', subject: { type: person.kind, id: person.id } },
      ...{ after: { ended }, requestId: request.id },
    })
    return ended
  })
}
