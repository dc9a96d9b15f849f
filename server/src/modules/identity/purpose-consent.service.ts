import { createHash } from 'node:crypto'
import { AppError } from '@pitlane/kernel'
import type { RequestFacts } from '../../platform/bind'
import type { Reader, Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { Consent } from './identity.entity'

/** The version of {@link purposeTexts}. A new text asks anew: what was agreed to is another text. */
export const PURPOSE_VERSION = '2026-11-30'

/** What an owner agrees to, purpose by purpose (个人信息保护法 第十四条、第十六条): each by itself, refused without any loss of service. */
export const purposeTexts = {
  CARE_SERVICE: '同意门店根据车辆的保养、保险和用车记录，提醒我保养、续保和年检。可以随时关闭，不影响预约和维修。',
  SURVEY: '同意门店在服务结束后，邀请我评价本次服务。可以随时关闭，不影响预约和维修。',
  MARKETING: '同意门店向我发送卡券到期、优惠活动等营销信息。可以随时关闭，不影响预约和维修。',
} as const
export type ConsentPurpose = keyof typeof purposeTexts

const PURPOSES = Object.keys(purposeTexts) as ConsentPurpose[]

const hashOf = (purpose: ConsentPurpose): string =>
  createHash('sha256')
    .update(JSON.stringify([PURPOSE_VERSION, purpose, purposeTexts[purpose]]))
    .digest('hex')

async function lastOf(db: Reader, customerId: string, purpose: string): Promise<Consent | undefined> {
  const where = { subjectType: 'customer' as const, subjectId: customerId, purpose }
  const [last] = await db.find(Consent, { where, order: { at: 'DESC', id: 'DESC' }, take: 1 })
  return last
}

/** Purposes that a customer has agreed to and not taken back. Who was never asked has agreed to none. */
export async function findAllowed(db: Reader, customerId: string): Promise<ReadonlySet<ConsentPurpose>> {
  const lasts = await Promise.all(PURPOSES.map((purpose) => lastOf(db, customerId, purpose)))
  return new Set(PURPOSES.filter((_, i) => lasts[i]?.state === 'GRANTED'))
}

/** Writes down a choice, if it is one: a purpose that stays as it was adds nothing. Throws `identity.consent_required` for another text. */
export async function recordChoice(
  tx: Tx,
  now: Date,
  who: { readonly customerId: string; readonly channel: Consent['channel'] },
  choice: { readonly purpose: ConsentPurpose; readonly isAllowed: boolean; readonly version: string },
  request: RequestFacts,
): Promise<void> {
  const { purpose, isAllowed, version } = choice
  const last = await lastOf(tx, who.customerId, purpose)
  if ((last?.state === 'GRANTED') === isAllowed) return
  if (isAllowed && version !== PURPOSE_VERSION) throw new AppError('identity.consent_required')
  await tx.insert(Consent, {
    ...{ id: newId(), subjectType: 'customer', subjectId: who.customerId, purpose, version: PURPOSE_VERSION },
    ...{ textHash: hashOf(purpose), channel: who.channel, state: isAllowed ? 'GRANTED' : 'WITHDRAWN', at: now },
    evidence: { address: request.address, userAgent: request.userAgent },
  })
}

/** Two customers turned out to be one: the strictest word wins, and a word stands where the other gave none. */
export async function followChoices(tx: Tx, now: Date, from: string, to: string): Promise<void> {
  for (const purpose of PURPOSES) {
    const [given, own] = [await lastOf(tx, from, purpose), await lastOf(tx, to, purpose)]
    const isStricter = given?.state === 'WITHDRAWN' && own?.state === 'GRANTED'
    if (given && (isStricter || !own)) await tx.insert(Consent, { ...given, id: newId(), subjectId: to, at: now })
  }
}
