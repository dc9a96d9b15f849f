import { createHash } from 'node:crypto'
import { privacy } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import type { RequestFacts } from '../../platform/bind'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { Consent } from './identity.entity'
import { privacySections } from './privacy-text'

/** SHA-256 of the guide in force: a consent proves which words were agreed to. */
export const privacyTextHash: string = createHash('sha256')
  .update(JSON.stringify([privacy.PRIVACY_VERSION, privacySections]))
  .digest('hex')

/** Throws `identity.consent_required` unless the reader agreed to the privacy guide in force. */
export function requireConsent(version: string): void {
  if (version !== privacy.PRIVACY_VERSION) throw new AppError('identity.consent_required')
}

/** Whose consent it is, and through which front end it was given. `id` is a customer, or the blind index of a phone. */
interface Consenting extends Pick<Consent, 'subjectType' | 'channel'> {
  readonly id: string
}

/**
 * Writes down that somebody agreed to the guide in force, in the transaction that takes the personal data or before it.
 * Only the first time: a ledger that also holds every later log-in proves no more.
 */
export async function recordConsent(tx: Tx, now: Date, who: Consenting, request: RequestFacts): Promise<void> {
  const { subjectType, id: subjectId } = who
  const [last] = await tx.find(Consent, {
    where: { subjectType, subjectId },
    order: { at: 'DESC', id: 'DESC' },
    take: 1,
  })
  if (last?.state === 'GRANTED' && last.version === privacy.PRIVACY_VERSION) return
  await tx.insert(Consent, {
    ...{ id: newId(), subjectType, subjectId, purpose: 'SERVICE', version: privacy.PRIVACY_VERSION },
    ...{ textHash: privacyTextHash, channel: who.channel, state: 'GRANTED', at: now },
    evidence: { address: request.address, userAgent: request.userAgent },
  })
}
