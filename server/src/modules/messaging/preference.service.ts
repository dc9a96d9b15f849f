import type { Body, messaging, notifications } from '@pitlane/contract'
import type { App } from '../../platform/app'
import type { RequestFacts } from '../../platform/bind'
import type { Reader, Tx } from '../../platform/database'
import { passCustomerGate } from '../customer'
import {
  findAllowed,
  followChoices,
  PURPOSE_VERSION,
  purposeTexts,
  recordChoice,
  type ConsentPurpose,
} from '../identity'
import type { VendorChannel } from './ladder'
import { MessagePreference } from './messaging.entity'

/** The ledger's word for a purpose; null of what the contract itself needs and nobody is asked about. */
const consents: Readonly<Record<messaging.Purpose, ConsentPurpose | null>> = {
  ...{ service: null, care: 'CARE_SERVICE', survey: 'SURVEY', marketing: 'MARKETING' },
}
const PURPOSES = Object.keys(consents) as messaging.Purpose[]

const keyOf = (purpose: messaging.Purpose, channel: VendorChannel): string => `${purpose}:${channel}`

/** How a customer wants to be told of something. */
export interface Wishes {
  readonly isAllowed: boolean
  readonly isDoNotDisturb: boolean
  readonly isMuted: (channel: VendorChannel) => boolean
}

const readRow = (db: Reader, customerId: string): Promise<MessagePreference | undefined> =>
  db.findOne(MessagePreference, { customerId })

/** What a customer lets the store send for this purpose, as it stands now. */
export async function wishesOf(db: Reader, customerId: string, purpose: messaging.Purpose): Promise<Wishes> {
  const consent = consents[purpose]
  const row = await readRow(db, customerId)
  return {
    isAllowed: consent === null || (await findAllowed(db, customerId)).has(consent),
    isDoNotDisturb: row?.isDoNotDisturb ?? false,
    isMuted: (channel) => row?.muted.includes(keyOf(purpose, channel)) ?? false,
  }
}

export async function readSettings(db: Reader, customerId: string): Promise<notifications.NotificationSettings> {
  const allowed = await findAllowed(db, customerId)
  const row = await readRow(db, customerId)
  const isOn = (purpose: messaging.Purpose, channel: VendorChannel) => !row?.muted.includes(keyOf(purpose, channel))
  return {
    ...{ isDoNotDisturb: row?.isDoNotDisturb ?? false, version: PURPOSE_VERSION },
    purposes: PURPOSES.map((purpose) => {
      const consent = consents[purpose]
      return {
        ...{ purpose, isAllowed: consent === null || allowed.has(consent), text: consent && purposeTexts[consent] },
        ...{ wechat: isOn(purpose, 'wechat'), sms: isOn(purpose, 'sms') },
      }
    }),
  }
}

/** Keeps what a customer wants. A repeat changes nothing. Throws `identity.consent_required` for a text that is not in force any more. */
export async function saveSettings(
  app: App,
  customerId: string,
  wanted: Body<typeof notifications.save>,
  request: RequestFacts,
): Promise<notifications.NotificationSettings> {
  const now = app.clock.now()
  await app.db.tx(async (tx) => {
    await passCustomerGate(tx, customerId)
    for (const { purpose, isAllowed } of wanted.purposes) {
      const consent = consents[purpose]
      if (!consent) continue
      const choice = { purpose: consent, isAllowed, version: wanted.version }
      await recordChoice(tx, now, { customerId, channel: wanted.client }, choice, request)
    }
    const muted = wanted.purposes.flatMap(({ purpose, wechat, sms }) => [
      ...(wechat ? [] : [keyOf(purpose, 'wechat')]),
      ...(sms ? [] : [keyOf(purpose, 'sms')]),
    ])
    await writeRow(tx, { customerId, isDoNotDisturb: wanted.isDoNotDisturb, muted, updatedAt: now })
  })
  return readSettings(app.db.read, customerId)
}

async function writeRow(tx: Tx, { customerId, ...set }: MessagePreference): Promise<void> {
  if (await readRow(tx, customerId)) await tx.update(MessagePreference, { customerId }, set)
  else await tx.insert(MessagePreference, { customerId, ...set })
}

/** Two customers turned out to be one: what either did not want is not wanted. */
export async function adoptPreferences(tx: Tx, now: Date, from: string, to: string): Promise<void> {
  await followChoices(tx, now, from, to)
  const [given, own] = [await readRow(tx, from), await readRow(tx, to)]
  if (!given) return
  await writeRow(tx, {
    ...{ customerId: to, isDoNotDisturb: given.isDoNotDisturb || (own?.isDoNotDisturb ?? false), updatedAt: now },
    muted: [...new Set([...given.muted, ...(own?.muted ?? [])])],
  })
  await tx.delete(MessagePreference, { customerId: from })
}
