import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  readonly registry: Registry
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>
  readonly jobSeconds: Histogram<'kind' | 'outcome'>
  readonly transactions: Counter
  readonly refusals: Counter<'code'>
  readonly jobsWaiting: Gauge
  readonly jobsDead: Gauge
  readonly jobLagSeconds: Gauge
  readonly liveSockets: Gauge
  readonly claimDifferences: Gauge
  readonly filesSwept: Counter
}

/**
 * Adds what Node tells of the whole process. Once per process and for good: its observers of the garbage collector and of the
 * event loop are never taken away again.
 */
export const measureProcess = ({ registry }: Metrics): void => collectDefaultMetrics({ register: registry })

/** Metrics of one server: a registry of its own, so that several may live in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    requestSeconds: new Histogram({
      ...{ name: 'pitlane_request_seconds', help: 'Time to answer a request, by route pattern', registers },
      ...{
        labelNames: ['method', 'route', 'status'] as const,
        buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      },
    }),
    jobSeconds: new Histogram({
      ...{ name: 'pitlane_job_seconds', help: 'Time to run a background job', registers },
      labelNames: ['kind', 'outcome'] as const,
    }),
    transactions: new Counter({
      ...{ name: 'pitlane_transactions_total', help: 'Database transactions begun, repeats after a conflict included' },
      registers,
    }),
    refusals: new Counter({
      ...{ name: 'pitlane_refusals_total', help: 'Answers with a problem, by code', registers },
      labelNames: ['code'] as const,
    }),
    jobsWaiting: new Gauge({ name: 'pitlane_jobs_waiting', help: 'Jobs not yet done', registers }),
    jobsDead: new Gauge({ name: 'pitlane_jobs_dead', help: 'Jobs that gave up', registers }),
    jobLagSeconds: new Gauge({ name: 'pitlane_job_lag_seconds', help: 'Age of the oldest due job', registers }),
    liveSockets: new Gauge({ name: 'pitlane_live_sockets', help: 'Open WebSocket connections', registers }),
    filesSwept: new Counter({
      ...{ name: 'pitlane_files_swept_total', help: 'Files sent and never used, deleted after a day', registers },
    }),
    claimDifferences: new Gauge({
      ...{
        name: 'pitlane_claim_differences',
        help: 'Claims too many or too few, at the last nightly audit',
        registers,
      },
    }),
  }
}
