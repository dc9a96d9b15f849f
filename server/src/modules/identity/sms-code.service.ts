import { randomInt, timingSafeEqual } from 'node:crypto'
import { addDays, AppError, SECOND_MS } from '@pitlane/kernel'
import { IsNull, MoreThan } from 'typeorm'
import type { App } from '../../platform/app'
import type { RequestFacts } from '../../platform/bind'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { toInstant, toLocal } from '../../platform/local-time'
import { describeFault } from '../../platform/log'
import { VendorError } from '../../platform/ports'
import { isDuplicate, sqlInstant } from '../../platform/sql'
import type { Vault } from '../../platform/vault'
import { recordConsent } from './consent.service'
import { SmsCode } from './identity.entity'
import { CODE_LIFETIME_MS, MAX_ATTEMPTS, nextSend, RESEND_AFTER_MS } from './sms-rules'

/** The day of the daily limit, wherever the server stands. */
const ZONE = 'Asia/Shanghai'

const secondsOf = (ms: number) => Math.ceil(ms / SECOND_MS)
const tooSoon = (waitMs: number) => new AppError('identity.sms_too_soon', { retryAfterSeconds: secondsOf(waitMs) })

const phoneHashOf = (vault: Vault, phone: string) => vault.blind('identity.phone', phone)
/** Keyed, and bound to its row: six digits alone would be read back from a plain hash at once. */
const codeHashOf = (vault: Vault, id: string, code: string) => vault.blind('identity.sms_code', `${id}:${code}`)

/**
 * Sends a six-digit code to a mobile number and writes down the consent under which the number is taken. The code lives for
 * 5 minutes and takes the place of earlier ones. Throws `identity.sms_too_soon` (60 s between two, five a day) with
 * `retryAfterSeconds`, and `identity.sms_unavailable` when the vendor failed: then it may be repeated at once.
 */
export async function issueSmsCode(
  app: App,
  phone: string,
  request: RequestFacts,
): Promise<{ retryAfterSeconds: number; expiresInSeconds: number }> {
  const id = newId()
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  await reserve(
    app,
    { id, phoneHash: phoneHashOf(app.vault, phone), codeHash: codeHashOf(app.vault, id, code) },
    request,
  )
  try {
    await app.ports.sms.send({
      phone,
      template: 'login_code',
      variables: { code, minutes: String(CODE_LIFETIME_MS / 60_000) },
    })
  } catch (e) {
    await app.db.tx((tx) => tx.delete(SmsCode, { id }))
    if (!(e instanceof VendorError)) throw e
    app.log.warn({ requestId: request.id, fault: describeFault(e) }, 'an SMS was not sent')
    throw new AppError('identity.sms_unavailable')
  }
  return { retryAfterSeconds: secondsOf(RESEND_AFTER_MS), expiresInSeconds: secondsOf(CODE_LIFETIME_MS) }
}

/** Takes the next place of the day in the database before anything is sent: of two requests at once one finds it taken. */
async function reserve(
  app: App,
  sealed: Pick<SmsCode, 'id' | 'phoneHash' | 'codeHash'>,
  request: RequestFacts,
): Promise<void> {
  const now = app.clock.now()
  const { day } = toLocal(now, ZONE)
  const nextDayAt = toInstant(addDays(day, 1), 0, ZONE)
  try {
    await app.db.tx(async (tx) => {
      const { phoneHash } = sealed
      const [last] = await tx.find(SmsCode, { where: { phoneHash }, order: { day: 'DESC', ordinal: 'DESC' }, take: 1 })
      const next = nextSend(last, { at: now, day, nextDayAt })
      if ('waitMs' in next) throw tooSoon(next.waitMs)
      await recordConsent(tx, now, { subjectType: 'phone', id: phoneHash, channel: 'h5' }, request)
      const expiresAt = new Date(now.getTime() + CODE_LIFETIME_MS)
      await tx.insert(SmsCode, {
        ...{ ...sealed, day, ordinal: next.ordinal, expiresAt },
        ...{ attempts: 0, consumedAt: null, createdAt: now },
      })
    })
  } catch (e) {
    throw isDuplicate(e) ? tooSoon(RESEND_AFTER_MS) : e
  }
}

/**
 * Uses up the latest code of a phone; true when it was the right one, then never again. False counts as one of five
 * attempts, so the transaction has to commit all the same.
 */
export async function consumeSmsCode(tx: Tx, vault: Vault, now: Date, phone: string, code: string): Promise<boolean> {
  const [last] = await tx.find(SmsCode, {
    where: { phoneHash: phoneHashOf(vault, phone), consumedAt: IsNull(), expiresAt: MoreThan(now) },
    order: { day: 'DESC', ordinal: 'DESC' },
    take: 1,
  })
  if (!last) return false
  // The attempt is taken before the code is looked at: guesses that run side by side cannot get more than five in all.
  const hasAttempt = await tx.run(
    'update sms_code set attempts = attempts + 1 where id = ? and attempts < ? and consumed_at is null',
    [last.id, MAX_ATTEMPTS],
  )
  const given = Buffer.from(codeHashOf(vault, last.id, code))
  if (!hasAttempt || !timingSafeEqual(given, Buffer.from(last.codeHash))) return false
  const used = await tx.run('update sms_code set consumed_at = ? where id = ? and consumed_at is null', [
    ...[sqlInstant(now), last.id],
  ])
  return used > 0
}
