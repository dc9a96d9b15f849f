import autocannon from 'autocannon'

export interface Load {
  readonly perSecond: number
  readonly p99Ms: number
  readonly total: number
}

/** Asks one address as fast as it answers, from `connections` connections, for `seconds` or `amount` calls. */
export async function load(
  url: string,
  options: { connections: number; seconds?: number; amount?: number },
): Promise<Load> {
  const { connections, seconds, amount } = options
  const result = await autocannon({ url, connections, ...(amount ? { amount } : { duration: seconds ?? 3 }) })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`)
  const took = result.duration
  return { perSecond: result.requests.total / took, p99Ms: result.latency.p99, total: result.requests.total }
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
