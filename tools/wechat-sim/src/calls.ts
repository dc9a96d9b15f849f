import { keepLast } from './bounded'

/** One call that the simulator received. */
export interface Call {
  id: number
  at: string
  method: string
  path: string
  /** Query and body together; secrets and tokens are cut to their last four characters. */
  request: Record<string, unknown>
  /** 200, 500 …; 0 when the connection was broken; absent while it waits for its answer. */
  status?: number
  /** WeChat's number, 0 for success; absent when the answer had none. */
  errcode?: number
  errmsg?: string
  tookMs?: number
  /** The kind of the fault that hit it. */
  fault?: string
}

export interface Calls {
  /** Writes down a call as it comes; whoever answers it completes what is returned. */
  add(call: Omit<Call, 'id'>): Call
  list(): readonly Call[]
  /** How many there were in all, also those no longer kept. */
  total(): number
}

const HIDDEN = new Set(['secret', 'access_token'])

/** The request as it may be shown on a page that others look at too. */
export const shownRequest = (query: URLSearchParams, body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    [...query.entries(), ...Object.entries(body)].map(([key, value]) => [
      key,
      HIDDEN.has(key) && typeof value === 'string' ? `…${value.slice(-4)}` : value,
    ]),
  )

export function createCalls(): Calls {
  const calls: Call[] = []
  let total = 0
  return {
    add(received) {
      total += 1
      const call = { id: total, ...received }
      keepLast(calls, call)
      return call
    },
    list: () => calls,
    total: () => total,
  }
}
