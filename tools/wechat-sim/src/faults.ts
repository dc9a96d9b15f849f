import { createFaultList } from './fault-list'

/** The four calls that the simulator answers. */
export const wechatPaths = [
  '/sns/jscode2session',
  '/cgi-bin/stable_token',
  '/wxa/business/getuserphonenumber',
  '/cgi-bin/message/subscribe/send',
] as const

export type WechatPath = (typeof wechatPaths)[number]

/**
 * - `errcode`: refuse with this number, without doing anything
 * - `http500`: an error page of a gateway, without doing anything
 * - `slow`: do it, and answer after `delayMs`; a caller that gave up has still spent its code
 * - `drop`: break the connection before doing anything
 * - `garbage`: HTTP 200 with something that is not JSON, without doing anything
 */
export const faultKinds = ['errcode', 'http500', 'slow', 'drop', 'garbage'] as const

export interface FaultOrder {
  path: WechatPath | '*'
  kind: (typeof faultKinds)[number]
  /** For `errcode`; -1 when left out. */
  errcode?: number
  /** For `slow`, in ms; 10,000 when left out. */
  delayMs?: number
  /** How many calls it hits; until it is switched off when left out. */
  times?: number
}

export interface Fault extends FaultOrder {
  id: number
}

export interface Faults {
  add(order: FaultOrder): Fault
  /** Switches one off, or all. */
  clear(id?: number): void
  /** The fault that hits this call, if any: the oldest that fits. */
  take(path: string): Fault | undefined
  list(): readonly Fault[]
}

export function createFaults(): Faults {
  const faults = createFaultList<FaultOrder>()
  return { ...faults, take: (path) => faults.take((each) => each.path === '*' || each.path === path) }
}
