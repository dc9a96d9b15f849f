import { createFaultList, type FaultList } from '../fault-list'
import { type NoticeKind, noticeKinds, type PayCall, payCalls } from './options'

/**
 * For calls:
 * - `code`: refuse with this code and status, without doing anything
 * - `http500`: an error page of a gateway, without doing anything
 * - `slow`: do it, and answer after `delayMs`
 * - `drop`: do it, and break the connection: the merchant does not know
 * - `garbage`: HTTP 200 with something that is not JSON, signed, without doing anything
 * - `bad_signature`, `unsigned`, `stale` (signed six minutes ago), `unknown_serial`: do it, and answer so
 */
export const callFaults = [
  'code',
  'http500',
  'slow',
  'drop',
  'garbage',
  'bad_signature',
  'unsigned',
  'stale',
  'unknown_serial',
] as const

/**
 * For notices:
 * - `lost`: never sent
 * - `twice`: sent again after it was taken
 * - `late`: sent after `delayMs`
 * - `out_of_order`: kept back until the next notice has been dealt with
 * - `bad_signature`, `wrong_amount` (a fen more, signed well): in every attempt
 * - `signtest`: WeChat's probe with a wrong signature first
 */
export const noticeFaults = [
  'lost',
  'twice',
  'late',
  'out_of_order',
  'bad_signature',
  'wrong_amount',
  'signtest',
] as const

export type CallFault = (typeof callFaults)[number]
export type NoticeFault = (typeof noticeFaults)[number]

interface Common {
  /** For `slow` and `late`, in ms; 10,000 when left out. */
  delayMs?: number
  /** How many it hits; until it is switched off when left out. */
  times?: number
}

export type PayFaultOrder = Common &
  (
    | {
        on: PayCall | '*'
        kind: CallFault
        /** For `code`; SYSTEM_ERROR and 500 when left out. */
        code?: string
        status?: number
      }
    | { on: NoticeKind; kind: NoticeFault }
  )

export type PayFault = PayFaultOrder & { id: number }

type HitCall = Extract<PayFaultOrder, { kind: CallFault; on: PayCall | '*' }>
type HitNotice = Extract<PayFaultOrder, { on: NoticeKind }>

export interface PayFaults {
  add(order: PayFaultOrder): PayFault
  clear(id?: number): void
  hitCall(call: PayCall): HitCall | undefined
  hitNotice(kind: NoticeKind): HitNotice | undefined
  list(): readonly PayFault[]
}

const isOnNotice = (fault: PayFaultOrder): fault is HitNotice => noticeKinds.some((kind) => kind === fault.on)

/** @throws Error for a fault of a call on a notice, or the other way round */
function requireFitting(order: PayFaultOrder): void {
  const kinds: readonly string[] = isOnNotice(order) ? noticeFaults : callFaults
  const places: readonly string[] = [...payCalls, ...noticeKinds, '*']
  if (!kinds.includes(order.kind) || !places.includes(order.on)) throw new Error(`no ${order.kind} on ${order.on}`)
}

export function createPayFaults(): PayFaults {
  const faults: FaultList<PayFaultOrder> = createFaultList()
  return {
    ...faults,
    add(order) {
      requireFitting(order)
      return faults.add(order)
    },
    hitCall(call) {
      const hit = faults.take((fault) => !isOnNotice(fault) && (fault.on === '*' || fault.on === call))
      return hit && !isOnNotice(hit) ? hit : undefined
    },
    hitNotice(kind) {
      const hit = faults.take((fault) => fault.on === kind)
      return hit && isOnNotice(hit) ? hit : undefined
    },
  }
}
