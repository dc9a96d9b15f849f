import { createServer, type Server } from 'node:http'
import { AppError, systemClock, type Clock } from '@pitlane/kernel'
import type { Redis } from 'ioredis'
import type { DataSource } from 'typeorm'
import { createHttp } from './app'
import { allTables, modules } from './modules'
import type { App, Ports } from './platform/app'
import { createAccessTokens } from './platform/auth'
import { createLocalBus, createRedisBus, type Bus } from './platform/bus'
import type { Config } from './platform/config'
import { connect } from './platform/connection'
import { createDatabase } from './platform/database'
import { flowRegistry } from './platform/flow-registry'
import type { Readiness } from './platform/health'
import type { JobHandler } from './platform/app'
import { createLiveHub } from './platform/live-hub'
import type { Logger } from './platform/log'
import { createMetrics } from './platform/metrics'
import { listenerJobs, outboxHooks } from './platform/outbox'
import type { SharedCache } from './platform/ports'
import { createRateLimits } from './platform/rate-limit'
import { connectRedis } from './platform/redis'
import { createMemoryCache, createRedisCache } from './platform/shared-cache'
import { createVault } from './platform/vault'
import { startWorker, type Worker } from './platform/worker'

/** A whole server in one value: tests build several, `main.ts` builds one. */
export interface World {
  readonly app: App
  readonly source: DataSource
  /** Starts the web role on `port` (0 picks one) and answers with the port. */
  readonly listen: (port: number, host?: string) => Promise<number>
  startWorker(): void
  /** Drains: no new requests, running ones finish (10 s at most), the worker ends its batch, connections close. */
  close(): Promise<void>
}

export interface WorldOptions {
  readonly config: Config
  readonly log: Logger
  readonly clock?: Clock
  readonly ports: (parts: { config: Config; cache: SharedCache; log: Logger }) => Ports
}

const DRAIN_MS = 10_000

const listeners = modules.flatMap((m) => m.listeners ?? [])

function handlersOf(): ReadonlyMap<string, JobHandler> {
  const handlers = [...modules.flatMap((m) => m.jobs ?? []), ...listenerJobs(listeners)]
  return new Map(handlers.map((handler) => [handler.kind, handler]))
}

/** Opens the database and Redis and builds the App. Rejects when the database cannot be reached. */
export async function openWorld({ config, log, clock = systemClock, ports }: WorldOptions): Promise<World> {
  const source = await connect(config, allTables)
  const redis = config.REDIS_URL ? connectRedis(config.REDIS_URL, log, 'main') : undefined
  const bus = busOf(config, log, redis)
  const cache = redis ? createRedisCache(redis) : createMemoryCache()
  const metrics = createMetrics()
  let worker: Worker | undefined
  const hooks = outboxHooks(clock, listeners, (notices, hasJobs) => {
    if (notices.length > 0) bus.publish(notices)
    if (hasJobs) worker?.nudge()
  })
  const db = createDatabase(source, config.DATABASE_URL, { ...hooks, begun: () => metrics.transactions.inc() })
  const actorOf = modules.find((m) => m.actorOf)?.actorOf
  const app: App = {
    ...{ config, clock, db, bus, cache, log, metrics, limits: createRateLimits(redis) },
    ...{ ports: ports({ config, cache, log }), tokens: createAccessTokens(config.PITLANE_TOKEN_SECRET, clock) },
    ...{ vault: createVault(config), handlers: handlersOf() },
    flows: flowRegistry(modules.flatMap((m) => m.flows ?? [])),
    actorOf: (subject) => {
      if (!actorOf) throw new AppError('auth.expired')
      return actorOf(app, subject)
    },
  }
  bus.subscribe((notice) => modules.forEach((m) => m.onNotice?.(app, notice)))
  bus.onGap(() => modules.forEach((m) => m.onNotice?.(app, undefined)))

  const web = webOf(app)
  return {
    app,
    source,
    listen: web.listen,
    startWorker() {
      worker ??= startWorker(app)
    },
    async close() {
      await web.close()
      await worker?.stop()
      await bus.close()
      redis?.disconnect()
      await db.close()
    },
  }
}

function busOf(config: Config, log: Logger, redis: Redis | undefined): Bus {
  if (!config.REDIS_URL || !redis) return createLocalBus()
  return createRedisBus(redis, connectRedis(config.REDIS_URL, log, 'subscriber'), log)
}

function webOf(app: App) {
  const readiness: Readiness = { isDraining: false }
  let server: Server | undefined
  let hub: ReturnType<typeof createLiveHub> | undefined
  return {
    listen: async (port: number, host = '127.0.0.1'): Promise<number> => {
      const handle = createHttp(app, modules, readiness).callback()
      const started = createServer((req, res) => void handle(req, res))
      hub = createLiveHub(app, modules)
      hub.attach(started)
      await new Promise<void>((resolve, reject) => {
        started.once('error', reject)
        started.listen(port, host, resolve)
      })
      server = started
      const address = started.address()
      return typeof address === 'object' && address ? address.port : port
    },
    async close(): Promise<void> {
      readiness.isDraining = true
      hub?.close()
      const closing = server
      if (!closing) return
      await new Promise<void>((resolve) => {
        const force = setTimeout(() => closing.closeAllConnections(), DRAIN_MS)
        closing.close(() => {
          clearTimeout(force)
          resolve()
        })
        closing.closeIdleConnections()
      })
    },
  }
}
