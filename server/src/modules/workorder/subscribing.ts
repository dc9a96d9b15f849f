import { messaging } from '@pitlane/contract'
import { formatFen, formatMinute } from '@pitlane/kernel'
import type { LocalTime } from '../../platform/local-time'
import type { Plan } from '../messaging'

/** What subscribe messages of a visit are made from. */
export interface Occasion {
  readonly kind: messaging.MessageKind
  /** In a few words. */
  readonly brief: string
  /** Null of a car without one. */
  readonly plate: string | null
  readonly storeAddress: string
  /** What is asked about or to be paid; of something that is left out, what the visit then costs. */
  readonly totalFen: number
  readonly now: LocalTime
  /** By when an answer is wanted. */
  readonly until: LocalTime
  readonly promised: LocalTime | null
}

/** `2026年11月24日 10:00`, as WeChat wants it. */
const wechatTime = ({ day, minute }: LocalTime): string =>
  `${day.slice(0, 4)}年${day.slice(5, 7)}月${day.slice(8)}日 ${formatMinute(minute)}`

/**
 * The template of a message of a visit and its values (DOMAIN §9.4). Undefined of progress without a promise: its template has a
 * field for that time, and WeChat refuses an empty one.
 */
export function subscribeOf(occasion: Occasion): Plan['wechat'] {
  const { kind, brief, storeAddress: address, promised } = occasion
  const [plate, amount] = [occasion.plate ?? '', formatFen(occasion.totalFen)]
  if (kind === 'quote_sent' || kind === 'addon_asked') {
    return { template: 'quote_asked', values: { plate, what: brief, amount, until: wechatTime(occasion.until) } }
  }
  if (kind === 'car_ready') {
    return { template: 'car_ready', values: { plate, amount, address, time: wechatTime(occasion.now) } }
  }
  if (!promised) return undefined
  const state = messaging.messageKinds[kind]
  return { template: 'service_progress', values: { plate, state, promised: wechatTime(promised), note: brief } }
}
