import type { Clock } from '@pitlane/kernel'
import type { App } from './app'
import type { DatabaseHooks, Outgoing, Tx } from './database'
import type { JobHandler } from './app'
import type { DomainEvent, Notice } from './messages'
import { newId } from './id'
import { Job, OutboxEvent } from './platform-tables'

/** Reacts to an event, once per event: the reaction and the completion of its job commit together. */
export interface Listener {
  /** Unique over the whole server, e.g. `workorder.draft`. */
  readonly name: string
  readonly on: DomainEvent['type']
  readonly inTx: (app: App, tx: Tx, event: DomainEvent) => Promise<void>
}

const kindOf = (listener: Listener): string => `on:${listener.name}`

/** A listener is delivered to as a job, so that it shares its leases, back-off and dead letters. */
export const listenerJobs = (listeners: readonly Listener[]): JobHandler[] =>
  listeners.map((listener) => ({
    kind: kindOf(listener),
    inTx: (app, tx, payload) => listener.inTx(app, tx, payload as unknown as DomainEvent),
  }))

/** Writes what a transaction collected: events as rows, one job per listener, and the jobs it asked for. */
export function outboxHooks(
  clock: Clock,
  listeners: readonly Listener[],
  committed: (notices: readonly Notice[], hasJobs: boolean) => void,
): DatabaseHooks {
  return {
    async store(tx: Tx, outgoing: Outgoing) {
      const now = clock.now()
      const jobOf = (kind: string, payload: Record<string, unknown>, runAt: Date): Job => ({
        ...{ id: newId(), kind, dedupe: null, payload, runAt },
        ...{ leaseBy: null, leaseUntil: 0, attempts: 0, createdAt: now },
      })
      const events = outgoing.events.map((event) => ({
        id: newId(),
        type: event.type,
        payload: { ...event },
        occurredAt: now,
      }))
      const deliveries = outgoing.events.flatMap((event) =>
        listeners.filter((l) => l.on === event.type).map((l) => jobOf(kindOf(l), { ...event }, now)),
      )
      const jobs = outgoing.jobs.map((job) => jobOf(job.kind, { ...job.payload }, job.runAt))
      await tx.insert(OutboxEvent, events)
      await tx.insert(Job, [...deliveries, ...jobs])
    },
    committed(outgoing) {
      committed(outgoing.notices, outgoing.events.length + outgoing.jobs.length > 0)
    },
  }
}
