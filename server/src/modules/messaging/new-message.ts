import type { messaging } from '@pitlane/contract'
import type { Plan } from './ladder'

/** Something to tell a customer. */
export interface NewMessage {
  /** Names the occasion; a second message of the same occasion is not sent. */
  readonly dedupe: string
  readonly customerId: string
  readonly storeId: string
  readonly bookingId: string | null
  readonly kind: messaging.MessageKind
  /** In the shipped words, cut at 300 characters. Nothing that identifies a person: it stands in the database as it is. */
  readonly body: string
  /** The same in parts, for a group that has its own words (`shipped.service.ts` names them). */
  readonly values?: Readonly<Record<string, string>>
  readonly link: string | null
  readonly plan: Plan
}
